"""Chats of 旺旺 2011 are read block by block."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, BUYER, TALK, wangwang

from guitai.engines.transcripts.kinds import wangwang as kind
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

AT = "2011年5月20日12:34:56"


def read(text):
    return list(kind.read(text.replace("\r\n", "\n").split("\n")))


def test_a_talk_gives_its_messages_with_who_and_when():
    messages = read(wangwang(TALK))

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in messages] == list(TALK)
    assert [m.line for m in messages] == [2, 3, 5, 6]
    assert {(m.agent, m.buyer) for m in messages} == {(AGENT, BUYER)}
    assert [m.author for m in messages] == [Author.BUYER, Author.AGENT] * 2


def test_a_date_without_zeros_is_a_date():
    (message,) = read(f"{AGENT}\n2011年5月2日1:34:56 tb_a:在吗")

    assert message.sent_at == datetime(2011, 5, 2, 1, 34, 56, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("rest", "sender", "text"),
    [
        ("tb_a:在吗", "tb_a", "在吗"),
        ("tb_a:地址:杭州", "tb_a", "地址:杭州"),
        ("tb_a:", "tb_a", ""),
        ("示例旗舰店:小美:在的亲 /:^_^", "示例旗舰店:小美", "在的亲 /:^_^"),
        ("示例旗舰店:小雨:价格:100", "示例旗舰店:小雨", "价格:100"),
        ("示例旗舰店:您好，请看", "示例旗舰店", "您好，请看"),
        ("示例旗舰店:请看，链接:在这里", "示例旗舰店", "请看，链接:在这里"),
        ("示例旗舰店:https://a.example/1", "示例旗舰店", "https://a.example/1"),
    ],
)
def test_a_nick_may_hold_a_colon_and_so_may_the_words(rest, sender, text):
    _, message = read(f"{AGENT}\n{AT} tb_a:在吗\n{AT} {rest}")

    assert (message.sender, message.text) == (sender, text)


def test_each_block_has_its_own_agent_and_buyers():
    text = f"""示例旗舰店:小美
{AT} 示例旗舰店:小美:早
{AT} tb_a:在吗
地址:杭州
{AT} 示例旗舰店:小美:在
{AT} tb_b:你好
{AT} 示例旗舰店:小美:好

示例旗舰店:小雨
{AT} 示例旗舰店:小雨:没人
{AT} tb_c:有人
{AT} 系统提示:对方已离线
"""

    assert [(m.agent, m.buyer, m.author.value, m.text) for m in read(text)] == [
        ("示例旗舰店:小美", "tb_a", "agent", "早"),
        ("示例旗舰店:小美", "tb_a", "buyer", "在吗\n地址:杭州"),
        ("示例旗舰店:小美", "tb_a", "agent", "在"),
        ("示例旗舰店:小美", "tb_b", "buyer", "你好"),
        ("示例旗舰店:小美", "tb_b", "agent", "好"),
        ("示例旗舰店:小雨", "tb_c", "agent", "没人"),
        ("示例旗舰店:小雨", "tb_c", "buyer", "有人"),
        ("示例旗舰店:小雨", "tb_c", "system", "对方已离线"),
    ]


def test_what_lacks_its_account_sender_time_or_buyer_is_rejected():
    text = f"{AT} tb_a:谁\n{AGENT}\n{AT} 没有冒号\n2011年2月30日12:34:56 tb_a:坏\n也坏\n{AT} {AGENT}:有人吗"

    assert [(item.line, item.code) for item in read(text)] == [
        (1, "no_agent"),
        (3, "no_sender"),
        (4, "bad_time"),
        (6, "no_buyer"),
    ]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"{AGENT}\n{AT} tb_a:在吗", True),
        (f"\n{AGENT}\n{AGENT}\n2011年12月2日12:34:56 tb_a:在吗", True),
        (f"{AT} tb_a:在吗", False),
        (f"{AGENT}\n在吗", False),
        (f"日志 a:b\n{AT} tb_a:在吗", False),
        ("", False),
    ],
)
def test_a_text_is_recognised_by_its_account_and_dates(text, meant):
    assert kind.recognises(text.split("\n")) is meant


WORDS = st.lists(st.text("在吗亲好:()- =/^1a", max_size=12).map(str.strip), min_size=1, max_size=3)
STEPS = st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(st.tuples(st.sampled_from([BUYER, "tb_b", AGENT]), STEPS, WORDS.map("\n".join))))
def test_whatever_was_said_is_read_back(more):
    talk, at = list(TALK), TALK[-1].at
    for who, step, words in more:
        at += step
        talk.append(type(TALK[0])(who, at, words.strip()))

    read_back = [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in read(wangwang(talk))]

    assert read_back == talk


@given(
    st.lists(
        st.text() | st.sampled_from([AGENT, f"{AT} tb_a:b", f"{AT} {AGENT}:b", "2011年99月1日12:00:00 a:b"])
    )
)
def test_any_lines_are_messages_or_rejections(lines):
    assert all(isinstance(item, Message | Rejection) for item in kind.read(lines))
