"""Replies as agents write them, made up: as long as the agents' lines of 994 real service talks are.

Those have 6,029 lines of 28 characters on average; ``_DECILES`` are their lengths at each tenth.
"""

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

_DECILES = (1, 7, 11, 14, 17, 20, 25, 32, 41, 62, 180)
_GREETINGS = ("亲", "亲亲", "您好", "亲爱的", "在的亲", "好的", "嗯嗯", "亲，您好", "抱歉亲", "感谢支持")
_ENDINGS = ("哦", "呢", "哈", "呀", "~", "", "", "的哦", "哒", "！")
_CLAUSES = (
    "这款是有现货的",
    "默认发圆通快递",
    "您看一下尺码表",
    "身高体重发我看下给您推荐",
    "一般48小时内发出",
    "江浙沪次日可达",
    "具体以物流为准",
    "面料是棉和氨纶混纺",
    "可以机洗但建议手洗",
    "颜色和图片会有一点点差异",
    "满300减30的活动还有两天",
    "优惠券在商品页面领取",
    "拍下后备注一下颜色就可以",
    "我帮您查一下物流",
    "包裹已经到您那边的网点了",
    "快递员今天会派送",
    "麻烦您注意接听电话",
    "收到后有问题随时联系我们",
    "支持七天无理由退货",
    "退货请保持吊牌完好",
    "退回后请把快递单号发给我",
    "仓库收到后会为您办理退款",
    "退款会原路返回到您的账户",
    "到账时间以银行为准",
    "发票确认收货后可以开",
    "请提供一下抬头和税号",
    "电子发票会发到您的邮箱",
    "这边已经帮您登记了",
    "主管会尽快给您回复",
    "稍等我去仓库核实一下",
    "您方便拍一张照片吗",
    "可能是运输途中压到了",
    "非常抱歉给您带来不便",
    "我们给您补发一件新的",
    "原来的那件不用寄回",
    "赠品和衣服一起寄出的",
    "短袜在包装袋的夹层里",
    "这个颜色今天刚补货",
    "库存还剩几件",
    "喜欢的话可以先下单",
    "付款后按顺序发货",
    "周末也是正常发货的",
    "偏远地区需要补运费",
    "新疆西藏暂时不包邮",
    "地址可以在订单里修改",
    "发货后就改不了地址了",
    "您的订单已经打包好了",
    "这款偏宽松可以选小一码",
    "164的身高建议穿M码",
    "腰围是二尺一左右",
)
# About one reply in thirty has something in it.
_OFFENCES = (
    "明天肯定能到",
    "加我微信发您图片",
    "这是全网最低价",
    "好评返现5元",
    "给您便宜25吧",
    "全国包邮",
    "自己看详情页",
    "可以给您发顺丰",
    "100%纯棉",
    "电话13800000002",
)


def texts(count: int, *, seed: int = 1) -> Iterator[str]:
    """Give so many replies, the same for the same seed."""
    chance = Random(seed)
    for _ in range(count):
        tenth = chance.randrange(10)
        wanted = chance.randint(_DECILES[tenth], _DECILES[tenth + 1])
        parts = [chance.choice(_GREETINGS)]
        while sum(map(len, parts)) < wanted:
            words = _OFFENCES if chance.random() < 0.012 else _CLAUSES
            parts.append(f"{chance.choice('，，，。 ')}{chance.choice(words)}{chance.choice(_ENDINGS)}")
        yield "".join(parts)


def context(number: int) -> Mapping[str, Any]:
    """Give the facts of a conversation: the shop's terms, two own orders, ten of others, six lines."""
    return {
        "now": "2026-11-21T15:30:00+08:00",
        "shop": {
            "name": "云裳旗舰店",
            "dispatch_cutoff": "16:00",
            "dispatch_hours": 48,
            "couriers": ["圆通", "中通"],
            "free_postage": True,
            "postage_exceptions": ["新疆", "西藏", "内蒙古"],
            "gifts": ["运费险", "短袜一双"],
            "activities": [{"name": "满300减30", "from": "2026-11-20", "to": "2026-11-30"}],
            "price_match_days": 15,
        },
        "agent": {"name": "小美", "authority": "20.00"},
        "buyer": {"id": f"tb_{number}", "contacts_7d": number % 3, "mood": "neutral"},
        "orders": [_order(number, f"tb_{number}", at) for at in range(2)]
        + [_order(number, f"tb_{number + at}", at) for at in range(2, 12)],
        "product": {
            "title": "云裳纯色衬衫",
            "price": "158.00",
            "facts": {"材质": "棉95% 氨纶5%", "颜色": "米白 藏青", "产地": "浙江", "不支持": "机洗"},
        },
        "previous": [
            {"from": "buyer" if at % 2 else "agent", "text": line, "at": f"2026-11-21T15:2{at}:00+08:00"}
            for at, line in enumerate(texts(6, seed=number))
        ],
    }


def _order(number: int, buyer: str, at: int) -> Mapping[str, Any]:
    return {
        "id": f"35153131{number:05}{at:02}",
        "buyer": buyer,
        "receiver": "张王李赵刘陈杨黄"[(number + at) % 8] + "晓雨明华子涵"[at % 6] + "宁轩",
        "phone": f"1380{number:04}{at:03}",
        "address": f"浙江省杭州市西湖区文{'一二三四五六七八'[at % 8]}路{number % 90 + 1}号",
        "tracking": f"YT22{number:06}{at:05}",
        "amount": "158.00",
    }
