"""Chats downloaded as 即时消息 are read day by day."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, BUYER, TALK, download

from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.kinds import wangwang_download
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.decoding import Rejection

TOP = "店铺：示例旗舰店\n\n即时消息\n"
AT, LATER = "2017-02-21 10:11:12", "2017-02-21 10:12:12"


def read(text):
    return list(wangwang_download.read(text.replace("\r\n", "\n").split("\n")))


def test_a_talk_gives_its_messages_with_who_and_when():
    messages = read(download(TALK))

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in messages] == list(TALK)
    assert [m.line for m in messages] == [5, 6, 8, 10]
    assert {(m.agent, m.buyer) for m in messages} == {(AGENT, BUYER)}
    assert [m.author for m in messages] == [Author.BUYER, Author.AGENT] * 2


def test_system_lines_voice_and_signs_are_kept_as_they_are():
    text = f"{TOP}{AT} tb_a: <recognition>a.amr\n{AT} tb_a: ￥aBcD1￥: 看\n{AT} {AGENT}: 系统提示: 对方已离线"

    assert [(m.author, m.text) for m in read(text)] == [
        (Author.BUYER, "<recognition>a.amr"),
        (Author.BUYER, "￥aBcD1￥: 看"),
        (Author.SYSTEM, "系统提示: 对方已离线"),
    ]


def test_the_agent_of_a_buyers_day_is_who_said_most_and_else_the_shop():
    text = f"""{TOP}2017-02-21
{AT} tb_a: 在吗
{AT} 示例旗舰店:服务助手: 您好
{AT} 示例旗舰店:小美: 在
{AT} tb_b: 你好
{AT} 示例旗舰店: 主账号在
2017-02-22
2017-02-22 09:00:00 tb_b: 还在吗
"""

    assert [(m.agent, m.buyer, m.author.value) for m in read(text)] == [
        ("示例旗舰店:小美", "tb_a", "buyer"),
        ("示例旗舰店:小美", "tb_a", "robot"),
        ("示例旗舰店:小美", "tb_a", "agent"),
        ("示例旗舰店", "tb_b", "buyer"),
        ("示例旗舰店", "tb_b", "agent"),
        ("示例旗舰店", "tb_b", "buyer"),
    ]


def test_a_bad_time_and_words_to_nobody_are_rejected():
    text = f"{TOP}2017-02-30 10:00:00 tb_a: 坏\n也坏\n{LATER} {AGENT}: 有人吗"

    assert [(item.line, item.code) for item in read(text)] == [(4, "bad_time"), (6, "no_buyer")]


@pytest.mark.parametrize("first", ["店铺", "店铺名称：", "店铺 "])
def test_a_text_that_names_no_shop_is_refused(first):
    with pytest.raises(UnclearTalkError, match="tb_a"):
        read(f"{first}\n\n即时消息\n{AT} tb_a: 在吗")


@pytest.mark.parametrize("first", ["店铺:某店", "店铺名：某店", "店铺 某店", "店铺某店"])
def test_the_first_line_names_the_shop(first):
    assert [m.agent for m in read(f"{first}\n\n即时消息\n{AT} tb_a: 在吗\n{AT} 某店: 在")] == ["某店", "某店"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"{TOP}2017-02-21\n{AT} tb_a: 在吗", True),
        (f"示例旗舰店\nx\n类型: 即时消息\n{AT} tb_a: 在吗", True),
        (f"{TOP}2017-02-21", False),
        (f"店铺：示例旗舰店\n{AT} tb_a: 在吗", False),
        (f"即时消息\n店铺\n{AT} tb_a: 在吗", False),
        (f"报表\n\n即时消息\n{AT} tb_a: 在吗", False),
        (f"{TOP}{AT},tb_a,在吗", False),
        ("", False),
    ],
)
def test_a_text_is_recognised_by_its_shop_title_and_messages(text, meant):
    assert wangwang_download.recognises(text.split("\n")) is meant


WORDS = st.lists(st.text("在吗亲好:()- =/^1a", max_size=12).map(str.strip), min_size=1, max_size=3)
STEPS = st.integers(0, 10**6).map(lambda seconds: timedelta(seconds=seconds))


@given(st.lists(st.tuples(st.sampled_from([BUYER, "tb_b", AGENT]), STEPS, WORDS.map("\n".join))))
def test_whatever_was_said_is_read_back(more):
    talk, at = list(TALK), TALK[-1].at
    for who, step, words in more:
        at += step
        talk.append(type(TALK[0])(who, at, words.strip()))

    read_back = [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in read(download(talk))]

    assert read_back == talk


@given(
    st.lists(st.text() | st.sampled_from(["店铺：店", "即时消息", f"{AT} tb_a: b", f"{AT} {AGENT}: b", AT]))
)
def test_any_lines_are_messages_or_rejections_or_refused(lines):
    try:
        items = list(wangwang_download.read(lines))
    except UnclearTalkError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)
