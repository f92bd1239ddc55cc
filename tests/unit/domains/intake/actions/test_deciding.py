from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.intake import RunFactory, with_file

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake import actions, files
from guitai.domains.intake.drafts import Arrived, Foreign, Found, Unusable
from guitai.domains.intake.errors import MovedOnError, NothingToImportError, NotTheLastError
from guitai.domains.intake.events import ImportsWaiting
from guitai.domains.intake.models import Run, State

FOUND = Found(
    kinds=[{"kind": "taobao_orders", "encoding": "gb18030", "version": "2017"}],
    place=1,
    lines=12,
    is_counted=True,
    look={"tables": []},
)


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """What is done on commit is done as soon as the test's deeds are."""
    return django_capture_on_commit_callbacks


def arrived(name: str = "订单.csv") -> Arrived:
    path = files.keep([b"1"], name=name)
    return Arrived(name=name, folder=path.parent.name, sha256="a" * 64, size=1)


def test_a_file_is_kept_with_what_was_found(shop: Shop, lead: Membership, now: datetime):
    run = actions.add_file(shop=shop, by=lead, arrived=arrived(), verdict=FOUND, at=now)

    kept = Run.objects.get(pk=run.pk)
    assert (kept.state, kept.lines, kept.place, kept.kinds) == (State.READY, 12, 1, FOUND.kinds)
    assert files.path_of(kept).exists()


@pytest.mark.parametrize(
    ("verdict", "state", "stays"),
    [(Foreign(sentence="unknown"), State.UNMAPPED, True), (Unusable(sentence="half"), State.REFUSED, False)],
    ids=["foreign", "unusable"],
)
def test_only_what_can_be_used_stays_on_the_disk(
    shop: Shop, lead: Membership, now: datetime, committed: Any, verdict: Any, state: str, stays: bool
):
    came = arrived()
    with committed(execute=True):
        run = actions.add_file(shop=shop, by=lead, arrived=came, verdict=verdict, at=now)

    assert (run.state, run.trouble) == (state, verdict.sentence)
    assert (files.new_folder().parent / came.folder).exists() is stays
    assert bool(run.folder) is stays


def test_a_mapped_file_is_ready_and_an_unchanged_verdict_changes_nothing(lead: Membership):
    run = with_file(RunFactory(by=lead, state=State.UNMAPPED, kinds=[]), b"1")

    still = actions.look_again(run=run, verdict=Foreign(sentence="as before"))
    ready = actions.look_again(run=run, verdict=FOUND)

    assert still.state == State.UNMAPPED
    assert (ready.state, ready.lines) == (State.READY, 12)


def test_a_file_that_turns_out_unusable_is_deleted(lead: Membership, committed: Any):
    run = with_file(RunFactory(by=lead, state=State.UNMAPPED, kinds=[]), b"1")
    path = files.path_of(run)

    with committed(execute=True):
        refused = actions.look_again(run=run, verdict=Unusable(sentence="half"))

    assert (refused.state, refused.folder, path.exists()) == (State.REFUSED, "", False)


def test_a_file_is_taken_away_before_its_import_not_after(lead: Membership, committed: Any):
    run = with_file(RunFactory(by=lead), b"1")
    path = files.path_of(run)
    done = RunFactory(by=lead, state=State.DONE)

    with committed(execute=True):
        actions.remove(run=run)

    assert not path.exists()
    with pytest.raises(MovedOnError):
        actions.remove(run=done)
    with pytest.raises(MovedOnError):
        actions.remove(run=run)
    assert list(Run.objects.all()) == [done]


def test_everything_that_is_ready_is_started_and_announced(
    shop: Shop, lead: Membership, now: datetime, announced: Any
):
    ready = RunFactory.create_batch(2, by=lead)
    refused = RunFactory(by=lead, state=State.REFUSED)
    elsewhere = RunFactory(by=MembershipFactory())

    with announced() as heard:
        count = actions.start(shop=shop, by=lead, at=now)

    assert count == 2
    assert heard == [ImportsWaiting(shop_id=shop.pk, at=now)]
    states = {run.pk: run.state for run in Run.objects.all()}
    assert [states[run.pk] for run in ready] == [State.WAITING, State.WAITING]
    assert (states[refused.pk], states[elsewhere.pk]) == (State.REFUSED, State.READY)
    with pytest.raises(NothingToImportError):
        actions.start(shop=shop, by=lead, at=now)


def test_a_waiting_file_is_cancelled_at_once(lead: Membership, now: datetime, committed: Any):
    run = with_file(RunFactory(by=lead, state=State.WAITING), b"1")
    path = files.path_of(run)

    with committed(execute=True):
        actions.ask_cancel(run=run, at=now)

    run.refresh_from_db()
    assert (run.state, run.finished_at, path.exists()) == (State.CANCELLED, now, False)


@pytest.mark.parametrize("state", [State.READING, State.WRITING])
def test_a_file_under_way_is_asked_to_stop(lead: Membership, now: datetime, state: State):
    run = with_file(RunFactory(by=lead, state=state), b"1")
    before = files.is_cancel_asked(run)

    actions.ask_cancel(run=run, at=now)

    run.refresh_from_db()
    assert (run.state, before, files.is_cancel_asked(run)) == (state, False, True)


def test_a_file_whose_import_has_just_ended_is_not_cancelled(lead: Membership, now: datetime):
    run = RunFactory(by=lead, state=State.READING, folder="gone")

    with pytest.raises(MovedOnError):
        actions.ask_cancel(run=run, at=now)
    assert not files.is_cancel_asked(run)


@pytest.mark.parametrize("state", [State.DONE, State.REFUSED, State.READY, State.UNDOING])
def test_what_is_not_under_way_is_not_cancelled(lead: Membership, now: datetime, state: State):
    with pytest.raises(MovedOnError):
        actions.ask_cancel(run=RunFactory(by=lead, state=state), at=now)


def test_the_last_import_alone_is_undone_then_the_one_before(lead: Membership, now: datetime, announced: Any):
    first = RunFactory(by=lead, state=State.DONE, journal_id=1, finished_at=now)
    last = RunFactory(by=lead, state=State.DONE, journal_id=2, finished_at=now + timedelta(minutes=1))

    with pytest.raises(NotTheLastError):
        actions.ask_undo(run=first, at=now)
    with announced() as heard:
        actions.ask_undo(run=last, at=now)
    with pytest.raises(MovedOnError):
        actions.ask_undo(run=last, at=now)
    actions.undone(run=last, taken_back={"removed": 1, "restored": 0, "kept": 0}, at=now)
    actions.ask_undo(run=first, at=now)

    first.refresh_from_db()
    assert first.state == State.UNDOING
    assert heard == [ImportsWaiting(shop_id=lead.shop_id, at=now)]


def test_what_was_imported_long_ago_is_not_undone(lead: Membership, now: datetime):
    with pytest.raises(NotTheLastError):
        actions.ask_undo(run=RunFactory(by=lead, state=State.DONE, journal_id=None), at=now)


def test_an_interrupted_import_is_taken_up_again(lead: Membership, now: datetime, announced: Any):
    run = RunFactory(by=lead, state=State.INTERRUPTED, lines_done=500)

    with announced() as heard:
        actions.take_up_again(run=run, by=lead, at=now)

    run.refresh_from_db()
    assert (run.state, run.lines_done, run.finished_at, len(heard)) == (State.WAITING, 0, None, 1)
    with pytest.raises(MovedOnError):
        actions.take_up_again(run=RunFactory(by=lead, state=State.DONE), by=lead, at=now)
