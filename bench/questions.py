"""Questions of buyers, made up out of word lists: as many different ones as asked for, always the same."""

from collections.abc import Iterator
from random import Random

_OPENINGS = ("", "亲 ", "你好，", "请问", "想问下", "那个", "老板", "帮我看看", "麻烦问一下", "我想知道")
_GOODS = (
    "衬衫", "连衣裙", "牛仔裤", "羽绒服", "毛衣", "T恤", "风衣", "卫衣", "半身裙", "西装", "睡衣", "袜子",
    "运动鞋", "高跟鞋", "雨伞", "背包", "保温杯", "电饭锅", "吹风机", "台灯", "键盘", "耳机", "充电宝",
    "被子", "枕头", "床单", "毛巾", "拖鞋", "围巾", "帽子", "手套", "皮带", "钱包", "墨镜", "面霜",
    "洗发水", "牙刷", "纸巾", "茶叶", "坚果", "饼干", "狗粮",
)  # fmt: skip
_KINDS = (
    "",
    "黑色的",
    "白色的",
    "红色的",
    "大码的",
    "小码的",
    "加厚的",
    "新款",
    "这款",
    "活动的",
    "昨天买的",
    "送的",
)
_ASKED = (
    "什么时候发货", "几天能到", "发什么快递", "可以发顺丰吗", "包邮吗", "能开发票吗", "会起球吗",
    "会掉色吗", "缩水吗", "能机洗吗", "是什么材质", "厚不厚", "有弹力吗", "有异味吗", "有色差吗",
    "偏大还是偏小", "显瘦吗", "有货吗", "怎么退货", "退货运费谁出", "退款多久到账", "可以换货吗",
    "发错了怎么办", "少发了一件", "收到是坏的", "可以改地址吗", "怎么取消订单", "能便宜点吗",
    "优惠券怎么用", "降价了能退差价吗", "有赠品吗", "是正品吗", "保修多久", "怎么安装", "物流一直不动",
    "显示签收没收到", "可以货到付款吗", "能分期吗", "能送到楼上吗", "保质期多久", "适合送人吗",
    "孩子能用吗",
)  # fmt: skip
_ENDINGS = ("", "呀", "呢", "啊", "，急", "，谢谢", "？", "，在线等", "~", "，告诉我一下")


def questions(count: int) -> list[str]:
    """Give different questions; there are two million.

    :raises ValueError: if more are asked for.
    """
    return ["".join(words) for words in _sampled(count)]


def asked(count: int) -> list[str]:
    """Give what buyers ask: the same words, put together another way."""
    random = Random(7)
    return [
        f"{random.choice(_ASKED)} {random.choice(_KINDS)}{random.choice(_GOODS)}{random.choice(_ENDINGS)}"
        for _ in range(count)
    ]


def _sampled(count: int) -> Iterator[tuple[str, ...]]:
    lists = (_OPENINGS, _KINDS, _GOODS, _ASKED, _ENDINGS)
    sizes = [len(words) for words in lists]
    total = 1
    for size in sizes:
        total *= size
    for number in Random(20).sample(range(total), count):
        words, rest = [], number
        for size, choices in zip(sizes, lists, strict=True):
            rest, place = divmod(rest, size)
            words.append(choices[place])
        yield tuple(words)
