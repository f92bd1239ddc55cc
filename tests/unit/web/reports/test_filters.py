"""The days and the agent of an address."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation

from guitai.domains.performance import desk_facts
from guitai.web.reports.filters import Filters

# Monday 23 November 2026, 09:00 in Shanghai.
NOW = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)
DAY = date.fromisoformat


@pytest.fixture(autouse=True)
def there(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """The first and the last day with facts; English sentences."""
    told: dict[str, Any] = {"days": (DAY("2026-11-01"), DAY("2026-11-22"))}
    monkeypatch.setattr(desk_facts, "days_with_facts", lambda _shop: told["days"])
    with translation.override("en"):
        yield told


def of(query: str = "") -> Filters:
    return Filters.of(SimpleNamespace(GET=QueryDict(query), shop=None), at=NOW)  # type: ignore[arg-type]


def days(filters: Filters) -> tuple[str, str]:
    return filters.first.isoformat(), filters.last.isoformat()


def test_without_days_the_last_seven_that_are_over():
    assert days(of()) == ("2026-11-16", "2026-11-22")
    assert of().unfinished == 0 and of().notes == ()


def test_without_days_and_without_recent_talks_the_last_ones_there_are(there: dict[str, Any]):
    there["days"] = DAY("2026-10-01"), DAY("2026-11-10")

    filters = of()

    assert days(filters) == ("2026-11-04", "2026-11-10")
    assert "these are the last ones that do" in filters.notes[0]
    there["days"] = None
    assert days(of()) == ("2026-11-16", "2026-11-22")


@pytest.mark.parametrize(
    ("query", "expected", "trouble"),
    [
        ("from=2026-11-01&to=2026-11-23", ("2026-11-01", "2026-11-23"), ""),
        ("from=2026-11-20", ("2026-11-20", "2026-11-23"), ""),
        ("to=2026-11-10", ("2026-11-04", "2026-11-10"), ""),
        ("from=2026-11-20&to=2026-11-10", ("2026-11-10", "2026-11-20"), "ends before it begins"),
        ("from=1.11.&to=2026-11-10", ("2026-11-04", "2026-11-10"), "“1.11.” is not a day"),
        ("from=2020-01-01&to=2026-11-10", ("2025-11-10", "2026-11-10"), "At most a year"),
        ("from=9999-12-31", ("2026-11-16", "2026-11-22"), "too far away"),
    ],
)
def test_days_of_an_address(query: str, expected: tuple[str, str], trouble: str):
    filters = of(query)

    assert days(filters) == expected
    assert trouble in "".join(filters.troubles) and bool(trouble) == bool(filters.troubles)


def test_presets_and_days_not_over():
    presets = {preset.name: (str(preset.first), str(preset.last)) for preset in of().presets}

    assert presets == {
        "Yesterday": ("2026-11-22", "2026-11-22"),
        "Last 7 days": ("2026-11-16", "2026-11-22"),
        "This week": ("2026-11-23", "2026-11-23"),
        "Last week": ("2026-11-16", "2026-11-22"),
        "This month": ("2026-11-01", "2026-11-23"),
        "Last month": ("2026-10-01", "2026-10-31"),
    }
    assert of("from=2026-11-01&to=2026-11-23").unfinished == 1
    assert of("from=2026-11-22&to=2026-11-25").unfinished == 3


def test_the_period_before_is_as_long_and_before_months_are_months():
    assert days(of("from=2026-11-16&to=2026-11-22").before) == ("2026-11-09", "2026-11-15")
    assert days(of("from=2026-10-01&to=2026-10-31").before) == ("2026-09-01", "2026-09-30")
    assert days(of("from=2026-01-01&to=2026-03-31").before) == ("2025-10-01", "2025-12-31")


def test_links_keep_the_days_and_the_agent():
    filters = of("from=2026-11-16&to=2026-11-22&agent=店:小美")

    assert filters.query(figure="received", agent=None) == "from=2026-11-16&to=2026-11-22&figure=received"
    assert "agent=%E5%BA%97%3A%E5%B0%8F%E7%BE%8E" in filters.query()
    assert [str(day) for day in filters.on_weekday(0)] == ["2026-11-16"]


def test_a_long_period_has_its_months():
    half_a_year = of("from=2026-06-10&to=2026-11-22")

    assert half_a_year.is_long and not of("from=2026-09-01&to=2026-11-22").is_long
    assert half_a_year.months == [date(2026, month, 1) for month in range(6, 12)]
