"""From when an issue counts; its figures and effect are looked at in actions/test_issues."""

from datetime import date, datetime

from guitai.domains.aftersales.fault_figures import figures_of, since_of
from guitai.domains.aftersales.models import ProductIssue
from guitai.engines.faults.types import Alarm


def test_an_issue_counts_from_its_first_case_or_a_month_before_it_was_opened(now: datetime):
    assert since_of(ProductIssue(opened_at=now, figures={"since": "2026-02-20"})) == date(2026, 2, 20)
    assert since_of(ProductIssue(opened_at=now)) == date(2026, 1, 31)


def test_figures_are_kept_as_json():
    alarm = Alarm(
        product=1,
        fault="开线",
        batch="",
        since=date(2026, 2, 27),
        until=date(2026, 3, 2),
        seen=4,
        sold=33.333,
        expected=0.123456,
        chance=0.0005,
        limit=0.01,
    )

    assert figures_of(alarm) == {
        "seen": 4,
        "sold": 33.3,
        "days": 4,
        "expected": 0.1235,
        "chance": 0.0005,
        "since": "2026-02-27",
        "until": "2026-03-02",
    }
