"""A platform's figures beside ours, each difference with its reason."""

from decimal import Decimal

import pytest
from tests.unit.web.reports.cast import XIAOMEI, rate, row

from guitai.domains.performance.queries import AgentsRow
from guitai.engines.metrics.computing import Value
from guitai.web.reports.comparing import Pair, Reason, compared

OURS = row(
    {
        "consulted": Value(40),
        "received": Value(36),
        "average_response": rate(1700, 100),
        "wangwang_response": rate(6500, 100),
        "rate_3min": rate(998, 1000),
        "conversion": Value(None, 9, 36, late=True),
        "sales": Value(Decimal("1580.50")),
    },
    agent=XIAOMEI,
)


def only(key: str, theirs: str | None, *, account: str = "店:小美", member: int | None = None) -> Pair:
    value = None if theirs is None else Decimal(theirs)
    figures: dict[str, Decimal | None] = {key: value}
    (pair,) = compared(
        [AgentsRow("chitu", account, member, "2026-11-18", figures)], [OURS], known={1: "小美", 3: "小雨"}
    )
    return pair


@pytest.mark.parametrize(
    ("key", "theirs", "reason", "variant"),
    [
        ("received", "36", Reason.AGREES, ""),
        ("received", "40", Reason.VARIANT, "consulted"),
        ("received", "38", Reason.DEFINITION, ""),
        ("average_response", "17", Reason.AGREES, ""),
        ("average_response", "16.3", Reason.ROUNDING, ""),
        ("average_response", "65", Reason.VARIANT, "wangwang_response"),
        ("rate_3min", "0.9980", Reason.AGREES, ""),
        ("rate_3min", "1", Reason.ROUNDING, ""),
        ("rate_3min", "0.9950", Reason.DEFINITION, ""),
        ("conversion", "0.3", Reason.OURS_LATE, ""),
        ("conversion", None, Reason.THEIRS_LATE, ""),
        ("sales", "1580.49", Reason.ROUNDING, ""),
        ("other: 有效接待率", "0.8", Reason.NO_FIGURE, ""),
    ],
)
def test_why_two_figures_differ(key: str, theirs: str | None, reason: Reason, variant: str):
    pair = only(key, theirs)

    assert (pair.reason, pair.variant) == (reason, variant)


def test_an_account_of_nobody_and_an_agent_without_talks():
    assert only("received", "3", account="店:某某").reason is Reason.NO_AGENT
    assert only("received", "3", account="店:小雨", member=3).reason is Reason.NOTHING_HERE
    assert only("received", "0", account="店:小雨", member=3).reason is Reason.AGREES
    assert only("received", "36", account="旧号", member=1).agent == "小美"


def test_the_difference_is_ours_less_theirs():
    assert only("received", "38").difference == Decimal(-2)
    assert only("conversion", "0.3").difference is None
