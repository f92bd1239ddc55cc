"""Lists of refunds of Tmall and Taobao (退款报表), and others that say the same: one line a refund."""

from guitai.engines.tabular.columns import Column, Table
from guitai.engines.tabular.converters import (
    either,
    identifier,
    moment,
    money,
    needed,
    refund_status,
    status_words,
    text,
    waybill,
    word,
)
from guitai.engines.tabular.types import Refund

KIND = "taobao_refunds"

_STATUS = ("退款状态", "售后状态")
_automatic = either(yes={"系统退款"}, no={"手工退款"})
_return = either(
    yes={"是", "需要", "需要退货", "退货退款", "退货", "我要退货退款"},
    no={"否", "不需要", "无需退货", "不需要退货", "仅退款", "未发货仅退款", "我要退款（无需退货）"},
)
_whole = either(yes={"全部退款", "全额退款"}, no={"部分退款"})
_after_sale = either(yes={"售后"}, no={"售中"})

TABLE = Table(
    kind=KIND,
    record=Refund,
    at_least=4,
    columns=(
        Column(
            "refund_id",
            ("退款编号", "退款单号", "退款ID", "售后编号", "售后单号"),
            needed(identifier),
            required=True,
        ),
        Column("order_id", ("订单编号", "订单号", "主订单编号"), needed(identifier), required=True),
        Column("buyer", ("买家会员名称", "买家会员名", "买家昵称", "买家"), text),
        Column("title", ("宝贝标题", "商品标题", "商品名称"), text),
        Column("merchant_code", ("商家编码", "商品编码"), text),
        Column("paid", ("买家实际支付金额", "买家实付金额", "实付金额"), money),
        Column("amount", ("买家退款金额", "退给买家金额", "退款总额", "退款金额", "退款金额(元)"), money),
        Column("is_automatic", ("手工退款/系统退款",), _automatic),
        Column("needs_return", ("是否需要退货", "售后类型", "退款类型"), _return),
        Column("is_whole", ("部分退款/全部退款",), _whole),
        Column("is_after_sale", ("售中或售后",), _after_sale),
        Column("status", _STATUS, refund_status),
        Column("status_text", _STATUS, status_words),
        Column("goods_text", ("货物状态",), word),
        Column("intervention", ("客服介入状态", "平台介入状态"), word),
        Column("reason", ("买家退款原因", "退款原因", "售后原因"), text),
        Column("explanation", ("买家退款说明", "退款说明"), text),
        Column("responsible", ("责任方",), word),
        Column("remark", ("商家备注", "卖家备注"), text),
        Column("return_courier", ("退货物流公司",), word),
        Column("return_waybill", ("退货物流单号", "退货物流运单号"), waybill),
        Column("handled_by", ("退款操作人", "审核操作人"), word),
        Column("paid_at", ("订单付款时间", "买家付款时间", "付款时间", "支付时间"), moment),
        Column("asked_at", ("退款的申请时间", "退款申请时间", "申请时间"), moment),
        Column("due_at", ("超时时间",), moment),
        Column("returned_at", ("买家退货时间", "退货时间"), moment),
        Column("finished_at", ("退款完结时间", "完结时间", "退款成功时间"), moment),
    ),
)
