"""Lines of exported files as rows of facts."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import V2017, order_csv, saved
from tests.unit.engines.tabular.made_lists import (
    JD30,
    JD_LINE,
    PDD27,
    PDD_LINE,
    REFUND38,
    REFUND_LINE,
    list_of,
)

from guitai.connectors.files.fact_rows import (
    LINES,
    message_rows,
    order_rows,
    refund_rows,
    reminder_rows,
    sheet_messages,
)
from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.service_types import Reminder, SheetMessage
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI

MEI = "示例旗舰店:小美"
AT = datetime(2026, 11, 9, 12, 0, tzinfo=SHANGHAI)


def message(text, *, agent=MEI, author=Author.BUYER, line=1):
    return Message(line, agent, "tb_a", "tb_a", author, AT, text)


def row_of(said, file=0):
    (row,) = message_rows([said], file)
    return row


def orders_of(tmp_path, text):
    (reading,) = open_export(saved(tmp_path, text))
    return list(order_rows(reading, 0))


def test_a_message_is_told_by_the_shops_clock_with_its_letters_counted():
    row = row_of(message("在 吗\n亲", line=7), file=1)

    assert row["at"] == datetime.fromisoformat("2026-11-09 12:00:00")
    assert (row["shop"], row["agent"], row["author"], row["event"]) == ("示例旗舰店", MEI, "buyer", "")
    assert row["characters"] == 3
    assert row["seq"] == (1 << 40) + 7
    assert row.keys() == LINES["messages"].keys()


@pytest.mark.parametrize("robot", ["示例旗舰店:服务助手", "jimi_vender_1"])
def test_what_is_said_to_a_robot_is_said_to_nobody(robot):
    row = row_of(message("在吗", agent=robot))

    assert (row["agent"], row["author"]) == ("", "robot")


def test_an_account_without_the_shops_name_tells_no_shop():
    assert row_of(message("在吗", agent="kefu01"))["shop"] == ""


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("由 服务助手 转交给 小美", "transfer_in"),
        ("由 服务助手 转交给 小美，原因：【系统识别需干预】", "transfer_in"),
        ("由 小美 转交给 小雨", "transfer_out"),
        ("由 示例旗舰店:小美 转交给 示例旗舰店:小雨", "transfer_out"),
        ("系统提示:会话已结束", ""),
    ],
)
def test_a_line_of_the_platform_tells_where_a_talk_went(text, event):
    assert row_of(message(text, author=Author.SYSTEM))["event"] == event


def test_a_buyer_who_writes_like_the_platform_passes_nothing_on():
    assert row_of(message("由 小美 转交给 小雨"))["event"] == ""


def test_words_of_a_talk_in_a_sheet_are_for_whoever_answers_next():
    def said(line, sender, minute, kind):
        return SheetMessage(line, "tb_a", sender, kind, AT.replace(minute=minute), "在吗")

    rain = "示例旗舰店:小雨"
    talk = [
        said(2, "tb_a", 1, "客户"),
        said(3, MEI, 2, "客服"),
        said(4, "tb_a", 3, "客户"),
        said(5, rain, 4, "客服"),
        said(6, "tb_a", 5, "客户"),
    ]

    found = list(sheet_messages(talk))

    assert [each.agent for each in found] == [MEI, MEI, rain, rain, rain]
    assert [each.author.value for each in found] == ["buyer", "agent", "buyer", "agent", "buyer"]
    assert [each.line for each in found] == [2, 3, 4, 5, 6]


def test_another_day_of_a_sheet_is_another_talk():
    talk = [
        SheetMessage(2, "tb_a", "tb_a", "客户", AT, "在吗"),
        SheetMessage(3, "tb_a", MEI, "客服", AT.replace(day=10), "在的"),
    ]

    assert [each.agent for each in sheet_messages(talk)] == ["", MEI]


def test_an_order_of_a_list_is_one_row(tmp_path):
    (row,) = orders_of(
        tmp_path, order_csv(V2017, {"买家应付邮费": "8.00", "退款金额": "20.00", "宝贝总数量": "3"})
    )

    assert (row["number"], row["buyer"], row["shop"]) == ("35153131400000001", "tb_demo01", "示例旗舰店")
    assert (row["paid_fen"], row["postage_fen"], row["refund_fen"], row["items"]) == (15800, 800, 2000, 3)
    assert row["created_at"] == datetime.fromisoformat("2017-07-02 10:11:12")
    assert row["paid_at"] == datetime.fromisoformat("2017-07-02 10:12:30")
    assert row.keys() == LINES["orders"].keys()


def test_an_order_that_was_not_paid_brought_nothing(tmp_path):
    (row,) = orders_of(tmp_path, order_csv(V2017, {"订单付款时间": "", "订单状态": "等待买家付款"}))

    assert (row["paid_at"], row["paid_fen"], row["assumed"]) == (None, 0, False)


def test_a_paid_order_without_the_moment_is_marked(tmp_path):
    (row,) = orders_of(tmp_path, order_csv(V2017, {"订单付款时间": ""}))

    assert (row["paid_at"], row["assumed"]) == (datetime.fromisoformat("2017-07-02 10:11:12"), True)
    assert row["paid_fen"] == 15800


def test_lines_of_jd_name_their_products_and_their_marks(tmp_path):
    other = {**JD_LINE, "商品名称": "另一件", "订购数量": "2", "订单状态": "等待出库"}

    rows = orders_of(tmp_path, list_of(JD30, JD_LINE, other))

    assert [row["items"] for row in rows] == [1, 2]
    assert [row["deleted"] for row in rows] == [True, False]
    assert len({row["item"] for row in rows}) == 2
    assert {row["flag"] for row in rows} == {""}


def test_an_order_of_pinduoduo_names_no_buyer(tmp_path):
    (row,) = orders_of(tmp_path, list_of(PDD27, PDD_LINE))

    assert (row["buyer"], row["paid_fen"]) == ("", 3630)
    assert row["created_at"] == row["paid_at"] == datetime.fromisoformat("2026-05-21 20:15:09")


@pytest.mark.parametrize(("status", "completed"), [("退款成功", True), ("退款关闭", False)])
def test_a_refund_is_completed_or_not(tmp_path, status, completed):
    path = saved(tmp_path, list_of(REFUND38, {**REFUND_LINE, "退款状态": status}))
    (reading,) = open_export(path)

    (row,) = refund_rows(reading, 0)

    assert (row["order"], row["amount_fen"], row["completed"]) == ("35153131400000001", 7900, completed)
    assert row.keys() == LINES["refunds"].keys()


def test_a_reminder_is_a_row():
    (row,) = reminder_rows([Reminder(2, "1001", AT, "小美")], 0)

    assert row == {
        "shop": "",
        "agent": "小美",
        "order": "1001",
        "at": datetime.fromisoformat("2026-11-09 12:00:00"),
    }
