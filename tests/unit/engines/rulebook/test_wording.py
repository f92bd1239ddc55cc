"""Wordings filled with facts."""

from datetime import date

from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Source, Wording
from guitai.engines.rulebook.wording import filled, told_source

SHOP = read_facts(
    {
        "now": "2026-11-21T10:00:00+08:00",
        "shop": {
            "name": "云裳",
            "dispatch_cutoff": "16:00",
            "dispatch_hours": 48,
            "couriers": ["圆通", "中通"],
            "activities": [{"name": "满减"}, {"name": "旧", "to": "2026-11-01"}],
        },
    }
)
EMPTY = read_facts({})


def zh(*alternatives):
    return Wording(tuple(alternatives), ("-",))


def test_the_first_alternative_that_can_be_filled_is_used():
    wording = zh("{cutoff}前，{gift}", "{cutoff}前发出", "尽快发出")

    assert filled(wording, "zh", {}, SHOP) == "16:00前发出"
    assert filled(wording, "zh", {"gift": "袜子"}, SHOP) == "16:00前，袜子"
    assert filled(wording, "zh", {}, EMPTY) == "尽快发出"


def test_without_one_that_can_be_filled_nothing_is_said():
    assert filled(zh("{gift}"), "zh", {}, EMPTY) == ""


def test_lists_and_numbers_are_told_as_text():
    text = filled(zh("{couriers}，{hours}，{activities}，{shop}"), "zh", {}, SHOP)

    assert text == "圆通、中通，48，满减，云裳"


def test_what_the_hit_tells_goes_before_what_the_shop_tells():
    assert filled(zh("{couriers}"), "zh", {"couriers": "顺丰"}, SHOP) == "顺丰"


def test_a_source_is_told_with_the_day_it_was_checked():
    law = Source("statute", Wording(("某法",), ("Some law",)), date(2026, 11, 20))
    platform = Source("platform", Wording(("规则",), ("Rules",)), date(2026, 11, 20))

    assert told_source(law, "zh") == "某法（2026-11-20）"
    assert told_source(law, "en") == "Some law (2026-11-20)"
    assert told_source(platform, "zh") == "规则（以平台现行规则为准，2026-11-20）"
    assert told_source(platform, "en") == "Rules (check with the platform, 2026-11-20)"
