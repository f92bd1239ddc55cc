"""Figures of products: as worked out by hand, and as plain Python reads the definitions."""

from datetime import date
from functools import cache

import pytest
from tests.by_hand import products as by_hand
from tests.unit.engines.metrics import random_shops
from tests.unit.engines.metrics.made import (
    LATEST,
    cases,
    differs,
    shop_of,
    shown,
    tables,
    when_of,
)

from guitai.engines.metrics.grain import GRAINS, By
from guitai.engines.metrics.products import KEYS, by_product
from guitai.engines.metrics.settings import Settings


def _engine(shops, grain, settings, **when):
    found = {shop.name: {} for shop in shops}
    for row in by_product(tables(shops), grain, settings, **when):
        keys = dict(row.keys)
        found[keys.pop("shop")][tuple(keys.values())] = row.values
    return found


CASES = [each for each in cases() if "products" in each]


@cache
def _by_hand(when):
    """Cases of the same days are computed at once."""
    alike = [shop_of(case) for case in CASES if when_of(case) == dict(when)]
    return _engine(alike, GRAINS[By.SHOP], Settings(), **dict(when))


@pytest.mark.parametrize("case", CASES, ids=lambda each: each["name"])
def test_the_figures_are_those_worked_out_by_hand(case):
    when = when_of(case)
    engine = _by_hand(tuple(when.items()))[case["name"]]
    plain = by_hand.figures(shop_of(case), GRAINS[By.SHOP], Settings(), **when)

    wrongs = [
        wrong
        for name, expected in case["products"].items()
        for found in (engine, plain)
        for key, value in expected.items()
        if (wrong := differs(key, value, found[name,][key]))
    ]

    assert wrongs == []


@pytest.mark.parametrize("by", [By.SHOP, By.AGENT_DAY])
def test_engine_and_plain_python_agree(by):
    settings = random_shops.settings(list(By).index(by))
    when = {"as_of": LATEST, "first": date(2026, 11, 9), "last": None}
    shops = [random_shops.shop(seed, refunds=True) for seed in range(520, 540)]

    engine = _engine(shops, GRAINS[by], settings, **when)

    for shop in shops:
        plain = by_hand.figures(shop, GRAINS[by], settings, **when)
        plain = {row: {key: figures[key] for key in KEYS} for row, figures in plain.items()}
        assert shown(engine[shop.name]) == shown(plain), shop.name
