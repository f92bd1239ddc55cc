"""Parts add up to wholes: days to the period, agents' counts and hours to the shop's."""

from collections import defaultdict

import pytest
from tests.unit.engines.metrics import random_shops
from tests.unit.engines.metrics.made import LATEST, tables, told

from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.keys import FIGURES
from guitai.engines.metrics.settings import Settings

FACTS = [random_shops.shop(seed, refunds=True) for seed in range(300, 330)]
# Distinct buyers and the most at once are no sums.
NOT_ADDED = {"buyers", "max_concurrent", "average_order_value", "items_per_buyer"}
FIGURES_ADDED = [figure for figure in FIGURES if figure.key not in NOT_ADDED]


@pytest.fixture(scope="module")
def computed():
    facts = tables(FACTS)
    cuts = (By.SHOP, By.AGENT, By.DAY, By.HOUR, By.AGENT_DAY)
    return {by: told(facts, GRAINS[by], Settings(), as_of=LATEST) for by in cuts}


def _numbers(figure, told):
    if not figure.whole:
        return (round(float(told.value), 6), 0)
    return (round(float(told.part), 6), round(float(told.whole), 6))


def _added(rows, keep, keys):
    """Add rows up by what is kept of their names."""
    sums = defaultdict(lambda: (0, 0))
    for row, figures in rows.items():
        for figure in keys:
            part, whole = _numbers(figure, figures[figure.key])
            before = sums[keep(row), figure.key]
            sums[keep(row), figure.key] = (round(before[0] + part, 6), round(before[1] + whole, 6))
    return {name: numbers for name, numbers in sums.items() if any(numbers)}


@pytest.mark.parametrize(
    ("parts", "whole", "keep"),
    [
        (By.DAY, By.SHOP, lambda row: ()),
        (By.HOUR, By.SHOP, lambda row: ()),
        (By.AGENT_DAY, By.AGENT, lambda row: row[:1]),
    ],
    ids=["days", "hours", "days of agents"],
)
def test_parts_sum_to_the_whole(computed, parts, whole, keep):
    keys = [figure for figure in FIGURES_ADDED if not (whole is By.AGENT and figure.for_shop)]
    for shop in FACTS:
        added = _added(computed[parts][shop.name], keep, keys)

        assert added == _added(computed[whole][shop.name], lambda row: row, keys), shop.name


def test_the_shop_sold_what_agents_sold_and_what_was_silent(computed):
    for shop in FACTS:
        agents = computed[By.AGENT][shop.name].values()
        (whole,) = computed[By.SHOP][shop.name].values()

        sold = sum(float(figures["sales"].value) for figures in agents)

        assert float(whole["sales"].value) == pytest.approx(sold + float(whole["silent_sales"].value))


def test_buyers_of_the_shop_are_never_more_than_those_of_its_parts(computed):
    for shop in FACTS:
        (whole,) = computed[By.SHOP][shop.name].values()
        days = computed[By.DAY][shop.name].values()

        assert whole["buyers"].value <= sum(figures["buyers"].value for figures in days)
        assert whole["max_concurrent"].value == max(figures["max_concurrent"].value for figures in days)
        assert whole["received"].value + whole["unreplied"].value <= whole["consulted"].value
        assert whole["ordered"].value + whole["lost"].value == whole["inquiries"].value
