"""A figure's days as one small line."""

from datetime import date, timedelta

from guitai.engines.metrics.keys import Unit
from guitai.web.pay.sparkline import sparkline

FIRST = date(2026, 2, 1)
WEEK = [FIRST + timedelta(days=ahead) for ahead in range(5)]


def days(*values: float | None) -> dict[date, float]:
    return {FIRST + timedelta(days=place): value for place, value in enumerate(values) if value is not None}


def test_a_gap_ends_a_line_and_a_day_alone_is_a_point():
    drawn = sparkline(days(0.0, 0.5, None, None, 1.0), Unit.SHARE, WEEK)

    # 96 wide and 24 high with 2 free all round: 23 a day; nothing at the bottom, the most at the top.
    assert drawn and drawn.lines == ("2.0,22.0 25.0,12.0", "94.0,2.0 94.0,2.0")
    assert all(told in drawn.label for told in ("0.0%", "100.0%"))


def test_days_that_are_all_alike_are_a_level_line():
    drawn = sparkline(days(3.0, 3.0, 3.0, 3.0, 3.0), Unit.COUNT, WEEK)

    assert drawn and {point.split(",")[1] for point in drawn.lines[0].split()} == {"22.0"}


def test_one_day_is_no_line():
    assert sparkline(days(3.0), Unit.COUNT, WEEK) is None
