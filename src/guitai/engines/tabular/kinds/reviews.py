"""Lists of public reviews (评价管理) of Taobao, Tmall, JD and Pinduoduo: one line a review.

No genuine one was at hand: the headings are those the platforms' pages and programs beside them use, in every
spelling met with. Where a platform knows good, middling and bad alone, these are 5, 3 and 1 stars.
"""

import re
import unicodedata

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import CellError, identifier, moment, needed, text
from guitai.engines.tabular.review_types import Review

KIND = "reviews"

_NOTHING = frozenset({"", "-", "--", "—", "/", "无", "暂无", "null", "None"})
# What a platform writes where a buyer wrote nothing.
_UNWRITTEN = re.compile(
    r"[此该]?(?:用户|买家|评价方)(?:没有|未)(?:及时)?(?:填写|做出|作出|发表)?(?:文字)?评[价论](?:内容)?"
    r"(?:[,，]系统默认好评)?[。!！]?"
)
_WORDS = {
    **dict.fromkeys(("好评", "好", "满意", "推荐"), 5),
    **dict.fromkeys(("中评", "中", "一般"), 3),
    **dict.fromkeys(("差评", "差", "不满意", "不推荐"), 1),
}
_DIGITS = {letter: place for place, letter in enumerate("一二三四五", start=1)}
_STARS = re.compile(r"([1-5])(?:\.\d{1,2})?(?:星级?|颗星|分|/5)?|([一二三四五])(?:星级?|颗星|分)")
_DRAWN = re.compile("(?=[★⭐])(?:[★⭐☆✩]\ufe0f?){1,5}")


def stars(cell: str) -> int | None:
    """Give the stars of a review, or nothing for an empty cell.

    Spellings: ``5``, ``4.0``, ``5星``, ``三星``, ``★★☆☆☆``, ``好评``, ``差评(1星)``; 3.5 counts as 3.

    :raises CellError: if it is none of them.
    """
    value = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if value in _NOTHING:
        return None
    word, _bracket, inside = value.partition("(")
    for part in filter(None, (inside.rstrip(")"), word)):
        if found := _STARS.fullmatch(part):
            return int(found[1]) if found[1] else _DIGITS[found[2]]
        if _DRAWN.fullmatch(part):
            return part.count("★") + part.count("⭐")
        if part in _WORDS:
            return _WORDS[part]
    raise CellError(
        "bad_stars", f"“{value}” is no rating of 1 to 5 stars, nor 好评, 中评 or 差评", cell=value
    )


def written(cell: str) -> str:
    """Give what somebody wrote; nothing where the platform says that they wrote nothing."""
    words = text(cell)
    return "" if words in _NOTHING or _UNWRITTEN.fullmatch(words) else words


def number(cell: str) -> str:
    """Give a number, or nothing for a dash.

    :raises CellError: as :func:`identifier` does.
    """
    return "" if text(cell) in _NOTHING else identifier(cell)


TABLE = Table(
    kind=KIND,
    record=Review,
    at_least=4,
    # Lists of refunds, of agents rated by buyers, and of their talks also name a rating and a time.
    unless=frozenset(
        {"退款编号", "售后单号", "客服", "客服昵称", "客服账号", "接待客服", "会话ID", "满意度", "旺旺昵称"}
    ),
    columns=(
        Column("review_id", ("评价ID", "评价编号", "评论ID", "评论编号", "评价单号"), number),
        Column("order_id", ("订单编号", "订单号", "主订单编号", "订单ID"), number),
        Column(
            "buyer",
            (
                "买家会员名",
                "买家昵称",
                "会员名",
                "用户昵称",
                "买家",
                "评价人",
                "评价者",
                "用户名",
                "顾客",
                "用户",
            ),
            written,
        ),
        Column("product_id", ("商品ID", "宝贝ID", "商品编号", "商品编码", "SKU编号", "SKU"), written),
        Column("merchant_code", ("商家编码", "商家商品编码", "货号"), written),
        Column("title", ("宝贝标题", "商品名称", "商品标题", "宝贝名称", "宝贝", "商品"), written),
        Column(
            "stars",
            (
                *("评价星级", "评论星级", "商品评分", "用户评分", "描述相符", "星级", "评分", "打分"),
                *("评价等级", "评价结果", "评价类型", "评价级别", "评论等级", "好中差评"),
            ),
            needed(stars),
            required=True,
        ),
        Column(
            "text",
            ("评价内容", "评论内容", "初评内容", "首评内容", "评价详情", "评价", "评论"),
            written,
            required=True,
        ),
        Column(
            "added", ("追评内容", "追加评价内容", "追加评论内容", "追评", "追加评价", "追加评论"), written
        ),
        Column(
            "reply",
            ("商家回复", "卖家回复", "商家回复内容", "解释内容", "评价解释", "回复内容", "解释", "回复"),
            written,
        ),
        Column(
            "at",
            ("评价时间", "评论时间", "初评时间", "首评时间", "评价日期", "评论日期", "评价创建时间"),
            needed(moment),
            required=True,
        ),
        Column("added_at", ("追评时间", "追加评价时间", "追加评论时间"), moment),
        Column("replied_at", ("回复时间", "商家回复时间", "解释时间", "卖家回复时间"), moment),
    ),
)
