import pytest
from tests.factories.delivery import CourierFactory, ReachFactory

from guitai.domains.delivery import queries
from guitai.domains.delivery.actions import put_default_couriers
from guitai.kernel.money import Money


@pytest.fixture
def usual(shop, now):
    put_default_couriers(shop=shop, at=now)
    return shop


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("圆通速递", "圆通速递"),
        ("圆通快递", "圆通速递"),
        ("yto", "圆通速递"),
        ("ＹＴＯ", "圆通速递"),
        ("圆通速递(华东仓)", "圆通速递"),
        ("SF", "顺丰速运"),
        ("顺丰-SF", "顺丰速运"),
        ("SFC", None),
        ("邮政EMS", "EMS"),
        ("中国邮政快递包裹", "邮政快递包裹"),
        ("中国邮政小包裹", "邮政快递包裹"),
        ("J&T", "极兔速递"),
        ("丹鸟", "菜鸟速递"),
        ("鸽子", None),
        ("", None),
    ],
)
def test_a_courier_is_known_by_whatever_an_export_calls_it(usual, text, name):
    found = queries.courier_named(usual, text)

    assert (found.name if found else None) == name


def test_a_parcel_without_a_courier_is_told_by_its_waybill(usual):
    book = queries.book_of(usual)

    assert book.named("", "SF1234567890123").name == "顺丰速运"
    assert book.named("", "777123456789") is None


def test_the_neighbours_couriers_are_not_ours(usual, other_shop):
    assert queries.courier_named(other_shop, "圆通速递") is None


def test_how_a_courier_serves_where_an_order_goes(shop):
    reach = ReachFactory(courier__shop=shop)

    assert queries.reach(shop, reach.courier, "浙江省 杭州市") == reach
    assert queries.reach(shop, reach.courier, "江苏省 南京市") is None
    assert queries.reach(shop, reach.courier, "") is None


# ¥6.00 up to 1 kg, then ¥2.50 for each kilogram that is begun.
@pytest.mark.parametrize(
    ("grams", "cost"), [(1, 600), (1000, 600), (1001, 850), (2000, 850), (2001, 1100), (5000, 1600)]
)
def test_a_kilogram_that_is_begun_counts_whole(shop, grams, cost):
    reach = ReachFactory(courier__shop=shop)

    assert queries.fee(reach, reach.courier, grams) == Money(cost)


def test_no_fee_is_told_where_nobody_told_one(shop):
    reach = ReachFactory(courier__shop=shop, more_fen=None)

    assert queries.fee(reach, reach.courier, 1000) == Money(600)
    assert queries.fee(reach, reach.courier, 1001) is None
    reach.first_fen = None
    assert queries.fee(reach, reach.courier, 1) is None


def test_those_in_use_stand_first_then_the_quickest_then_the_cheapest_and_last_who_does_not_go_there(shop):
    def courier(name, *, used=True, **told):
        found = CourierFactory(shop=shop, name=name, aliases=[], is_used=used)
        if told:
            ReachFactory(courier=found, **told)

    courier("不去", serves="no", days_most=1)
    courier("不用", used=False, days_most=1)
    courier("没说")
    courier("慢", days_most=5)
    courier("快而贵", days_most=2, first_fen=1200)
    courier("快", days_most=2, first_fen=500)

    found = queries.serving(shop, "浙江", grams=500)

    assert [each.courier.name for each in found] == ["快", "快而贵", "慢", "没说", "不用", "不去"]
    assert [each.fee for each in found][:3] == [Money(500), Money(1200), Money(600)]


def test_a_province_is_asked_of_all_couriers_at_once(shop, django_assert_num_queries):
    for number in range(6):
        ReachFactory(courier__shop=shop, courier__name=f"快递{number}", courier__aliases=[])

    with django_assert_num_queries(2):
        queries.serving(shop, "浙江", grams=500)
    with django_assert_num_queries(2):
        queries.book_of(shop, regions=["浙江省", "浙江 宁波", "江苏"])


def test_a_waybill_can_not_get_out_of_its_place_in_the_address(shop):
    courier = CourierFactory(shop=shop)

    assert queries.query_link(courier, "YT1") == "https://example.com/?nu=YT1"
    assert queries.query_link(courier, "1&a=/2") == "https://example.com/?nu=1%26a%3D%2F2"
    assert queries.query_link(None, "YT1") == ""
