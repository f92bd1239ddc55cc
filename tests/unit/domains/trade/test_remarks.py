"""What stands on an order, what contradicts, what waits to be written back."""

import pytest
from tests.factories.accounts import ShopFactory
from tests.factories.trade import ImportedRemarkFactory, OrderFactory, RemarkFactory

from guitai.domains.accounts.models import Membership, Platform, Shop
from guitai.domains.trade.models import FlagMeaning, Holds, Order
from guitai.domains.trade.remarks import (
    conflicts,
    fits,
    flag_named,
    meanings_of,
    own_flags,
    remarks_by_order,
    remarks_of,
    shows,
    waiting,
)

OURS = "改发顺丰 小美/03.02"


@pytest.fixture
def order(shop: Shop) -> Order:
    return OrderFactory(shop=shop, buyer__shop=shop, seller_remark="老客")


@pytest.mark.parametrize(
    ("words", "flag"),
    [
        ("红", "red"),
        ("红旗", "red"),
        ("黄色", "yellow"),
        ("Blue", "blue"),
        ("purple flag", "purple"),
        ("绿色旗", "green"),
        ("加急单", ""),
        ("红包单", ""),
        ("", ""),
    ],
)
def test_a_mark_names_a_colour_or_none(words: str, flag: str) -> None:
    assert flag_named(words) == flag


@pytest.mark.parametrize(
    ("shown", "held"),
    [
        ("加急 小美/03.02", True),
        ("老客；加急 小美/03.02", True),
        ("加急 小美/03.02\n已核", True),
        ("不加急 小美/03.02", False),
        ("加急 小美/03.021", False),
        ("", False),
    ],
)
def test_a_remark_is_found_as_a_whole_part_alone(shown: str, held: bool) -> None:
    assert shows(shown, "加急 小美/03.02") is held


@pytest.mark.parametrize(
    ("platform", "text", "taken"),
    [
        (Platform.TAOBAO, "备" * 333, True),
        (Platform.TAOBAO, "备" * 334, False),
        (Platform.JD, "备" * 500, True),
        (Platform.JD, "备" * 501, False),
    ],
)
def test_platforms_take_so_much(platform: Platform, text: str, taken: bool) -> None:
    assert fits(platform, text) is taken


def test_ours_is_put_behind_what_the_platform_shows_once(order: Order) -> None:
    RemarkFactory(order=order, text=OURS)
    assert remarks_of(order).whole == f"老客；{OURS}"

    order.seller_remark = f"老客；{OURS}"
    assert remarks_of(order).whole == f"老客；{OURS}"


@pytest.mark.parametrize(
    ("own", "tags", "flag"),
    [([], "", ""), ([], "黄旗", "yellow"), (["red"], "黄旗", "red"), (["red", "blue", ""], "", "blue")],
)
def test_the_newest_flag_of_ours_stands_before_the_platforms(
    order: Order, own: list[str], tags: str, flag: str
) -> None:
    order.tags = tags
    for colour in own:
        RemarkFactory(order=order, flag=colour)

    assert remarks_of(order).flag == flag


# What the platform shows after ours was written; its flag; whether that contradicts a red flag with OURS.
CONTRADICTIONS = [
    ("换了人写的", "", True),
    (f"老客；{OURS}；已核", "", False),
    (f"老客；{OURS}", "blue", True),
    (f"老客；{OURS}", "red", False),
]


@pytest.mark.parametrize(("shown", "flag", "contradicts"), CONTRADICTIONS)
def test_what_lacks_ours_contradicts(order: Order, shown: str, flag: str, contradicts: bool) -> None:
    RemarkFactory(order=order, text=OURS, flag="red")
    Order.objects.filter(pk=order.pk).update(seller_remark=shown)
    imported = ImportedRemarkFactory(order=order, text=shown, flag=flag)

    found = conflicts(order.shop)

    assert [each.conflict for each in found] == ([imported] if contradicts else [])
    assert bool(waiting(order.shop)) is not contradicts


def test_once_the_platforms_holds_ours_is_set_aside_and_stays_in_the_history(order: Order) -> None:
    RemarkFactory(order=order, text=OURS, flag="red")
    order.seller_remark, order.tags = "换了人写的", "蓝旗"
    ImportedRemarkFactory(order=order, text="换了人写的", flag="blue", holds=Holds.PLATFORM)

    known = remarks_of(order)

    assert (known.flag, known.whole, known.to_send, known.conflict) == ("blue", "换了人写的", [], None)
    assert len(known.newest_first) == 2
    assert own_flags(Order.objects.all()) == {}


def test_what_was_sent_or_stands_there_already_waits_no_more(order: Order) -> None:
    sent = RemarkFactory(order=order, text="已发 小美/03.02")
    type(sent).objects.update(sent_at=sent.at)
    RemarkFactory(order=order, text="老客")
    assert waiting(order.shop) == []

    RemarkFactory(order=order, text="", flag="green")
    (each,) = waiting(order.shop)
    assert [row.flag for row in each.to_send] == ["green"]


def test_another_shops_remarks_are_not_among_them(order: Order) -> None:
    RemarkFactory(order=order)
    other = ShopFactory()

    assert (waiting(other), conflicts(other)) == ([], [])


def test_many_orders_take_one_question(shop: Shop, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    orders = [OrderFactory(shop=shop, buyer__shop=shop) for _number in range(3)]
    RemarkFactory(order=orders[0])

    with django_assert_num_queries(1):
        found = remarks_by_order(orders)

    assert [len(found[order.pk].rows) for order in orders] == [1, 0, 0]


def test_meanings_are_the_trades_until_the_shop_has_its_own(shop: Shop, agent: Membership) -> None:
    FlagMeaning.objects.create(shop=shop, flag="red", meaning="加急")

    meanings = meanings_of(shop)

    assert meanings["red"] == "加急"
    assert list(meanings) == ["red", "yellow", "green", "blue", "purple"]
    assert all(meanings.values())
