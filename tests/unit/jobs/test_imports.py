"""Imports beside the server's other work: in order, one at a time, called back, cut off, undone."""

import fcntl
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from tests.factories.intake import RejectedSheetFactory, RunFactory, with_file
from tests.unit.connectors.files import exports

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.models import Todo
from guitai.domains.intake import actions, files, queries
from guitai.domains.intake.events import ImportsWaiting
from guitai.domains.intake.models import Run, State
from guitai.domains.performance.models import CountedDay
from guitai.domains.trade.models import Order
from guitai.jobs import imports
from guitai.kernel.days import business_day

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Any:
    """A data folder of each test's own, with its own lock."""
    with override_settings(DATA_FOLDER=tmp_path):
        yield tmp_path


def waiting(lead: Membership, tmp_path: Path, *lines: str, **more: Any) -> Run:
    data = exports.orders(tmp_path / "orders.csv", *lines).read_bytes()
    values = {"state": State.WAITING, "queued_at": timezone.now(), "lines": len(lines)}
    return with_file(RunFactory(by=lead, **{**values, **more}), data)


def test_what_waits_is_imported_and_its_file_deleted(lead: Membership, tmp_path: Path):
    run = waiting(lead, tmp_path, exports.order(1), exports.order(2))
    path = files.path_of(run)

    assert imports.do_what_waits() == 1

    run.refresh_from_db()
    assert (run.state, run.read, run.added, run.rejected) == (State.DONE, 2, 2, 0)
    assert (run.parts[0]["kind"], run.journal_id is None, path.exists()) == ("taobao_orders", False, False)
    assert Order.objects.filter(shop=lead.shop).count() == 2


def test_rejected_lines_are_kept_as_they_stand_in_the_file(lead: Membership, tmp_path: Path):
    broken = exports.order(2).replace("158.00", "viel", 1)
    run = waiting(lead, tmp_path, exports.order(1), broken)

    imports.do_what_waits()

    run.refresh_from_db()
    [sheet] = queries.rejected_of(run)
    [(line, column, reason, cells)] = sheet.lines
    assert (run.added, run.rejected, line, column) == (1, 1, 3, "买家应付货款")
    assert "viel" in reason
    assert dict(zip(sheet.headings, cells, strict=True))["买家应付货款"] == "viel"


def test_an_import_is_taken_back(lead: Membership, tmp_path: Path):
    run = waiting(lead, tmp_path, exports.order(1))
    imports.do_what_waits()
    run.refresh_from_db()
    ordered = business_day(Order.objects.get().created_at)
    days = [CountedDay(shop=lead.shop, day=day, counted=0) for day in (ordered, ordered - timedelta(days=60))]
    CountedDay.objects.bulk_create(days)
    actions.ask_undo(run=run, at=timezone.now())

    assert imports.do_what_waits() == 1

    run.refresh_from_db()
    assert (run.state, run.taken_back["removed"] > 0) == (State.UNDONE, True)
    assert not Order.objects.exists()
    # The day it was about is counted anew, another is not.
    assert list(CountedDay.objects.order_by("day").values_list("changes", flat=True)) == [0, 1]


def test_what_was_imported_is_on_the_lists_at_once_and_off_them_when_it_is_taken_back(
    lead: Membership, tmp_path: Path
):
    run = waiting(lead, tmp_path, exports.order(1))
    with time_machine.travel(datetime(2026, 3, 4, 3, tzinfo=UTC)):
        imports.do_what_waits()
        listed = [*Todo.objects.values_list("listing", flat=True)]
        actions.ask_undo(run=run, at=timezone.now())
        imports.do_what_waits()

    assert listed == ["late"]
    assert not Todo.objects.exists() and not Order.objects.exists()


