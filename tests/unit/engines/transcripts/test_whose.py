"""Whose a line of a talk is where figures are counted."""

import duckdb
import pytest

from guitai.engines.transcripts.whose import (
    PRODUCT_LINK,
    answered_by,
    letters,
    products_linked,
    transfer,
)

MEI, RAIN = "示例旗舰店:小美", "示例旗舰店:小雨"
LINKS = [
    ("看看这款 https://item.taobao.com/item.htm?spm=a1z10&id=600123456789 亲", ["600123456789"]),
    ("https://detail.tmall.com/item.htm?id=600123456789&skuId=1", ["600123456789"]),
    ("https://item.jd.com/100012043978.html 和 https://item.m.jd.com/product/100012043979.html",
     ["100012043978", "100012043979"]),
    ("https://mobile.yangkeduo.com/goods.html?goods_id=900001234", ["900001234"]),
    ("订单 https://trade.taobao.com/detail.htm?bizOrderId=600123456789", []),
    ("没有链接", []),
]  # fmt: skip


@pytest.mark.parametrize(
    ("own", "whose"),
    [
        (["", MEI, "", RAIN, ""], [MEI, MEI, RAIN, RAIN, RAIN]),
        (["", ""], ["", ""]),
        ([MEI, "", ""], [MEI, MEI, MEI]),
        ([], []),
    ],
)
def test_what_a_buyer_says_is_for_whoever_answers_next(own, whose):
    assert answered_by(own) == whose


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("由 示例旗舰店:小美 转交给 小雨", "transfer_out"),
        ("由 服务助手 转交给 小美", "transfer_in"),
        ("会话已结束", ""),
    ],
)
def test_a_line_of_the_platform_tells_where_a_talk_went(text, event):
    assert transfer(text, MEI) == event


def test_white_space_is_no_letter():
    assert letters("在 吗\n亲\u3000") == 3


@pytest.mark.parametrize(("text", "products"), LINKS)
def test_links_to_products_tell_their_numbers_to_python_and_to_duckdb(text, products):
    asked = duckdb.execute("SELECT regexp_extract_all($text, $link, 1)", {"text": text, "link": PRODUCT_LINK})

    assert products_linked(text) == products
    assert asked.fetchone() == (products,)
