"""What stands in for a product, and which of two is named first."""

import pytest

from guitai.engines.recommending.substitutes import better_of, likeness, rank
from guitai.engines.recommending.types import Good

SHIRT = Good("1", "衬衫", 15800, {"材质": "棉95% 氨纶5%", "版型": "宽松", "领型": "翻领"}, stock=0)


def _good(key, **told):
    given = {"category": "衬衫", "price_fen": 15800, "attributes": dict(SHIRT.attributes), "stock": 9} | told
    return Good(key, **given)


def _ranked(*others, **asked):
    return [each.good.key for each in rank(SHIRT, others, limit=9, **asked)]


@pytest.mark.parametrize(
    "told",
    [{"category": "裤子"}, {"stock": 0}, {"price_fen": 20600}, {"price_fen": 11000}],
    ids=["another category", "out of stock", "too dear", "too cheap"],
)
def test_what_cannot_stand_in_is_left_out(told):
    assert _ranked(_good("2"), _good("3", **told), SHIRT) == ["2"]


def test_the_band_is_a_share_of_the_price():
    assert _ranked(_good("2", price_fen=20600), band=0.31) == ["2"]
    assert _ranked(_good("2", price_fen=15900), _good("3"), band=0) == ["3"]


def test_the_liker_comes_first():
    other = {"材质": "涤纶100%", "版型": "宽松", "领型": "圆领"}

    assert _ranked(_good("2", attributes=other), _good("3")) == ["3", "2"]


def test_what_the_buyer_asked_for_counts_more():
    cotton = _good("2", attributes={"材质": "棉95% 氨纶5%", "版型": "修身", "领型": "圆领"})
    loose = _good("3", attributes={"材质": "涤纶100%", "版型": "宽松", "领型": "翻领"})

    assert _ranked(cotton, loose, asked=["材质"]) == ["2", "3"]
    assert _ranked(cotton, loose, asked=["宽松", "领型"]) == ["3", "2"]


def test_of_equally_like_ones_the_better_reviewed_then_the_more_sold_comes_first():
    few = _good("2", rating=5.0, reviews=2)
    many = _good("3", rating=4.8, reviews=900)
    poor = _good("4", rating=3.9, reviews=50, sold=999)

    assert _ranked(poor, few, many) == ["3", "2", "4"]
    assert _ranked(_good("5", sold=1), _good("6", sold=2)) == ["6", "5"]


def test_each_has_its_reasons():
    other = _good("2", price_fen=14800, rating=4.83, reviews=120)

    (found,) = rank(SHIRT, [other], asked=["宽松"])
    (english,) = rank(SHIRT, [_good("3", price_fen=16850)], language="en")

    assert found.reasons == ("同类", "便宜¥10", "同为宽松", "同为棉95%", "评分4.8（120条评价）")
    assert english.reasons == ("same kind", "¥10.50 dearer", "also 棉95%", "also 氨纶5%")
    assert rank(SHIRT, [_good("4")])[0].reasons[1] == "同价"


def test_likeness_is_jaccards_index():
    one, two = _good("1", attributes={"材质": "棉", "版型": "宽松"}), _good("2", attributes={"材质": "棉、"})

    assert likeness(one, one) == 1.0
    assert likeness(one, two) == 0.5
    assert likeness(one, two, asked=["材质"]) == 0.75
    assert likeness(_good("3", attributes={}), two) == 0.0


def test_no_price_leaves_likeness_alone():
    free = Good("1", "赠品", 0, {}, stock=0)

    assert [each.good.key for each in rank(free, [Good("2", "赠品", 0, {}, stock=1)])] == ["2"]


@pytest.mark.parametrize(
    ("one", "two", "first", "reasons"),
    [
        (_good("1", stock=0, rating=5.0, reviews=900), _good("2"), "2", ("有货",)),
        (
            _good("1", rating=4.6, reviews=10),
            _good("2", rating=4.9, reviews=500),
            "2",
            ("有货", "评分4.9（500条评价）"),
        ),
        (_good("1", sold=10), _good("2", sold=90), "2", ("有货", "卖出90件")),
        (_good("1", stock=0), _good("2", stock=0), "1", ()),
    ],
    ids=["in stock", "better reviewed", "more sold", "neither"],
)
def test_of_two_the_one_to_name_first(one, two, first, reasons):
    found = better_of(one, two)

    assert (found.good.key, found.reasons) == (first, reasons)
