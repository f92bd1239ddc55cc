"""Chats of 千牛 are read message by message."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, BANNER, GROUP, block, chat

from guitai.engines.transcripts.kinds import qianniu
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

AT = "2019-05-01 12:00:00"
LATER = "2019-05-01 12:00:21"


def read(text):
    return list(qianniu.read(text.replace("\r\n", "\n").split("\n")))


def texts(text):
    return [message.text for message in read(text)]


def test_a_talk_gives_its_messages_with_who_and_when():
    talk = block("tb_demo01", ("tb_demo01", AT, "亲，在吗"), (AGENT, LATER, "在的亲"))

    first, second = read(chat(talk))

    assert first == Message(
        6,
        AGENT,
        "tb_demo01",
        "tb_demo01",
        Author.BUYER,
        datetime(2019, 5, 1, 12, tzinfo=SHANGHAI),
        "亲，在吗",
    )
    assert (second.line, second.author, second.is_agent) == (7, Author.AGENT, True)


def test_lines_that_begin_no_message_continue_the_one_before():
    talk = block("tb_demo01", ("tb_demo01", AT, "第一行\r\n第二行\r\n\r\n第四行"), (AGENT, LATER, "好"))

    assert texts(chat(talk)) == ["第一行\n第二行\n\n第四行", "好"]


def test_group_chats_are_left_out():
    talk = block("tb_demo01", ("tb_demo01", AT, "在吗"))
    group = GROUP + BANNER + "\r\n" + block("买家群", ("tb_demo02", AT, "群里的话"))

    assert texts(chat(talk, rest=group)) == ["在吗"]


def test_a_banner_cut_off_at_the_end_is_no_message():
    assert texts(chat(block("tb_demo01", ("tb_demo01", AT, "在吗")), rest=GROUP)) == ["在吗"]


@pytest.mark.parametrize("rest", [GROUP.rstrip(), GROUP])
def test_a_banner_without_its_last_line_is_no_message(rest):
    lines = (chat(block("tb_demo01", ("tb_demo01", AT, "在吗"))) + rest).split("\r\n")

    assert [message.text for message in qianniu.read(lines)] == ["在吗"]


def test_a_long_group_chat_before_the_talks_is_left_out():
    group = f"{AGENT}\r\n{GROUP}{BANNER}\r\n" + block("买家群", *[("tb_demo02", AT, "群里的话")] * 99)

    (message,) = read(group + chat(block("tb_demo01", ("tb_demo01", AT, "在吗")), agent="示例旗舰店:小雨"))

    assert (message.agent, message.text, message.line) == ("示例旗舰店:小雨", "在吗", 110)


def test_an_export_appended_to_another_has_its_own_agent():
    first = chat(block("tb_demo01", ("tb_demo01", AT, "在吗")))
    second = chat(block("tb_demo01", ("tb_demo01", LATER, "还在吗")), agent="示例旗舰店:小雨")

    assert [(m.agent, m.text) for m in read(first + second)] == [
        (AGENT, "在吗"),
        ("示例旗舰店:小雨", "还在吗"),
    ]
    assert [m.text for m in read(first + "\r\n" + second)] == ["在吗", "还在吗"]
    assert [(m.agent, m.text) for m in read(first + GROUP + BANNER + "\r\n" + second)][1][
        0
    ] == "示例旗舰店:小雨"


def test_the_robot_and_the_system_are_told_from_the_agent():
    talk = block(
        "tb_demo01",
        ("tb_demo01", AT, "当前用户来自 淘宝移动端 宝贝详情页"),
        ("示例旗舰店:服务助手", AT, "亲，欢迎光临"),
        (AGENT, LATER, "由 服务助手 转交给 小美，原因：【系统识别需干预】"),
        ("示例旗舰店", LATER, "主账号的话"),
    )

    assert [message.author for message in read(chat(talk))] == [
        Author.SYSTEM,
        Author.ROBOT,
        Author.SYSTEM,
        Author.AGENT,
    ]


def test_a_buyer_who_quotes_a_message_is_still_one_message():
    talk = block("tb_demo01", ("tb_demo01", AT, f"你说的 {AGENT}({LATER}):  当天发"))

    (message,) = read(chat(talk))

    assert message.text == f"你说的 {AGENT}({LATER}):  当天发"


def test_a_nick_with_hyphens_and_a_line_of_hyphens_are_told_apart():
    talk = block("--tb-demo--", ("--tb-demo--", AT, "看\r\n" + "-" * 70))

    (message,) = read(chat(talk))

    assert (message.buyer, message.author) == ("--tb-demo--", Author.BUYER)
    assert message.text == "看\n" + "-" * 70


@pytest.mark.parametrize("ending", ["):  ", "): ", "):"])
def test_an_empty_message_is_a_message(ending):
    text = chat("-" * 28 + "tb_demo01" + "-" * 28 + f"\r\ntb_demo01({AT}{ending}\r\n{AGENT}({LATER}):  在")

    assert texts(text) == ["", "在"]


def test_a_time_that_never_was_rejects_its_message_with_all_its_lines():
    talk = block(
        "tb_demo01",
        ("tb_demo01", "2019-02-30 12:00:00", "坏\r\n也坏"),
        ("tb_demo01", "0001-01-01 00:00:00", "坏"),
    )

    bad, early, good = read(chat(talk, block("tb_demo02", ("tb_demo02", AT, "好"))))

    assert (bad.line, bad.code, bad.facts) == (6, "bad_time", {"cell": "2019-02-30 12:00:00"})
    assert (early.line, early.code) == (8, "bad_time")
    assert (good.text, good.line) == ("好", 10)


def test_a_message_under_no_buyer_is_rejected():
    (rejection,) = read(chat(f"tb_demo01({AT}):  谁的话\r\n"))

    assert (rejection.line, rejection.code) == (5, "no_buyer")


def test_the_same_words_in_the_same_second_have_the_same_key():
    again = ("tb_demo01", AT, "在吗")

    first, second, third = read(chat(block("tb_demo01", again, again, ("tb_demo01", LATER, "在吗"))))

    assert first.key == second.key != third.key
    assert first == second


@pytest.mark.parametrize(
    ("lines", "meant"),
    [
        ([AGENT, BANNER, " 单聊 ", BANNER], True),
        (["", AGENT, "", BANNER, "群聊", BANNER], True),
        ([AGENT, BANNER, "单聊"], True),
        ([AGENT, BANNER, "私聊", BANNER], False),
        ([AGENT, "单聊", BANNER], False),
        (["订单编号,总金额,订单状态"], False),
        ([], False),
    ],
)
def test_a_file_is_recognised_by_its_banner(lines, meant):
    assert qianniu.recognises(lines) is meant


NICKS = st.text("abc淘宝_-1", min_size=1, max_size=8).filter(lambda nick: nick.strip("-"))
WORDS = st.lists(st.text("在吗亲好:()- =/^1", max_size=12).map(str.strip), min_size=1, max_size=3).map(
    "\n".join
)
TIMES = st.integers(0, 10**9).map(
    lambda seconds: datetime.fromisoformat("2000-01-01") + timedelta(seconds=seconds)
)


@given(st.dictionaries(NICKS, st.lists(st.tuples(st.booleans(), TIMES, WORDS), max_size=4), max_size=4))
def test_whatever_was_said_is_read_back(talks):
    text = chat(
        *(
            block(
                buyer, *((AGENT if agent else buyer, at.isoformat(" "), words) for agent, at, words in said)
            )
            for buyer, said in talks.items()
        )
    )

    assert [(m.buyer, m.is_agent, m.sent_at.replace(tzinfo=None), m.text) for m in read(text)] == [
        (buyer, agent, at, words.strip()) for buyer, said in talks.items() for agent, at, words in said
    ]


@given(
    st.lists(st.text() | st.sampled_from([BANNER, "单聊", "群聊", f"a({AT}):  b", "-" * 28 + "a" + "-" * 28]))
)
def test_any_lines_are_messages_or_rejections(lines):
    assert all(isinstance(item, Message | Rejection) for item in qianniu.read(lines))
