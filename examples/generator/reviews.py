"""What buyers said in public about what they got, as a list of Taobao's reviews has it."""

import random
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path

from generator.shops import AS_OF
from generator.trade import Trade
from generator.writing import write_lines

FILE = "ReviewList202611200900.csv"
_HEADINGS = "评价时间,订单编号,宝贝标题,商品ID,买家昵称,评价结果,评价内容,商家回复"
_REVIEWED, _BACK = 0.25, 0.7  # of those who have their goods; of those who sent something back
_POOR: Mapping[str, tuple[tuple[str, str], ...]] = {
    "yunshang": (
        ("差评", "尺码偏小，平时穿M的，这件M根本扣不上"),
        ("差评", "颜色跟图片差太多，图上是米白，到手发黄"),
        ("差评", "洗了一次就起球，这质量对不起这个价"),
        ("中评", "衣服还行，就是线头有点多"),
        ("中评", "客服回得太慢了，问个尺码等了半小时"),
        ("差评", "快递盒子都压扁了，裙子皱成一团"),
        ("中评", "比想象中薄，天冷穿不了"),
    ),
    "youmu": (
        ("差评", "杯口有个豁口，都没法用"),
        ("差评", "少发了一个，联系了两天没人补"),
        ("中评", "木头味道有点大，放了一周还没散"),
        ("中评", "比图片上小，没注意看尺寸"),
        ("差评", "收到就是裂的，包装就薄薄一层"),
        ("中评", "物流太慢，走了六天"),
    ),
}
_GOOD = ("很喜欢，和描述的一样", "质量不错，还会回购", "客服很耐心，发货也快", "包装仔细，物超所值", "")
_ANSWER = "谢谢您的喜欢，期待您再来。"


def write_reviews(path: Path, shop: str, trades: Iterable[Trade], chance: random.Random) -> None:
    """Write the list, the newest review first; a quarter of those who have their goods said something."""
    told = [line for trade in trades if (line := _review(shop, trade, chance))]
    write_lines(path, [_HEADINGS, *(",".join(line) for line in sorted(told, reverse=True))])


def _review(shop: str, trade: Trade, chance: random.Random) -> tuple[str, ...] | None:
    had = trade.signed or trade.finished
    if had is None or chance.random() > _REVIEWED:
        return None
    at = had + timedelta(hours=chance.randint(2, 120), minutes=chance.randint(0, 59))
    poor = chance.random() < (_BACK if trade.refunded else 0.07)
    rated, words = chance.choice(_POOR[shop]) if poor else ("好评", chance.choice(_GOOD))
    if at > AS_OF:
        return None
    product = trade.items[0].product
    reply = _ANSWER if not poor and words and chance.random() < 0.3 else ""
    return (
        _moment(at),
        trade.order_id,
        product.title,
        product.product_id,
        trade.buyer.nick,
        rated,
        words,
        reply,
    )


def _moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M:%S")
