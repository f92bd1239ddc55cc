"""Writes exported files as large as asked for, line by line, always the same ones: fictional people alone."""

import random
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

SEED = 20_260_401
_BEGAN = datetime(2025, 1, 1, 8)  # noqa: DTZ001 - exports write Shanghai's time without saying so
# Those of 2017; six end with a blank, for which an underscore stands here.
_HEADINGS = """
订单编号 买家会员名 买家支付宝账号 买家应付货款 买家应付邮费 买家支付积分 总金额 返点积分 买家实际支付金额
买家实际支付积分 订单状态 买家留言 收货人姓名 收货地址_ 运送方式 联系电话_ 联系手机 订单创建时间 订单付款时间_
宝贝标题_ 宝贝种类_ 物流单号_ 物流公司 订单备注 宝贝总数量 店铺Id 店铺名称 订单关闭原因 卖家服务费 买家服务费
发票抬头 是否手机订单 分阶段订单信息 特权订金订单id 是否上传合同照片 是否上传小票 是否代付 定金排名
修改后的sku 修改后的收货地址 异常信息 天猫卡券抵扣 集分宝抵扣 是否是O2O交易 退款金额 预约门店
"""
_RETURNING, _SENT = 0.3, 0.6
_SURNAMES, _GIVEN = "张王李赵陈刘周吴徐孙", "伟芳娜敏静丽强磊洋艳勇杰"
_PLACES = (
    "浙江省 杭州市 西湖区 文三路街道学院路",
    "江苏省 苏州市 姑苏区 平江街道临顿路",
    "广东省 深圳市 南山区 粤海街道科苑路",
    "四川省 成都市 武侯区 浆洗街街道武侯祠大街",
    "新疆维吾尔自治区 乌鲁木齐市 天山区 新华北路街道",
    "上海 上海市 徐汇区 天平路街道衡山路",
)
_GOODS = (
    ("云裳纯色衬衫女秋季新款宽松百搭长袖上衣", 15_800),
    ("云裳高腰直筒牛仔裤女显瘦九分裤", 18_900),
    ("云裳羊毛混纺针织开衫女短款外套", 23_900),
    ("云裳碎花雪纺连衣裙中长款", 26_800),
)
_COURIERS = (("圆通速递", "YT"), ("中通快递", "ZT"), ("顺丰速运", "SF"), ("韵达快递", "YD"))
_NOTES = ("", "", "", "", "请尽快发货", "周末送货，谢谢", "送人的，不要放价格单")
_REMARKS = ("", "", "", "改发顺丰 小美/1.12", "换M码 阿杰/3.4")
_ASKED = (
    "在吗",
    "这件有货吗",
    "165 52公斤穿什么码",
    "昨天拍的什么时候发货呀？",
    "和平时尺码比偏大吗，怕买回来不合适/:^_^",
    "可以发顺丰吗？我补差价",
)
_ANSWERED = (
    "您好，在的，请问想了解哪一款？",
    "您好，这款米白色 M 码有现货，今天 16:00 前付款当天发出。",
    "165 52公斤建议 M 码，喜欢宽松可以选 L 码，七天无理由退换，还送运费险，可以放心拍下/:^_^",
    "好的，已经帮您备注了，请核对一下收货地址",
)
_TALK = 12  # messages of a conversation, about
_ACCOUNT = 50_000  # messages of one account's part of a file


def write_orders(path: Path, lines: int) -> None:
    """Write an order list of 2017: GBK, 46 columns, a tenth of the orders unpaid or closed."""
    with path.open("w", encoding="gbk", newline="") as file:
        file.write(",".join(f'"{name.replace("_", " ")}"' for name in _HEADINGS.split()) + "\r\n")
        file.writelines(_order_lines(lines, random.Random(SEED)))


def write_chats(path: Path, lines: int) -> None:
    """Write chats as 千牛 saves them: GBK text, one part an account, one block a buyer."""
    with path.open("w", encoding="gbk", newline="") as file:
        file.writelines(_chat_lines(lines, random.Random(SEED)))


def _order_lines(lines: int, chance: random.Random) -> Iterator[str]:
    buyers = 0
    for number in range(lines):
        if buyers and chance.random() < _RETURNING:
            buyer = chance.randrange(buyers)
        else:
            buyer, buyers = buyers, buyers + 1
        yield _order_line(number, buyer, chance)


def _order_line(number: int, buyer: int, chance: random.Random) -> str:
    created = _BEGAN + timedelta(seconds=number * 29 + chance.randrange(29))
    title, fen = chance.choice(_GOODS)
    many = chance.choice((1, 1, 1, 2))
    amount = f"{fen * many / 100:.2f}"
    state = chance.random()
    status, reason, paid_at, waybill, courier = "等待买家付款", "订单未关闭", "", "", ""
    if state >= 0.1:
        paid_at = str(created + timedelta(seconds=chance.randrange(20, 900)))
        status = "买家已付款，等待卖家发货"
        if chance.random() < _SENT / 0.9:
            courier, code = chance.choice(_COURIERS)
            waybill = f"{code}{2_210_000_000_000 + number}"
            status = "交易成功" if state > 0.5 else "卖家已发货，等待买家确认"
    elif state < 0.05:
        status, reason = "交易关闭", "买家未付款"
    name = chance.choice(_SURNAMES) + chance.choice(_GIVEN) + chance.choice(_GIVEN)
    address = f"{chance.choice(_PLACES)}{buyer % 999 + 1}号{buyer % 30 + 1}幢{buyer % 600 + 101}室(310000)"
    cells = (
        *(f"tb_{buyer:07d}", f"demo{buyer}@example.com", amount, "0.00", "0", amount, str(fen // 200)),
        *(amount if paid_at else "0.00", "0", status, chance.choice(_NOTES), name, address, "快递", ""),
        *(f"'138{buyer % 100_000_000:08d}", str(created), paid_at, title, "1", waybill, courier),
        *(chance.choice(_REMARKS), str(many), "0", "云裳旗舰店", reason, "0", "0元", "", "手机订单", ""),
    )
    rest = '="" ,"否","否","否","","","","","0","0","","0",""'
    return f'="{35_153_131_400_000_000 + number}","' + '","'.join(cells) + f'",{rest}\r\n'


def _chat_lines(lines: int, chance: random.Random) -> Iterator[str]:
    bar, buyer = "=" * 64, 0
    at = _BEGAN
    for first in range(0, lines, _ACCOUNT):
        account = f"云裳旗舰店:客服{first // _ACCOUNT % 40:02d}"
        yield f"{account}\r\n{bar}\r\n{' ' * 31}单聊{' ' * 29}\r\n{bar}\r\n"
        left = min(_ACCOUNT, lines - first)
        while left:
            many = min(left, chance.randrange(4, 2 * _TALK - 3))
            left -= many
            who = f"tb_{buyer:07d}"
            buyer, at = buyer + 1, at + timedelta(seconds=50)
            yield "-" * 28 + who + "-" * 28 + "\r\n"
            yield from _talk(who, account, at, many, chance)


def _talk(buyer: str, account: str, at: datetime, many: int, chance: random.Random) -> Iterator[str]:
    for number in range(many):
        at += timedelta(seconds=chance.randrange(5, 90))
        mine = number % 2
        text = chance.choice(_ANSWERED if mine else _ASKED)
        yield f"{account if mine else buyer}({at}):  {text}\r\n"
