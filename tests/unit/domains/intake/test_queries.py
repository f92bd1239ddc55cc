from datetime import datetime, timedelta

import pytest
from tests.factories.intake import RejectedSheetFactory, RunFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.intake import queries
from guitai.domains.intake.models import State


def test_each_file_stands_in_one_list_of_its_shop(lead: Membership, other_lead: Membership):
    runs = {state: RunFactory(by=lead, state=state) for state in State}
    for state in State:
        RunFactory(by=other_lead, state=state)

    lists = [queries.arrived(lead.shop), queries.under_way(lead.shop), queries.history(lead.shop)]

    assert [{run.state for run in each} for each in lists] == [
        {"ready", "unmapped", "refused"},
        {"waiting", "reading", "writing", "undoing"},
        {"done", "cancelled", "failed", "interrupted", "undone"},
    ]
    assert {run.pk for each in lists for run in each} == {run.pk for run in runs.values()}


def test_the_last_import_is_the_one_that_ended_last_in_this_shop(
    lead: Membership, other_lead: Membership, now: datetime
):
    assert queries.last_done(lead.shop) is None
    last = RunFactory(by=lead, state=State.DONE, finished_at=now, journal_id=3)
    RunFactory(by=lead, state=State.DONE, finished_at=now - timedelta(days=1), journal_id=2)
    RunFactory(by=lead, state=State.UNDONE, finished_at=now + timedelta(days=1), journal_id=4)
    RunFactory(by=other_lead, state=State.DONE, finished_at=now + timedelta(days=1), journal_id=5)

    assert queries.last_done(lead.shop) == last


def test_a_file_is_known_by_its_fingerprint_if_its_import_stands(lead: Membership, other_shop: Shop):
    same = {"sha256": "a" * 64, "by": lead}
    done = RunFactory(state=State.DONE, **same)
    for state in (State.UNDONE, State.FAILED, State.READY):
        RunFactory(state=state, **same)

    assert queries.imported_before(lead.shop, ["a" * 64, "b" * 64]) == {"a" * 64: done}
    assert queries.imported_before(other_shop, ["a" * 64]) == {}


@pytest.mark.parametrize(
    ("state", "seconds", "done", "left"),
    [
        (State.READING, 10, 1000, 30.0),
        (State.READING, 10, 4000, 0.0),
        (State.READING, 10, 5000, 0.0),
        (State.READING, 1, 1000, None),
        (State.READING, 10, 0, None),
        (State.WRITING, 10, 4000, None),
        (State.WAITING, 10, 1000, None),
    ],
)
def test_the_time_left_follows_the_pace_so_far(
    lead: Membership, now: datetime, state: State, seconds: int, done: int, left: float | None
):
    began = now - timedelta(seconds=seconds)
    run = RunFactory(by=lead, state=state, lines=4000, lines_done=done, started_at=began)

    assert queries.seconds_left(run, at=now) == left


def test_rejected_lines_are_given_one_by_one(lead: Membership):
    run = RejectedSheetFactory(run__by=lead).run

    lines = list(queries.lines_of(queries.rejected_of(run)))

    assert lines == [{"sheet": "订单.csv", "line": 7, "column": "订单编号", "reason": "订单编号 is empty."}]
