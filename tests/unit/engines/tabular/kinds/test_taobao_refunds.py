"""Refund lists of 2017 and of today, and the wordings of a refund's way."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import named, saved, told
from tests.unit.engines.tabular.made_lists import REFUND38, REFUND_LINE, list_of

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.types import RefundStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money


def refunds_of(path):
    (reading,) = open_export(path)
    assert reading.kind == "taobao_refunds"
    return list(reading)


def refund_of(tmp_path, change=None, headings=REFUND38, **manner):
    (refund,) = refunds_of(saved(tmp_path, list_of(headings, REFUND_LINE | (change or {}), **manner)))
    return refund


def test_the_list_of_2017_is_read_value_by_value(tmp_path):
    refund = refund_of(tmp_path, quote='"')

    assert len(REFUND38) == 38
    assert told(refund) == {
        "refund_id": "5153131400000001",
        "order_id": "35153131400000001",
        "buyer": "tb_demo01",
        "title": "测试宝贝A",
        "merchant_code": "ITEM001",
        "paid": Money(15800),
        "amount": Money(7900),
        "is_automatic": False,
        "needs_return": True,
        "is_whole": False,
        "is_after_sale": True,
        "status": RefundStatus.DONE,
        "status_text": "退款成功",
        "goods_text": "买家已退货",
        "intervention": "未介入",
        "reason": "尺码不合适",
        "explanation": "偏小，想换大一码",
        "responsible": "买家",
        "remark": "已收到退货 小美7.8",
        "return_courier": "圆通速递",
        "return_waybill": "YT2210000000009",
        "handled_by": "示例旗舰店:小美",
        "paid_at": datetime(2017, 7, 2, 10, 12, 30, tzinfo=SHANGHAI),
        "asked_at": datetime(2017, 7, 5, 21, 40, tzinfo=SHANGHAI),
        "due_at": datetime(2017, 7, 8, 21, 40, tzinfo=SHANGHAI),
        "returned_at": datetime(2017, 7, 6, 12, tzinfo=SHANGHAI),
        "finished_at": datetime(2017, 7, 9, 8, tzinfo=SHANGHAI),
    }


def test_todays_list_says_the_same_under_other_headings(tmp_path):
    headings = named(
        "订单编号,退款编号,退款申请时间,退款完结时间,退款状态,退款总额,售后类型,货物状态,退给买家金额"
    )
    change = {
        "退款申请时间": "2026/7/5 21:40",
        "退款总额": "79.00",
        "售后类型": "仅退款",
        "退给买家金额": "78.00",
    }

    refund = refund_of(tmp_path, change, headings)

    assert (refund.amount, refund.needs_return, refund.paid) == (Money(7800), False, None)
    assert refund.asked_at == datetime(2026, 7, 5, 21, 40, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("等待卖家同意", RefundStatus.ASKED),
        ("买家已经申请退款，等待卖家同意", RefundStatus.ASKED),
        ("退款待处理", RefundStatus.ASKED),
        ("待买家退货", RefundStatus.TO_RETURN),
        ("卖家已经同意退款,等待买家退货", RefundStatus.TO_RETURN),
        ("等待卖家确认收货", RefundStatus.RETURNED),
        ("买家已经退货，等待卖家确认收货", RefundStatus.RETURNED),
        ("卖家拒绝退款", RefundStatus.REFUSED),
        ("卖家拒绝确认收货", RefundStatus.REFUSED),
        ("卖家不同意协议，等待买家修改", RefundStatus.REFUSED),
        ("退款成功", RefundStatus.DONE),
        ("部分退款成功", RefundStatus.DONE),
        ("退款关闭", RefundStatus.CLOSED),
        ("平台拒绝退款，退款关闭", RefundStatus.CLOSED),
        ("买家逾期未处理，退款失败", RefundStatus.CLOSED),
        ("退款处理中", RefundStatus.OTHER),
        ("", None),
    ],
)
def test_every_wording_of_a_status_means_one_of_seven(tmp_path, words, status):
    refund = refund_of(tmp_path, {"退款状态": f'"{words}"'})

    assert (refund.status, refund.status_text) == (status, words.replace(",", "，"))


@pytest.mark.parametrize(
    ("column", "cell", "field", "meant"),
    [
        ("手工退款/系统退款", "系统退款", "is_automatic", True),
        ("手工退款/系统退款", "", "is_automatic", None),
        ("是否需要退货", "否", "needs_return", False),
        ("是否需要退货", "不清楚", "needs_return", None),
        ("部分退款/全部退款", "全部退款", "is_whole", True),
        ("售中或售后", "售中", "is_after_sale", False),
    ],
)
def test_one_of_two_things_or_nothing_is_said(tmp_path, column, cell, field, meant):
    assert getattr(refund_of(tmp_path, {column: cell}), field) is meant


def test_a_refund_without_its_number_is_rejected(tmp_path):
    rejection = refund_of(tmp_path, {"退款编号": ""})

    assert (rejection.line, rejection.column, rejection.code) == (2, "退款编号", "missing")
