"""Pinduoduo's order lists (商家后台, 订单查询): a line an order, which is of one product. No buyer is named.

商品总价 is what the goods cost before discounts: ``goods``. 用户实付金额 is what the buyer pays in all: the
``total``, and ``paid`` unless the order waits for payment or was called off before.
"""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import (
    count,
    digits,
    earliest,
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

KIND = "pdd_orders"

_STATUS = ("订单状态",)
_SKU = ("商品规格", "规格")
_NO_AFTER_SALE = frozenset({"", "-", "无售后", "无售后或售后取消", "无售后/取消售后", "售后取消", "售后关闭"})
# Called off before it was paid: an order that was paid says 退款成功 as well.
_CALLED_OFF = "已取消"
_GIVEN_BACK_UNSENT = frozenset({"未发货，退款成功", "未成交，退款成功", "已取消，退款成功"})


def after_sale(cell: str) -> str:
    """Give the state of its refund as a mark, or nothing where there is none."""
    words = status_words(cell)
    return "" if words in _NO_AFTER_SALE else words


def _settle(said: Said) -> None:
    agreed_at, words = said["agreed_at"], said["status_text"]
    unpaid = said["status"] is OrderStatus.UNPAID or words == _CALLED_OFF
    said["created_at"] = said["created_at"] or agreed_at or said["paid_at"]
    # The bargain is struck when the buyer has paid and the group is full; older lists name no other moment.
    said["paid_at"] = said["paid_at"] or (None if unpaid else agreed_at)
    said["paid"] = Money(0) if unpaid else said["total"]
    if said["refunded"] is None and words in _GIVEN_BACK_UNSENT:
        said["refunded"] = said["paid"]  # all of it, since nothing was sent; else no column says how much


_COLUMNS = (
    Column("order_id", ("订单号", "订单编号"), needed(identifier), required=True),
    Column("item.title", ("商品", "商品名称", "商品标题"), needed(text), required=True),
    Column("item.quantity", ("商品数量(件)", "商品数量"), needed(count), required=True),
    Column("item.sku_id", ("样式ID", "规格ID"), digits),
    Column("item.sku", _SKU, pairs),
    Column("item.sku_text", _SKU, text),
    Column("item.external_code", ("商家编码-规格维度", "商家编码-SKU维度"), text),
    Column("item.merchant_code", ("商家编码-商品维度",), text),
    Column("goods", ("商品总价(元)", "商品总价"), money),
    Column("postage", ("邮费(元)", "邮费", "运费(元)"), money),
    Column(
        "total",
        ("用户实付金额(元)", "用户实付金额", "商家实收金额(元)", "商家实收金额"),
        money,
        required=True,
    ),
    Column("refunded", ("退款金额(元)", "退款金额", "已退款金额"), money),
    Column("status", _STATUS, order_status, required=True),
    Column("status_text", _STATUS, status_words),
    Column("tags", ("售后状态",), after_sale),
    Column("created_at", ("订单创建时间", "下单时间"), moment),
    Column("agreed_at", ("订单成交时间", "拼单成功时间", "成交时间"), moment),
    Column("paid_at", ("支付时间", "付款时间"), moment),
    Column("dispatch_by", ("承诺发货时间",), earliest),
    Column("shipped_at", ("发货时间",), moment),
    Column("confirmed_at", ("确认收货时间",), moment),
    Column("receiver", ("收货人", "收货人姓名"), text),
    Column("mobile", ("手机", "收货人手机"), digits),
    Column("address", ("收货地址",), text),
    Column("buyer_message", ("买家留言", "用户留言"), text),
    Column("remark", ("商家备注",), text),
    Column("waybill", ("快递单号", "运单号"), waybill),
    Column("courier", ("快递公司", "物流公司"), word),
    Column("shop", ("店铺名称",), word),
)

TABLE = Table(
    kind=KIND,
    record=order_lines(_COLUMNS, _settle),
    at_least=6,
    columns=_COLUMNS,
    unless=frozenset({"子订单编号"}),
)
