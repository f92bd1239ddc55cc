"""Small exported files in the shapes the platforms write."""

from collections.abc import Sequence
from pathlib import Path

import xlsxwriter

_ORDER_HEADINGS = (
    '"订单编号","买家会员名","买家应付货款","买家应付邮费","总金额","买家实际支付金额","订单状态","收货人姓名",'
    '"收货地址 ","联系手机","订单创建时间","订单付款时间 ","宝贝标题 ","宝贝种类 ",'
    '"物流单号 ","物流公司","宝贝总数量"\r\n'
)
_ITEM_HEADINGS = (
    '"订单编号","标题","价格","购买数量","外部系统编号","商品属性","套餐信息",'
    '"备注","订单状态","商家编码"\r\n'
)
PAID, SENT, UNPAID = "买家已付款，等待卖家发货", "卖家已发货，等待买家确认", "等待买家付款"


def order(number: int, *, buyer: str = "小鱼", status: str = PAID, waybill: str = "") -> str:
    """A line of an order list."""
    courier = "圆通速递" if waybill else ""
    paid = "" if status == UNPAID else "2026-03-01 10:01:00"
    return (
        f'="351531314{number:09d}","{buyer}","158.00","0.00","158.00","158.00","{status}","张三",'
        f'"浙江省 杭州市 西湖区 某某路{number}号(310000)","\'13800000001","2026-03-01 10:00:00","{paid}",'
        f'"纯色衬衫","1","{waybill}","{courier}","1"\r\n'
    )


def orders(path: Path, *lines: str) -> Path:
    """An order list in GBK."""
    path.write_bytes((_ORDER_HEADINGS + "".join(lines)).encode("gbk"))
    return path


def item(number: int, *, title: str = "纯色衬衫", code: str = "C1", sku: str = "颜色:米白;尺码:M") -> str:
    """A line of an item list; each ends with one comma too many."""
    return f'="351531314{number:09d}","{title}","158.00","1","","{sku}","","","{PAID}","{code}",\r\n'


def items(path: Path, *lines: str) -> Path:
    """An item list in GBK."""
    path.write_bytes((_ITEM_HEADINGS + "".join(lines)).encode("gbk"))
    return path


def chats(path: Path, account: str, talks: dict[str, Sequence[tuple[str, str, str]]]) -> Path:
    """A 千牛 chat export: per buyer who said what when."""
    bar = "=" * 64
    text = f"{account}\r\n{bar}\r\n{' ' * 31}单聊{' ' * 29}\r\n{bar}\r\n"
    for buyer, lines in talks.items():
        text += "-" * 28 + buyer + "-" * 28 + "\r\n"
        text += "".join(f"{who}({at}):  {said}\r\n" for who, at, said in lines)
    path.write_bytes(text.encode("gbk"))
    return path


def products(path: Path, sheets: dict[str, Sequence[Sequence[object]]]) -> Path:
    """A product sheet with these sheets."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                sheet.write_row(line, 0, row)
    return path


SHEETS: dict[str, Sequence[Sequence[object]]] = {
    # On purpose not in the order in which they build on one another.
    "SKU": [["商品编号", "SKU编号", "规格", "价格", "库存"], ["C1", "C1-M", "颜色:米白;尺码:M", 158, 8]],
    "属性": [
        ["商品编号", "属性名", "属性值"],
        ["C1", "材质", "棉95% 氨纶5%"],
        ["C1", "缺点", "略透"],
        ["C9", "材质", "棉"],
    ],
    "尺码表": [["商品编号", "尺码", "身高(cm)", "体重(kg)"], ["C1", "M", "155-165", "45-55"]],
    "商品": [
        ["商品编号", "标题", "类目", "价格", "状态", "评分", "链接", "卖点"],
        ["C1", "纯色衬衫", "上衣", 158, "在售", "4.9", "https://shop.example/c1", "百搭"],
    ],
}
