"""JD's order lists (商家后台, 订单导出): one line a product, so an order of several stands on several lines.

Amounts stand on every line and are the whole order's. 订单金额 is what the goods cost before discounts:
``goods``. 应付金额 is what the buyer has to pay after discounts, with postage, beside what their balance pays
(余额支付): the two together are the ``total``. It is ``paid`` once there is a moment of payment; nothing is
while JD waits for it. A cell (锁定)等待出库 is a mark, kept in ``tags``, and a status.
"""

import re

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import (
    count,
    digits,
    identifier,
    moment,
    money,
    needed,
    order_status,
    pairs,
    status_words,
    text,
    waybill,
    word,
)
from guitai.engines.tabular.kinds.order_lines import Said, order_lines
from guitai.engines.tabular.types import OrderStatus
from guitai.kernel.money import Money

KIND = "jd_orders"

_STATUS = ("订单状态",)
_SKU = ("商品规格", "商品属性")
_MARK = re.compile(r"[(（]([^()（）]+)[)）]\s*")  # (锁定)等待出库: a mark, and how far the order has come
_LOCKED = "锁定"
_NO_TIME = "0001-01-01"


def marks(cell: str) -> str:
    """Give the marks before a status; 锁定 may also stand alone in its place."""
    words = word(cell)
    return "，".join(_MARK.findall(words)) or (_LOCKED if words == _LOCKED else "")


def _without_marks(cell: str) -> str:
    return _MARK.sub("", word(cell))


def status(cell: str) -> OrderStatus | None:
    """Give how far the order has come, whatever it is marked with."""
    return order_status(_without_marks(cell))


def wording(cell: str) -> str:
    """Give JD's own wording of it."""
    return status_words(_without_marks(cell))


def confirmed(cell: str) -> object:
    """Give the moment of payment; JD writes the first day of the calendar where there was none.

    :raises CellError: as ``moment`` does.
    """
    return None if text(cell).startswith(_NO_TIME) else moment(cell)


def _settle(said: Said) -> None:
    payable, balance, settled = said["payable"], said["balance"], said["settled"]
    said["total"] = payable + (balance or Money(0)) if payable else settled
    if said["paid_at"]:
        said["paid"] = said["total"]
    elif said["status"] is OrderStatus.UNPAID:
        said["paid"] = Money(0)


_COLUMNS = (
    Column("order_id", ("订单号", "订单编号"), needed(identifier), required=True),
    Column("item.sku_id", ("商品ID", "商品编号"), digits),
    Column("item.title", ("商品名称",), needed(text), required=True),
    Column("item.quantity", ("订购数量", "商品数量"), needed(count), required=True),
    Column("item.price", ("京东价",), money),
    Column("item.merchant_code", ("货号",), text),
    Column("item.external_code", ("商家SKUID",), text),
    Column("item.sku", _SKU, pairs),
    Column("item.sku_text", _SKU, text),
    Column("buyer", ("下单帐号", "下单账号"), text, required=True),
    Column("goods", ("订单金额",), money),
    Column("settled", ("结算金额",), money),
    Column("balance", ("余额支付",), money),
    Column("payable", ("应付金额",), money),
    Column("postage", ("运费金额", "运费"), money),
    Column("tags", _STATUS, marks),
    Column("status", _STATUS, status),
    Column("status_text", _STATUS, wording),
    Column("receiver", ("客户姓名", "收货人", "收货人姓名"), text),
    Column("address", ("客户地址", "收货地址"), text),
    Column("phone", ("联系电话", "收货人电话"), digits),
    Column("buyer_message", ("订单备注", "买家留言"), text),
    Column("remark", ("商家备注",), text),
    Column("created_at", ("下单时间",), moment),
    Column("paid_at", ("付款确认时间", "付款时间"), confirmed),
    Column("confirmed_at", ("订单完成时间",), confirmed),
    Column("waybill", ("运单号", "快递单号"), waybill),
    Column("courier", ("物流公司", "快递公司"), word),
    Column("invoice_title", ("发票抬头",), text),
    Column("shop", ("店铺名称",), word),
)

TABLE = Table(
    kind=KIND,
    record=order_lines(_COLUMNS, _settle),
    at_least=6,
    columns=_COLUMNS,
    unless=frozenset({"子订单编号"}),
)
