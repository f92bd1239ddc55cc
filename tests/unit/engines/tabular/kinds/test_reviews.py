"""Lists of public reviews, as the platforms' pages name their columns."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import named, saved, told
from tests.unit.engines.tabular.made_lists import list_of

from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.kinds.reviews import stars, written
from guitai.engines.tabular.reading import open_export
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

TAOBAO = named("订单编号,宝贝标题,买家会员名,评价结果,评价内容,评价时间,追评内容,追评时间,解释,商家编码")
JD = named("评价编号,订单号,商品编号,商品名称,用户昵称,评价星级,评论内容,评论时间,商家回复,回复时间")
PDD = named("订单编号,商品ID,商品名称,用户评分,评价内容,评价时间,商家回复内容")

LINES = {
    "taobao": {
        "订单编号": '="35153131400000001"',
        "宝贝标题": "纯色衬衫",
        "买家会员名": "小鱼",
        "评价结果": "差评",
        "评价内容": "袖子短了一截",
        "评价时间": "2026-03-01 12:00:00",
        "追评内容": "洗了还缩水",
        "追评时间": "2026-03-05 09:30:00",
        "解释": "",
        "商家编码": "C1",
    },
    "jd": {
        "评价编号": "900100200300",
        "订单号": "12300000001",
        "商品编号": "1000000001",
        "商品名称": "纯色衬衫",
        "用户昵称": "j****b",
        "评价星级": "3星",
        "评论内容": "此用户未填写评价内容",
        "评论时间": "2026/3/1 12:00",
        "商家回复": "感谢您的反馈",
        "回复时间": "2026/3/2 9:00",
    },
    "pdd": {
        "订单编号": "260301-000000000000001",
        "商品ID": "900001",
        "商品名称": "纯色衬衫",
        "用户评分": "2",
        "评价内容": "色差有点大",
        "评价时间": "2026-03-01 12:00:00",
        "商家回复内容": "-",
    },
}
AT = datetime(2026, 3, 1, 12, 0, tzinfo=SHANGHAI)


def read(tmp_path, headings, *lines, encoding="gb18030"):
    (reading,) = open_export(saved(tmp_path, list_of(headings, *lines), encoding))
    assert reading.kind == "reviews"
    return list(reading)


def test_a_list_of_taobao_is_read_value_by_value(tmp_path):
    (review,) = read(tmp_path, TAOBAO, LINES["taobao"])

    assert told(review) == {
        "order_id": "35153131400000001",
        "buyer": "小鱼",
        "merchant_code": "C1",
        "title": "纯色衬衫",
        "stars": 1,
        "text": "袖子短了一截",
        "added": "洗了还缩水",
        "at": AT,
        "added_at": datetime(2026, 3, 5, 9, 30, tzinfo=SHANGHAI),
    }
    assert review.key == ("35153131400000001", "纯色衬衫", AT)


def test_a_list_of_jd_has_numbers_and_answers(tmp_path):
    (review,) = read(tmp_path, JD, LINES["jd"], encoding="utf-8-sig")

    assert (review.key, review.stars, review.text) == (("900100200300",), 3, "")
    assert (review.reply, review.replied_at) == (
        "感谢您的反馈",
        datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI),
    )


def test_a_list_of_pinduoduo_names_no_buyer(tmp_path):
    (review,) = read(tmp_path, PDD, LINES["pdd"], encoding="utf-8")

    assert (review.buyer, review.product_id, review.stars, review.reply) == ("", "900001", 2, "")


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("5", 5),
        ("１", 1),
        ("3.0", 3),
        ("3.5", 3),
        ("4分", 4),
        ("2颗星", 2),
        ("五星", 5),
        ("三星级", 3),
        ("1/5", 1),
        ("★★☆☆☆", 2),
        ("⭐️⭐️⭐️", 3),
        ("好评", 5),
        ("中评", 3),
        ("差评（2星）", 2),
        ("中评(一般)", 3),
        ("", None),
        ("-", None),
    ],
)
def test_stars_in_every_spelling(cell, meant):
    assert stars(cell) == meant


@pytest.mark.parametrize("cell", ["0", "6", "10", "很好看", "☆☆☆☆☆", "十星"])
def test_what_is_no_rating_is_refused(cell):
    with pytest.raises(CellError, match="no rating"):
        stars(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("此用户没有填写评价。", ""),
        ("该用户未填写文字评价", ""),
        ("评价方未及时做出评价,系统默认好评!", ""),
        ("暂无", ""),
        ("卖家没有填写发货单，等了三天", "卖家没有填写发货单，等了三天"),
        ("用户体验差", "用户体验差"),
    ],
)
def test_what_a_platform_writes_where_nothing_was_written_is_nothing(cell, meant):
    assert written(cell) == meant


@pytest.mark.parametrize(
    ("column", "cell", "code"),
    [("用户评分", "", "missing"), ("用户评分", "很差劲", "bad_stars"), ("评价时间", "昨天", "bad_time")],
)
def test_a_line_that_can_t_be_is_left_out_and_the_next_is_read(tmp_path, column, cell, code):
    bad, good = read(tmp_path, PDD, LINES["pdd"] | {column: cell}, LINES["pdd"], encoding="utf-8")

    assert isinstance(bad, Rejection)
    assert (bad.column, bad.code) == (column, code)
    assert good.stars == 2


def test_agents_rated_by_buyers_are_no_reviews(tmp_path):
    headings = named("客服昵称,评价时间,评价内容,评分,订单编号")
    line = dict(zip(headings, ["小美", "2026-03-01 12:00:00", "很耐心", "5", "1"], strict=True))

    with pytest.raises(Exception, match="no row of headings"):
        open_export(saved(tmp_path, list_of(headings, line)))
