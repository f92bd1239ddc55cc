"""Taobao and Tmall order lists (订单报表, ExportOrderList): one line an order, as exported since 2011."""

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
    status_words,
    text,
    waybill,
    word,
)
from guitai.engines.tabular.types import Order

KIND = "taobao_orders"

_STATUS = ("订单状态", "交易状态")

TABLE = Table(
    kind=KIND,
    record=Order,
    at_least=3,
    # These stand in lists of refunds, of single items and of Douyin (抖店), which also name their order.
    unless=frozenset({"退款编号", "购买数量", "子订单编号", "选购商品", "订单应付金额"}),
    columns=(
        Column("order_id", ("订单编号", "主订单编号"), needed(identifier), required=True),
        Column("buyer", ("买家会员名", "买家会员名称", "买家昵称", "买家"), text),
        Column("alipay", ("买家支付宝账号",), text),
        Column("goods", ("买家应付货款",), money),
        Column("postage", ("买家应付邮费", "邮费"), money),
        Column("total", ("总金额",), money),
        Column("paid", ("买家实际支付金额", "买家实付金额", "实付款"), money),
        Column("refunded", ("退款金额",), money),
        Column("status", _STATUS, order_status),
        Column("status_text", _STATUS, status_words),
        Column("close_reason", ("订单关闭原因",), word),
        Column("buyer_message", ("买家留言",), text),
        Column("receiver", ("收货人姓名", "收货人"), text),
        Column("address", ("收货地址",), text),
        Column("changed_address", ("修改后的收货地址",), text),
        Column("shipping", ("运送方式",), word),
        Column("phone", ("联系电话",), digits),
        Column("mobile", ("联系手机", "手机"), digits),
        Column("created_at", ("订单创建时间", "买家下单时间", "下单时间"), moment),
        Column("paid_at", ("订单付款时间", "买家付款时间", "付款时间"), moment),
        Column("dispatch_by", ("应发货时间", "承诺发货时间", "最晚发货时间"), earliest),
        Column("shipped_at", ("发货时间",), moment),
        Column("confirmed_at", ("确认收货时间",), moment),
        Column("title_text", ("宝贝标题",), text),
        Column("kinds", ("宝贝种类",), count),
        Column("quantity", ("宝贝总数量",), count),
        Column("waybill", ("物流单号", "运单号"), waybill),
        Column("courier", ("物流公司",), word),
        Column("remark", ("订单备注", "商家备注", "卖家备注"), text),
        Column("tags", ("备注标签",), word),
        Column("shop", ("店铺名称",), word),
        Column("invoice_title", ("发票抬头",), text),
    ),
)
