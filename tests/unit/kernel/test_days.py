from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.days import SHANGHAI, business_day, day_period

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("hour", "minute", "split", "day"),
    [(0, 0, 0, 2), (23, 59, 0, 2), (3, 59, 4, 1), (4, 0, 4, 2)],
)
def test_a_moment_belongs_to_the_day_that_began_last(hour: int, minute: int, split: int, day: int):
    moment = datetime(2026, 3, 2, hour, minute, tzinfo=SHANGHAI)

    assert business_day(moment, split=time(split)) == date(2026, 3, day)


def test_the_day_is_the_shops_whatever_the_moments_zone():
    assert business_day(datetime(2026, 3, 1, 16, tzinfo=UTC)) == date(2026, 3, 2)


@given(MOMENTS, st.times())
def test_a_moment_lies_inside_its_day(moment: datetime, split: time):
    period = day_period(business_day(moment, split=split), split=split)

    assert period.covers(moment)
    assert period.length == timedelta(days=1)
