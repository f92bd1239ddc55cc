"""The quiet hours."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.worklists.worked import moment

from guitai.engines.worklists.moments import before, by_day
from guitai.kernel.days import SHANGHAI


@pytest.mark.parametrize(
    ("told", "due"),
    [
        ("20 09:00", "20 09:00"),
        ("20 21:59", "20 21:59"),
        ("20 22:00", "21 09:00"),
        ("20 00:00", "20 09:00"),
        ("20 08:59", "20 09:00"),
        ("30 23:00", "2026-12-01 09:00"),
    ],
)
def test_nobody_is_gone_to_at_night(told, due):
    assert by_day(moment(told)) == moment(due)


@given(st.datetimes(timezones=st.just(SHANGHAI)).filter(lambda at: 1900 < at.year < 9000))
def test_it_is_by_day_and_soon(at):
    due = by_day(at)

    assert 9 <= due.hour < 22
    assert 0 <= (due - at).total_seconds() <= 11 * 3600
    assert by_day(due) == due


def test_what_can_not_wait_is_due_at_its_end():
    assert before(moment("20 23:00"), moment("21 06:00")) == moment("21 06:00")
