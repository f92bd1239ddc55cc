"""What stands out: who misses a target, who and which day is far from the rest, who was never answered."""

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation
from tests.unit.web.reports.cast import AJIE, XIAOMEI, day, rate, row

from guitai.engines.metrics.computing import Value
from guitai.web.reports.noticing import Noticed, noticed


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class Links(SimpleNamespace):
    def behind(self, key: str, **narrowed: Any) -> str:
        return f"{key} {narrowed}"


def told(whole: Any, agents: Any = (), days: Any = (), **targets: str) -> list[Noticed]:
    exact = {key: Decimal(value) for key, value in targets.items()}
    return noticed(whole, agents=list(agents), days=list(days), targets=exact, links=Links())  # type: ignore[arg-type]


def test_agents_who_miss_a_target_are_named_with_their_figure():
    agents = [
        row({"rate_3min": rate(90, 100)}, agent=XIAOMEI),
        row({"rate_3min": rate(70, 100)}, agent=AJIE),
        row({"rate_3min": rate(1, 9)}, agent=XIAOMEI),  # nine rounds say nothing
    ]

    (one,) = told(row({"rate_3min": rate(160, 200)}), agents, rate_3min="0.85")

    assert one.sentence == "Answered within 3 min misses the target of 85.0%:"
    assert [(each.text, each.link) for each in one.about] == [
        ("阿杰 70.0%", "rate_3min {'agent': '店:阿杰'}")
    ]


def test_without_a_target_agents_are_held_to_the_shop():
    agents = [
        row({"average_response": rate(2000, 100)}, agent=XIAOMEI),  # 20 s
        row({"average_response": rate(8000, 100)}, agent=AJIE),  # 80 s, half again as long as 50 s is 75 s
    ]

    (one,) = told(row({"average_response": rate(10000, 200)}), agents)

    assert "the shop's 50 s" in one.sentence
    assert [each.text for each in one.about] == ["阿杰 1 min 20 s"]


def test_bad_days_and_buyers_without_an_answer():
    days = [
        row({"reply_rate": rate(95, 100)}, day=day("2026-11-17")),
        row({"reply_rate": rate(70, 100)}, day=day("2026-11-18")),
    ]

    unanswered, bad = told(row({"reply_rate": rate(165, 200), "unreplied": Value(35)}), days=days)

    assert [each.text for each in unanswered.about] == ["35"]
    assert [(each.text, each.link) for each in bad.about] == [
        ("11-18 70.0%", f"reply_rate {{'day': {day('2026-11-18')!r}}}")
    ]


def test_of_many_days_some_are_named_and_the_others_counted():
    days = [row({"reply_rate": rate(70, 100)}, day=day(f"2026-11-{number:02}")) for number in range(1, 13)]

    (one,) = told(row({"reply_rate": rate(95, 100), "unreplied": Value(0)}), days=days)

    assert [one.about[0].text, one.about[7].text] == ["11-1 70.0%", "11-8 70.0%"]
    assert [(each.text, each.link) for each in one.about[8:]] == [("+4", "reply_rate {}")]


def test_late_figures_and_sums_agreed_for_the_shop_are_nobodys_fault():
    late = Value(None, 5, 100, late=True)
    agents = [row({"conversion": late, "sales": Value(Decimal(10))}, agent=AJIE)]

    assert told(row({"conversion": late}), agents, conversion="0.4", sales="5000") == []
