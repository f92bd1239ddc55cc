"""Figures in words: late ones, empty ones, changes with their direction, targets."""

from decimal import Decimal

import pytest
from django.utils import translation

from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import Unit
from guitai.web.reports.showing import figure_of, name_of, shown, signed


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def test_late_is_late_and_nothing_is_a_dash():
    assert shown(Value(None, 3, 9, late=True), Unit.SHARE) == "not yet known"
    assert shown(Value(None, 0, 0), Unit.SHARE) == "—"


def test_a_figure_is_named_in_the_language_of_the_page():
    assert name_of("received") == "Buyers received"
    with translation.override("zh-hans"):
        assert name_of("received") == "接待人数"


@pytest.mark.parametrize(
    ("key", "now", "before", "change", "verdict"),
    [
        ("reply_rate", 0.9, 0.85, "+5.0 points", "good"),
        ("first_response", 50, 20, "+30 s", "bad"),
        ("unreplied", 2, 5, "−3", "good"),
        ("buyer_messages", 12, 10, "+2", ""),
        ("sales", Decimal(100), Decimal(100), "±0", ""),
        ("reply_rate", 0.9, None, "", ""),
    ],
)
def test_a_change_is_better_or_worse_in_the_figures_direction(
    key: str, now: float, before: float | None, change: str, verdict: str
):
    figure = figure_of(key, Value(now), before=Value(before))

    assert (figure.change, figure.change_verdict) == (change, verdict)


def test_a_target_is_reached_from_the_right_side():
    assert figure_of("first_response", Value(30), target=Decimal(30)).target_verdict == "good"
    assert figure_of("first_response", Value(31), target=Decimal(30)).target_verdict == "bad"
    assert figure_of("reply_rate", Value(0.9), target=Decimal("0.95")).target_verdict == "bad"
    assert figure_of("conversion", Value(None, late=True), target=Decimal("0.4")).target_verdict == ""


def test_a_change_too_small_to_show_is_none():
    assert signed(Decimal("0.0001"), Unit.SHARE) == "±0"
