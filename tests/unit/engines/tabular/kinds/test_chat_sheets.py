"""A workbook of a browser script: a sheet a customer, a row a message, and a sheet that only counts."""

from datetime import datetime

import pytest
from tests.unit.engines.tabular.made import saved, workbook

from guitai.engines.tabular.reading import open_export
from guitai.engines.tabular.service_types import SheetMessage
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import UnreadableFileError

HEADINGS = ["客户名", "消息序号", "发送时间", "发送内容", "发送账号", "账号类型"]
SHEETS = {
    "导出汇总": [["客户名", "消息数量", "导出状态"], ["tb_demo01", 2, "成功"], ["tb_demo02", 1, "成功"]],
    "tb_demo01": [
        HEADINGS,
        ["tb_demo01", 1, "2026-07-21 20:57:11", "亲，在吗\x07", "tb_demo01", "客户"],
        ["tb_demo01", 2, "2026-07-21 20:57:30", "在的亲\n请问有什么可以帮您", "示例旗舰店:小美", "客服"],
    ],
    "tb_demo02": [
        HEADINGS,
        ["tb_demo02", 1, datetime.fromisoformat("2026-07-21 21:00:00"), 180, "tb_demo02", "客户"],
    ],
}


def said_at(hour, minute, second):
    return datetime(2026, 7, 21, hour, minute, second, tzinfo=SHANGHAI)


def test_all_messages_come_in_order_and_the_summary_is_no_data(tmp_path):
    (reading,) = open_export(workbook(tmp_path, SHEETS))

    assert (reading.kind, reading.encoding) == ("qianniu_chats", "xlsx")
    assert list(reading) == [
        SheetMessage(2, "tb_demo01", "tb_demo01", "客户", said_at(20, 57, 11), "亲，在吗"),
        SheetMessage(
            3,
            "tb_demo01",
            "示例旗舰店:小美",
            "客服",
            said_at(20, 57, 30),
            "在的亲\n请问有什么可以帮您",
        ),
        SheetMessage(2, "tb_demo02", "tb_demo02", "客户", said_at(21, 0, 0), "180"),
    ]


def test_the_same_message_has_the_same_key_wherever_it_stands(tmp_path):
    twice = SHEETS | {"tb_demo01": [*SHEETS["tb_demo01"], SHEETS["tb_demo01"][1]]}

    first, _, again, other = next(iter(open_export(workbook(tmp_path, twice))))

    assert (first.key, first) == (again.key, again)
    assert first.key != other.key


@pytest.mark.parametrize(
    ("place", "cell", "code"), [(0, "", "missing"), (2, "20:57:11", "bad_time"), (4, "", "missing")]
)
def test_a_message_without_its_buyer_its_time_or_its_sender_is_rejected(tmp_path, place, cell, code):
    bad = list(SHEETS["tb_demo01"][1])
    bad[place] = cell
    sheets = SHEETS | {"tb_demo01": [HEADINGS, bad, SHEETS["tb_demo01"][2]]}

    (reading,) = open_export(workbook(tmp_path, sheets))
    rejection, *rest = reading

    assert (rejection.line, rejection.column, rejection.code) == (2, HEADINGS[place], code)
    assert rejection.facts["sheet"] == "tb_demo01"
    assert len(rest) == 2


def test_a_picture_alone_is_a_message_without_words(tmp_path):
    sheets = {"tb_demo01": [HEADINGS, ["tb_demo01", 1, "2026-07-21 20:57:11", "", "tb_demo01", "客户"]]}

    ((message,),) = open_export(workbook(tmp_path, sheets))

    assert message.text == ""


@pytest.mark.parametrize(
    "text",
    [
        "buyer,chat_date,chat_text\ntb_demo01,2026-07-21,在吗\n",
        "客户ID,聊天记录\ntb_demo01,在吗\n",
    ],
)
def test_tables_that_do_not_say_who_spoke_when_are_not_guessed_at(tmp_path, text):
    with pytest.raises(UnreadableFileError):
        open_export(saved(tmp_path, text))
