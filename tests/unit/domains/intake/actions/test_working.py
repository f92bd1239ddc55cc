from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.intake import RunFactory, with_file

from guitai.common import audit
from guitai.domains.accounts.models import Membership
from guitai.domains.intake import actions, files, queries
from guitai.domains.intake.drafts import LeftOut, Part
from guitai.domains.intake.errors import MovedOnError
from guitai.domains.intake.models import RejectedSheet, Run, State

PART = Part(kind="taobao_orders", encoding="gb18030", read=5, added=3, updated=1, unchanged=0, rejected=1)
ITEMS = replace(PART, kind="taobao_order_items", read=2, added=0, updated=0, unchanged=2, rejected=0)
LEFT_OUT = LeftOut(
    kind="taobao_orders",
    name="订单.csv",
    headings=["订单编号"],
    lines=[(7, "订单编号", "empty", ["", "张三"])],
)


def test_what_others_build_on_comes_first_and_earlier_starts_before_later(lead: Membership, now: datetime):
    later = now + timedelta(minutes=1)
    chats = RunFactory(by=lead, state=State.WAITING, place=5, queued_at=now)
    orders = RunFactory(by=lead, state=State.WAITING, place=1, queued_at=now)
    products = RunFactory(by=lead, state=State.WAITING, place=0, queued_at=later)
    RunFactory(by=lead)

    order = []
    while run := actions.next_in_line(at=later):
        order.append(run)
        actions.cancelled(run=run, at=later)

    assert order == [orders, chats, products]
    assert order[0].started_at == later


def test_an_import_that_begins_anew_is_not_cancelled_by_an_old_word(lead: Membership, now: datetime):
    run = with_file(RunFactory(by=lead, state=State.WAITING, queued_at=now), b"1")
    files.ask_cancel(run)

    actions.next_in_line(at=now)

    assert not files.is_cancel_asked(run)


def test_an_import_to_undo_stays_what_it_is_until_it_is_done(lead: Membership, now: datetime):
    run = RunFactory(by=lead, state=State.UNDOING, queued_at=now)

    assert actions.next_in_line(at=now) == run
    run.refresh_from_db()
    assert run.state == State.UNDOING


def test_progress_is_kept_until_the_import_is_over(lead: Membership):
    run = RunFactory(by=lead, state=State.READING)

    actions.tell_progress(run, lines_done=2000)
    reading = (Run.objects.get().state, Run.objects.get().lines_done)
    actions.tell_progress(run, lines_done=3000, is_read=True)
    writing = (Run.objects.get().state, Run.objects.get().lines_done)
    Run.objects.update(state=State.CANCELLED)
    actions.tell_progress(run, lines_done=4000)

    assert (reading, writing) == ((State.READING, 2000), (State.WRITING, 3000))
    assert (Run.objects.get().state, Run.objects.get().lines_done) == (State.CANCELLED, 3000)


def test_a_finished_import_keeps_counts_and_rejected_lines_and_no_file(
    lead: Membership, now: datetime, django_capture_on_commit_callbacks: Any
):
    run = with_file(RunFactory(by=lead, state=State.WRITING, look={"tables": [1]}), b"1")
    path = files.path_of(run)

    with django_capture_on_commit_callbacks(execute=True):
        actions.finished(run=run, parts=[PART, ITEMS], journal_id=9, at=now)
    still_there = path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        actions.keep_left_out(run=run, left_out=[LEFT_OUT])

    kept = Run.objects.get()
    assert (kept.state, kept.journal_id, kept.look, kept.folder) == (State.DONE, 9, {}, "")
    assert (still_there, path.exists()) == (True, False)
    assert (kept.read, kept.added, kept.updated, kept.unchanged, kept.rejected) == (7, 3, 1, 2, 1)
    assert queries.rejected_of(kept) == [LEFT_OUT]
    assert [entry.deed for entry in audit.entries(shop_id=lead.shop_id)] == ["file_imported"]


def test_rejected_lines_are_encrypted_at_rest(lead: Membership):
    actions.keep_left_out(run=RunFactory(by=lead, state=State.DONE), left_out=[LEFT_OUT])

    [(stored,)] = RejectedSheet.objects.extra(select={"raw": "lines"}).values_list("raw")

    assert "张三" not in stored


@pytest.mark.parametrize(
    ("end", "state"),
    [
        (lambda run, at: actions.failed(run=run, sentence="damaged", at=at), State.FAILED),
        (lambda run, at: actions.cancelled(run=run, at=at), State.CANCELLED),
    ],
    ids=["failed", "cancelled"],
)
def test_what_did_not_end_well_keeps_no_file(
    lead: Membership, now: datetime, django_capture_on_commit_callbacks: Any, end: Any, state: State
):
    run = with_file(RunFactory(by=lead, state=State.READING), b"1")
    path = files.path_of(run)

    with django_capture_on_commit_callbacks(execute=True):
        end(run, now)

    assert (Run.objects.get().state, Run.objects.get().finished_at, path.exists()) == (state, now, False)
    with pytest.raises(MovedOnError):
        end(run, now)


def test_imports_nobody_works_on_are_noticed_and_keep_their_file(
    lead: Membership, now: datetime, django_capture_on_commit_callbacks: Any
):
    cut = with_file(RunFactory(by=lead, state=State.READING), b"1")
    written = RunFactory(by=MembershipFactory(), state=State.WRITING)
    others = [RunFactory(by=lead, state=state) for state in (State.WAITING, State.UNDOING, State.DONE)]

    stored = files.path_of(with_file(others[-1], b"1"))

    with django_capture_on_commit_callbacks(execute=True):
        assert actions.notice_interrupted(at=now) == 2

    for run in (cut, written):
        run.refresh_from_db()
        assert (run.state, run.finished_at) == (State.INTERRUPTED, now)
    assert files.path_of(cut).exists()
    assert not stored.exists()
    assert {run.pk: run.state for run in Run.objects.filter(pk__in=[run.pk for run in others])} == {
        run.pk: run.state for run in others
    }


def test_an_undone_import_says_what_was_taken_back(lead: Membership, now: datetime):
    run = RunFactory(by=lead, state=State.UNDOING)

    actions.undone(run=run, taken_back={"removed": 3, "restored": 1, "kept": 2}, at=now)

    kept = Run.objects.get()
    assert (kept.state, kept.taken_back) == (State.UNDONE, {"removed": 3, "restored": 1, "kept": 2})
    assert audit.entries(shop_id=lead.shop_id).get().facts["kept"] == 2


def test_an_import_that_cannot_be_taken_back_stands_as_it_was(lead: Membership):
    run = RunFactory(by=lead, state=State.UNDOING)

    actions.not_undone(run=run, sentence="no")

    assert (Run.objects.get().state, Run.objects.get().trouble) == (State.DONE, "no")
