"""Why figures differ, in sentences with the shop's own settings."""

from decimal import Decimal

import pytest
from django.utils import translation

from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import FIGURES
from guitai.engines.metrics.settings import Settings
from guitai.web.reports.comparing import Pair, Reason
from guitai.web.reports.explaining import explained, reason_name


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def pair(key: str, reason: Reason = Reason.DEFINITION, variant: str = "") -> Pair:
    return Pair(
        source="chitu",
        account="a",
        agent="小美",
        period="2026-11-18",
        key=key,
        theirs=Decimal(1),
        ours=Value(2),
        reason=reason,
        variant=variant,
    )


@pytest.mark.parametrize(
    ("key", "told"),
    [
        ("rate_3min", "08:00–23:00"),
        ("received", "own accounts、talk the buyer never joined"),
        ("max_concurrent", "10 min after"),
        ("inquiries", "within 15 days before, and gives 2 days"),
        ("sales", "of the order, or within 2 days before; with postage"),
        ("agent_messages", "robots"),
    ],
)
def test_a_definition_is_told_with_its_settings(key: str, told: str):
    assert told in explained(pair(key), Settings())


def test_every_figure_and_every_reason_has_words():
    assert all(explained(pair(figure.key), Settings()) for figure in FIGURES)
    assert all(reason_name(reason) for reason in Reason)
    assert "“Wangwang response”" in explained(
        pair("average_response", Reason.VARIANT, "wangwang_response"), Settings()
    )
