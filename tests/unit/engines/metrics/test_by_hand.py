"""Two hundred shops by chance: the engine gives what the definitions read in plain Python give."""

from datetime import date

import pytest
from tests.by_hand import metrics as by_hand
from tests.unit.engines.metrics import random_shops
from tests.unit.engines.metrics.made import LATEST, moment, shown, tables, told

from guitai.engines.metrics.grain import GRAINS

TOGETHER, GROUPS = 34, 6
# Everything known, in the midst of it, and a part of it.
WHENS = (
    {"as_of": LATEST},
    {"as_of": moment("14", "04:00")},
    {"as_of": moment("15", "00:00"), "first": date(2026, 11, 9), "last": date(2026, 11, 11)},
)


@pytest.mark.parametrize("group", range(GROUPS))
def test_engine_and_plain_python_agree_on_every_figure(group):
    settings, when = random_shops.settings(group), WHENS[group % len(WHENS)]
    shops = [random_shops.shop(group * TOGETHER + place, refunds=group % 2 == 0) for place in range(TOGETHER)]
    facts = tables(shops)

    for grain in _grains(group):
        engine = told(facts, grain, settings, **when)
        for shop in shops:
            plain = by_hand.figures(shop, grain, settings, **when)
            assert shown(engine.get(shop.name, {})) == shown(plain), (shop.name, grain)


def _grains(group):
    """Give a grain or two; in all every one is tried."""
    return list(GRAINS.values())[group::GROUPS]
