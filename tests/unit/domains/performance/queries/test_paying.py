"""A month as it stands, and what its days come to."""

from datetime import date, datetime

import pytest

from guitai.domains.performance.queries.paying import Month


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2026-02-28T23:59:00+08:00", (28, False, True)),
        ("2026-03-01T00:00:00+08:00", (28, True, True)),
        ("2026-02-01T00:00:00+08:00", (1, False, True)),
        ("2026-01-31T23:59:00+08:00", (31, False, False)),
    ],
    ids=["its last minute", "over", "its first day", "to come"],
)
def test_a_month_ends_at_midnight_in_shanghai(at: str, expected: tuple[int, bool, bool]):
    month = Month.of(date(2026, 2, 14), at=datetime.fromisoformat(at))

    assert month.first == date(2026, 2, 1)
    assert (month.last.day, month.is_over, month.has_begun) == expected
