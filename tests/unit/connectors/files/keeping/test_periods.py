"""The days a file's name speaks of."""

from datetime import date

import pytest

from guitai.connectors.files.keeping.periods import days_in_name

MARCH = date(2026, 3, 1), date(2026, 3, 31)


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("客服数据_20260301-20260331", MARCH),
        ("客服数据 2026-03-01至2026-03-31 (1)", MARCH),
        ("2026.3.1_2026.3.31", MARCH),
        ("2026-03-01_2026-03-01", (date(2026, 3, 1), date(2026, 3, 1))),
        ("客服数据2026年3月1日", None),
        ("20260301", None),
        ("客服数据2026年3月", MARCH),
        ("kpi_202603", MARCH),
        ("kpi 2026-03 (2)", MARCH),
        ("kpi 2024-02", (date(2024, 2, 1), date(2024, 2, 29))),
        ("客服数据", None),
        ("客服数据2026", None),
        ("20260399", None),
        ("kpi_202613", None),
        ("20260331-20260301", None),
        ("20260301-20260310-20260331", None),
        ("export1720260301", None),
        ("", None),
    ],
)
def test_days_in_a_name(name: str, days: tuple[date, date] | None) -> None:
    assert days_in_name(name) == days
