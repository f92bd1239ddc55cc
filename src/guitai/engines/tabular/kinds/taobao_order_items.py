"""Taobao and Tmall item lists (宝贝报表, ExportOrderDetailList; 销售明细): one line a product of an order."""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import (
    count,
    identifier,
    moment,
    money,
    needed,
    order_status,
    pairs,
    status_words,
    text,
)
from guitai.engines.tabular.types import OrderItem

KIND = "taobao_order_items"

_SKU = ("商品属性", "宝贝属性")
_STATUS = ("订单状态", "交易状态")

TABLE = Table(
    kind=KIND,
    record=OrderItem,
    at_least=4,
    unless=frozenset({"退款编号"}),
    columns=(
        Column("order_id", ("主订单编号", "订单编号"), needed(identifier), required=True),
        Column("sub_order_id", ("子订单编号",), identifier),
        Column("title", ("标题", "商品标题", "宝贝标题"), needed(text), required=True),
        Column("price", ("价格", "商品价格"), money),
        Column("quantity", ("购买数量",), needed(count), required=True),
        Column("paid", ("买家实付金额", "买家应付货款"), money),
        Column("external_code", ("外部系统编号",), text),
        Column("merchant_code", ("商家编码",), text),
        Column("sku_id", ("skuId",), identifier),
        Column("sku", _SKU, pairs),
        Column("sku_text", _SKU, text),
        Column("package", ("套餐信息",), text),
        Column("remark", ("备注",), text),
        Column("seller_remark", ("商家备忘", "商家备注"), text),
        Column("status", _STATUS, order_status),
        Column("status_text", _STATUS, status_words),
        Column("created_at", ("订单创建时间",), moment),
    ),
)
