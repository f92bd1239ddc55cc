"""A talk copied from the window of 千牛 is read in each of its spellings."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, BUYER, TALK, TIMES, copied

from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.kinds import qianniu_copied
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

HEADS = ["{who}{at}", "{who} {at}", "{who}\n{at}", "{who}\n\n{at}", "{who} --> {whom} {at}", "[{who}] {at}"]


def read(text):
    return list(qianniu_copied.read(text.replace("\r\n", "\n").split("\n")))


def texts(text):
    return [message.text for message in read(text)]


@pytest.mark.parametrize("head", HEADS)
def test_a_talk_gives_its_messages_with_who_and_when(head):
    messages = read(copied(TALK, head))

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in messages] == list(TALK)
    assert {(m.agent, m.buyer) for m in messages} == {(AGENT, BUYER)}
    assert [m.author for m in messages] == [Author.BUYER, Author.AGENT] * 2


def test_a_message_has_the_number_of_its_first_line():
    assert [message.line for message in read(copied(TALK, "{who}\n{at}"))] == [1, 5, 10, 14]


def test_a_nick_that_ends_with_digits_is_told_from_the_year():
    (first, _) = read("tb_20242025-1-5 9:05:03\n在吗\n店:小美2025-1-5 9:05:09\n在")

    assert (first.sender, first.sent_at) == ("tb_2024", datetime(2025, 1, 5, 9, 5, 3, tzinfo=SHANGHAI))


def test_what_the_window_shows_around_words_is_left_out():
    text = """当前用户来自 手机淘宝
tb_a 2025-1-5 9:05:03
在吗

还有吗
当前用户来自 淘宝移动端 宝贝详情页
商品推荐
这些非常适合您的商品可以一起看看～～
店:小美 2025-1-5 9:05:09
未读
在的
tb_a 撤回了一条消息
由 服务助手 转交给 小雨
原因：【离线留言自动分配】
店:小雨 2025-1-5 9:06:09
有
发送中
"""

    assert texts(text) == ["在吗\n\n还有吗", "在的", "有"]


def test_what_stands_alone_under_a_head_is_what_was_said():
    said = "tb_a 2025-1-5 9:05:03\n已读\n店:小美 2025-1-5 9:05:09\n由 服务助手 转交给 小雨\n原因：【离线】"

    first, second = read(said)

    assert (first.text, first.author) == ("已读", Author.BUYER)
    assert (second.text, second.author) == ("由 服务助手 转交给 小雨\n原因：【离线】", Author.SYSTEM)


def test_times_in_words_begin_no_message():
    order = (
        "下单时间 2025-1-4 10:00:00\n付款时间：2025-1-4 10:00:05\n"
        "亲，2025-1-4 10:00:06\n小美\n2025-1-4 10:00:09"
    )

    assert texts(f"tb_a2025-1-5 9:05:03\n{order}\n店:小美2025-1-5 9:05:09\n好") == [order, "好"]


def test_a_head_of_another_look_counts_for_a_name_that_was_met():
    text = "tb_a2025-1-5 9:05:03\n在吗\n店:小美2025-1-5 9:05:09\n在\ntb_a\n2025-1-5 9:06:03\n好"

    assert texts(text) == ["在吗", "在", "好"]


def test_the_agent_is_the_person_who_said_most():
    text = (
        "tb_a 2025-1-5 9:05:03\n在吗\n店:服务助手 2025-1-5 9:05:04\n您好\n"
        "店:服务助手 2025-1-5 9:05:05\n请稍等\n"
        "店:小美 2025-1-5 9:05:09\n在\n店:小雨 2025-1-5 9:06:09\n我来\n店:小雨 2025-1-5 9:07:09\n好了"
    )

    assert {message.agent for message in read(text)} == {"店:小雨"}


def test_a_main_account_speaks_for_the_shop():
    messages = read("tb_a 2025-1-5 9:05:03\n在吗\n某某旗舰店 2025-1-5 9:05:04\n在")

    assert [(m.author, m.agent) for m in messages] == [
        (Author.BUYER, "某某旗舰店"),
        (Author.AGENT, "某某旗舰店"),
    ]


def test_a_time_that_never_was_rejects_its_message():
    bad, good, _ = read("tb_a 2025-2-30 9:05:03\n坏\ntb_a 2025-1-5 9:05:03\n好\n店:小美 2025-1-5 9:05:09\n在")

    assert (bad.line, bad.code, bad.facts) == (1, "bad_time", {"cell": "2025-2-30 9:05:03"})
    assert good.text == "好"


@pytest.mark.parametrize(
    ("senders", "problem"),
    [(("tb_a", "小美"), "no_agent"), ((AGENT,), "no_buyer"), (("tb_a", "tb_b", AGENT), "several_buyers")],
)
def test_a_talk_whose_sides_nobody_can_tell_is_refused_before_any_message(senders, problem):
    lines = "\n".join(f"{sender} 2025-1-5 9:05:03\n好" for sender in senders).split("\n")

    with pytest.raises(UnclearTalkError) as caught:
        next(qianniu_copied.read(lines))

    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("tb_a 2025-1-5 9:05:03\n在吗\n店:小美 2025-1-5 9:05:09\n在", True),
        ("已读\n\n店:小美\n2025-1-5 9:05:09\n在", True),
        ("tb_a 2025-1-5 9:05:03\n在吗\n小美 2025-1-5 9:05:09\n在", True),
        ("店:小美 2025-1-5 9:05:09", True),
        ("tb_a 2025-1-5 9:05:03\n在吗", False),
        ("导出时间 2025-1-5 9:05:03\n订单编号,总金额", False),
        ("报表\n2025-1-5 9:05:03\n订单编号,总金额", False),
        ("日志\ntb_a 2025-1-5 9:05:03\n店:小美 2025-1-5 9:05:09", False),
        ("[2025-1-5 9:05:03] 店:小美: 在", False),
        ("", False),
    ],
)
def test_a_text_is_recognised_by_the_head_it_begins_with(text, meant):
    assert qianniu_copied.recognises(text.split("\n")) is meant


WORDS = st.lists(
    st.text("在吗亲好:()- =/^1a", min_size=1, max_size=12).map(str.strip).filter(bool), min_size=1
)


@given(
    st.lists(st.tuples(st.sampled_from([BUYER, AGENT, "示例旗舰店:小雨"]), TIMES, WORDS.map("\n".join))),
    st.sampled_from(HEADS),
)
def test_whatever_was_said_is_read_back(more, head):
    talk = [*TALK, *more]

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in read(copied(talk, head))] == talk


@given(
    st.lists(
        st.text()
        | st.sampled_from(
            ["a 2025-1-5 9:05:03", "店:小美", "2025-1-5 9:05:03", "a --> 店:b 2025-1-5 9:05:03", "已读"]
        )
    )
)
def test_any_lines_are_messages_or_rejections_or_refused(lines):
    try:
        items = list(qianniu_copied.read(lines))
    except UnclearTalkError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)