def test_talks_are_read_after_an_import_and_again_when_it_is_taken_back(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    asked: list[int] = []
    monkeypatch.setattr(imports.understanding, "go_on", asked.append)
    account, lines = "云裳女装:小美", [("tb_a", "2026-03-02 10:00:00", "在吗")]
    for _ in range(2):  # the second adds to what the first brought
        data = exports.chats(tmp_path / "chats.txt", account, {"tb_a": lines}).read_bytes()
        last = with_file(RunFactory(by=lead, state=State.WAITING, queued_at=timezone.now(), place=9), data)
        imports.do_what_waits()
        lines.append(("tb_a", "2026-03-02 10:01:00", "什么时候发货"))
    assert asked == [lead.shop_id, lead.shop_id]
    Conversation.objects.update(read_at=timezone.now())
    last.refresh_from_db()
    actions.ask_undo(run=last, at=timezone.now())

    imports.do_what_waits()

    talk = Conversation.objects.get()
    assert (talk.messages.count(), talk.read_at) == (1, None)
    assert asked == [lead.shop_id] * 3


def test_a_damaged_file_fails_with_a_sentence_and_the_next_is_imported(lead: Membership, tmp_path: Path):
    broken = with_file(
        RunFactory(by=lead, state=State.WAITING, queued_at=timezone.now(), name="half.xlsx"), b"PK\x03\x04"
    )
    whole = waiting(lead, tmp_path, exports.order(1), place=9)

    imports.do_what_waits()

    broken.refresh_from_db()
    whole.refresh_from_db()
    assert (broken.state, "half.xlsx" in broken.trouble) == (State.FAILED, True)
    assert whole.state == State.DONE


def test_a_fault_of_ours_is_said_and_logged_and_nothing_is_stored(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
):
    run = waiting(lead, tmp_path, exports.order(1))

    def fails(*_given: object, **_more: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(imports, "_part", fails)

    imports.do_what_waits()

    run.refresh_from_db()
    assert (run.state, bool(run.trouble)) == (State.FAILED, True)
    assert "could not be imported" in caplog.text
    assert not Order.objects.exists()


def test_an_import_stands_whose_rejected_lines_cannot_be_read_again(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    run = waiting(lead, tmp_path, exports.order(1))
    path = files.path_of(run)

    def fails(*_given: object) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(imports, "left_out", fails)

    imports.do_what_waits()

    run.refresh_from_db()
    assert (run.state, run.added, queries.rejected_of(run), path.exists()) == (State.DONE, 1, [], False)


@pytest.mark.parametrize("stage", ["reading", "writing"])
def test_a_cancelled_import_stores_nothing(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stage: str
):
    monkeypatch.setattr(imports, "_TELL_EVERY", 0.0)
    run = waiting(lead, tmp_path, exports.order(1), exports.order(2))
    told = actions.tell_progress

    def then_cancel(told_run: Run, *, is_read: bool = False, **more: Any) -> None:
        told(told_run, is_read=is_read, **more)
        if is_read == (stage == "writing"):
            actions.ask_cancel(run=told_run, at=timezone.now())

    monkeypatch.setattr(actions, "tell_progress", then_cancel)

    imports.do_what_waits()

    run.refresh_from_db()
    assert run.state == State.CANCELLED
    assert not Order.objects.exists()


def test_progress_can_be_seen_while_a_file_is_read(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(imports, "_TELL_EVERY", 0.0)
    seen = []
    told = actions.tell_progress

    def watch(run: Run, **more: Any) -> None:
        told(run, **more)
        kept = Run.objects.get(pk=run.pk)
        seen.append((kept.state, kept.lines_done))

    monkeypatch.setattr(actions, "tell_progress", watch)
    waiting(lead, tmp_path, *map(exports.order, range(1, 4)))

    imports.do_what_waits()

    assert seen[0] == (State.READING, 3)
    assert seen[-1] == (State.WRITING, 3)


def test_whose_server_was_killed_is_noticed_by_the_next(lead: Membership, tmp_path: Path):
    cut = waiting(lead, tmp_path, exports.order(1), state=State.READING)

    imports.do_what_waits()
    cut.refresh_from_db()
    noticed = cut.state
    actions.take_up_again(run=cut, by=lead, at=timezone.now())
    imports.do_what_waits()

    cut.refresh_from_db()
    assert (noticed, cut.state) == (State.INTERRUPTED, State.DONE)


def test_one_imports_at_a_time_and_the_other_leaves_its_work_alone(lead: Membership, tmp_path: Path):
    run = waiting(lead, tmp_path, exports.order(1))
    under_way = RunFactory(by=lead, state=State.READING)
    with (tmp_path / "imports.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        assert imports.do_what_waits() == 0

    run.refresh_from_db()
    under_way.refresh_from_db()
    assert (run.state, under_way.state) == (State.WAITING, State.READING)


def test_an_undoing_that_goes_wrong_leaves_the_import_standing(
    lead: Membership, monkeypatch: pytest.MonkeyPatch
):
    def fails(_journal: int) -> None:
        raise RuntimeError("oh")

    monkeypatch.setattr(imports, "take_back", fails)
    run = RunFactory(by=lead, state=State.UNDOING, queued_at=timezone.now(), journal_id=1)

    imports.do_what_waits()

    run.refresh_from_db()
    assert (run.state, bool(run.trouble)) == (State.DONE, True)


def test_the_clocks_worker_is_woken_and_looks_again_each_minute(
    lead: Membership, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    counted: list[int] = []
    monkeypatch.setattr(imports.figures, "go_on", counted.append)
    imports.clock.immediate = True
    try:
        first = waiting(lead, tmp_path, exports.order(1))
        imports.imports_waiting(ImportsWaiting(shop_id=lead.shop_id, at=timezone.now()))
        second = waiting(lead, tmp_path, exports.order(2))
        imports.look_after_imports.call_local()
        third = waiting(lead, tmp_path, exports.order(3))
        imports.begin()
    finally:
        imports.clock.immediate = False

    for run in (first, second, third):
        run.refresh_from_db()
        assert run.state == State.DONE
    assert counted == [lead.shop_id] * 3


def test_what_is_old_is_forgotten_by_the_clock(lead: Membership):
    long_ago = timezone.now() - timedelta(days=40)
    old = RejectedSheetFactory(run__by=lead, run__state=State.DONE, run__finished_at=long_ago).run
    left = RunFactory(by=lead, uploaded_at=long_ago)

    imports.forget_old_imports.call_local()

    assert queries.rejected_of(old) == []
    assert not Run.objects.filter(pk=left.pk).exists()
