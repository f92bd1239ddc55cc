from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.periods import Block, Period, merge

START = datetime(2026, 3, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)


def _period(first: int, last: int) -> Period:
    return Period(START + first * HOUR, START + last * HOUR)


SPANS = st.tuples(st.integers(0, 30), st.integers(0, 10))
PERIODS = st.lists(SPANS.map(lambda span: _period(span[0], sum(span))), max_size=8)


def test_the_start_lies_inside_and_the_end_outside():
    period = _period(1, 2)

    assert period.covers(START + HOUR)
    assert not period.covers(START + 2 * HOUR)
    assert period.length == HOUR


def test_a_period_needs_aware_moments_in_order():
    with pytest.raises(ValueError, match="aware"):
        Period(datetime(2026, 3, 2), START)  # noqa: DTZ001
    with pytest.raises(ValueError, match="before it starts"):
        _period(2, 1)


def test_a_block_lies_on_its_day_in_the_clock_of_the_shop():
    zone = ZoneInfo("Asia/Shanghai")

    day = Block(time(9), time(18)).on(date(2026, 3, 2), zone)
    night = Block(time(20), time(4)).on(date(2026, 3, 2), zone)
    whole = Block(time(0), time(0)).on(date(2026, 3, 2), zone)

    assert (day.start.astimezone(UTC).hour, day.length) == (1, 9 * HOUR)
    assert (night.end.date(), night.length) == (date(2026, 3, 3), 8 * HOUR)
    assert whole.length == 24 * HOUR


def test_periods_that_touch_or_overlap_are_joined():
    assert merge([_period(3, 4), _period(0, 1), _period(1, 2), _period(6, 9), _period(7, 8)]) == (
        _period(0, 2),
        _period(3, 4),
        _period(6, 9),
    )
    assert merge([]) == ()


@given(PERIODS)
def test_joined_periods_cover_the_same_moments_in_order_and_apart(periods: list[Period]):
    joined = merge(periods)

    for hour in range(45):
        moment = START + hour * HOUR
        assert any(one.covers(moment) for one in joined) == any(one.covers(moment) for one in periods)
    assert all(one.end < other.start for one, other in pairwise(joined))
    assert merge(joined) == joined
