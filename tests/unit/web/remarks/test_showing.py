"""A flag is shown by its colour and what it means in the shop."""

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade.models import FlagMeaning
from guitai.web.remarks.showing import flags_of


def test_a_flag_has_a_digit_a_colour_and_a_meaning(shop: Shop, agent: Membership) -> None:
    FlagMeaning.objects.create(shop=shop, flag="red", meaning="加急")
    FlagMeaning.objects.create(shop=shop, flag="blue", meaning="")

    flags = flags_of(shop)

    assert [flag.key for flag in flags.values()] == [1, 2, 3, 4, 5]
    assert flags["red"].name == f"{flags['red'].label} · 加急"
    assert flags["blue"].name == flags["blue"].label
