"""What a draft gives away; the price is 158 yuan."""

import pytest

from guitai.engines.rulebook.amounts import concessions
from guitai.kernel.money import Money

PRICE = Money(15800)


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("便宜25", "25.00"),
        ("便宜贰拾伍", "25.00"),
        ("减3 0给您", "30.00"),
        ("最低给到您110", "48.00"),
        ("给您减三十块", "30.00"),
        ("返你20元", "20.00"),
        ("补您15元差价", "15.00"),
        ("再给您少20", "20.00"),
        ("退您12.5元", "12.50"),
        ("送您30元红包", "30.00"),
        ("给您申请20元优惠券", "20.00"),
        ("128给您", "30.00"),
        ("130元卖给您", "28.00"),
        ("给您130", "28.00"),
        ("给您10元", "10.00"),
        ("算您一百二", "38.00"),
        ("帮您改价到120", "38.00"),
        ("七折给您", "47.40"),
        ("打8.5折", "23.70"),
        ("打八五折", "23.70"),
        ("95折", "7.90"),
        ("半价", "79.00"),
        ("免单", "158.00"),
        ("再让您50", "50.00"),
        ("再让五十", "50.00"),
        ("少您十五哈", "15.00"),
        ("免50", "50.00"),
        ("给您补80", "80.00"),
        ("返3o块", "30.00"),
        ("运费12我们出", "12.00"),
        ("一口价120", "38.00"),
        ("给您改价130", "28.00"),
        ("五十块钱您拿走", "108.00"),
        ("两件收您280", "36.00"),
        ("140行吗，行我改", "18.00"),
        ("一百好了", "58.00"),
        ("按八五算", "23.70"),
        ("便宜一半", "79.00"),
        ("这件不收钱", "158.00"),
        ("退您一半", "79.00"),
        ("补偿您三成", "47.40"),
        ("给您退百分之三十", "47.40"),
        ("赔您50%", "79.00"),
        ("退您三分之一", "52.67"),
    ],
)
def test_a_concession_costs_so_much(text, yuan):
    (found,) = concessions(text, PRICE)

    assert found.amount(PRICE).yuan == yuan


@pytest.mark.parametrize(
    "text",
    [
        "您好",
        "至少25天",
        "便宜的有3件",
        "减3cm",
        "满300减30",
        "满300元立减30",
        "您补30元差价",
        "需补10元运费",
        "给您2件",
        "给您3",
        "配送30元起",
        "三折叠伞",
        "打折",
        "一块给您发",
        "优惠券满200可用",
        "不少30元的",
        "给您一百二三",
        "便宜一百二三元",
        "零折",
        "150折",
        "百分之百给您",
        "7折页",
        "对折两次",
        "改地址不收钱",
        "一口价158",
        "一口价300",
        "让您久等",
        "让您30天",
        "少一点",
        "体重120可以吗",
        "您退一半留一半",
        "赔您一半运费",
        "押金退您百分之百",
        "坏了一半",
        "白送的别信",
        "满300减30，行我给您改备注",
    ],
)
def test_what_looks_like_one_is_none(text):
    assert concessions(text, PRICE) == []


def test_without_a_price_what_depends_on_it_is_not_known():
    off, rate = concessions("便宜25，打七折", None)

    assert off.amount(None) == Money(2500)
    assert rate.amount(None) is None


def test_several_are_found_in_order():
    assert [one.amount(PRICE).yuan for one in concessions("便宜20再补5元", PRICE)] == ["20.00", "5.00"]


def test_a_reduction_leaves_a_price():
    (found,) = concessions("便宜25", PRICE)

    assert found.price(PRICE) == Money(13300)


def test_a_fixed_price_is_one_only_where_the_price_is_known():
    assert concessions("一口价120", None) == []


def test_a_price_for_several_is_compared_with_theirs():
    (found,) = concessions("三个一共400拿走", PRICE)

    assert (found.count, found.amount(PRICE)) == (3, Money(7400))
