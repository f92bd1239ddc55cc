"""Sessions of 咚咚 are read one by one, and their sides told apart."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import ENDS, OPENS, TIMES, Line, session

from guitai.engines.transcripts.kinds import dongdong
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

AGENT, BUYER, ROBOT = "示例店-小何", "j****db", "jimi_vender_1"
AT = datetime.fromisoformat("2026-07-21 21:50:11")
TALK = (
    Line(BUYER, AT, "商品链接"),
    Line(ROBOT, AT, "您好<br/>请问<font color='red'>有什么</font>可以帮您#E-s01"),
    Line(AGENT, AT.replace(second=15), "您好\n在的"),
    Line(BUYER, AT.replace(second=18), "容量多大？"),
)


def read(text):
    return list(dongdong.read(text.replace("\r\n", "\n").split("\n")))


def test_a_session_gives_its_messages_with_who_and_when():
    messages = read(session(TALK))

    assert messages[0] == Message(
        2, AGENT, BUYER, BUYER, Author.BUYER, AT.replace(tzinfo=SHANGHAI), "商品链接"
    )
    assert [(m.sender, m.author.value, m.text) for m in messages] == [
        (BUYER, "buyer", "商品链接"),
        (ROBOT, "robot", "您好\n请问有什么可以帮您#E-s01"),
        (AGENT, "agent", "您好\n在的"),
        (BUYER, "buyer", "容量多大？"),
    ]
    assert [m.line for m in messages] == [2, 4, 6, 9]
    assert {(m.agent, m.buyer) for m in messages} == {(AGENT, BUYER)}


@pytest.mark.parametrize(
    "ends",
    [
        "",
        ENDS,
        "*****************会话结束",
        "/*****************会话结束_时间:2026-07-21 22:05:00****/\r\n\r\n",
    ],
)
def test_a_session_ends_with_its_line_or_where_the_next_begins(ends):
    other = [line._replace(who="t****m" if line.who == BUYER else line.who) for line in TALK]

    messages = read(session(TALK, ends=ends) + session(other, ends=ends))

    assert [m.buyer for m in messages] == [BUYER] * 4 + ["t****m"] * 4
    assert messages[3].text == "容量多大？"


def test_a_blank_may_stand_before_a_head():
    first, second = read(f"{OPENS}\n {BUYER} {AT}\n在吗\t\n 有货吗\t\n {AGENT} {AT} \n在")

    assert (first.text, second.text) == ("在吗\n 有货吗", "在")


@pytest.mark.parametrize(
    ("senders", "agent"),
    [
        ((BUYER, ROBOT, AGENT), AGENT),
        ((BUYER, ROBOT, ROBOT), ROBOT),
        ((BUYER, AGENT, "示例店-小林", "示例店-小林"), "示例店-小林"),
        ((BUYER, BUYER), ""),
        ((BUYER, "系统消息"), ""),
    ],
)
def test_the_agent_is_the_person_who_said_most_and_else_the_robot(senders, agent):
    talk = [Line(sender, AT, "好") for sender in senders]

    assert {message.agent for message in read(session(talk))} == {agent}


def test_an_agent_is_known_from_another_session_of_the_file():
    plain = session([Line("tom", AT, "在吗"), Line("xiaohe", AT, "在")])
    masked = session([Line(BUYER, AT, "在吗"), Line("xiaohe", AT, "在")])

    assert [(m.buyer, m.agent) for m in read(plain + masked)] == [("tom", "xiaohe")] * 2 + [
        (BUYER, "xiaohe")
    ] * 2


def test_a_session_whose_buyer_nobody_can_tell_is_rejected_message_by_message():
    items = read(session([Line("tom", AT, "在吗"), Line("ann", AT, "在")]) + session(TALK))

    assert [(item.line, item.code, item.facts) for item in items[:2]] == [
        (2, "unclear_buyer", {"found": "tom, ann"}),
        (4, "unclear_buyer", {"found": "tom, ann"}),
    ]
    assert len(items) == 6


def test_times_in_words_and_times_that_never_were():
    words = "下单时间 2026-07-20 10:00:00\n亲，看 2026-07-20 10:00:01"

    first, bad = read(f"{OPENS}\n{BUYER} {AT}\n{words}\n{BUYER} 2026-02-30 10:00:00\n坏")

    assert first.text == words
    assert (bad.line, bad.code) == (5, "bad_time")


def test_a_session_without_an_end_does_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(dongdong, "_LONGEST", 10)

    messages = read(session([Line(who, AT, "好") for who in (BUYER, AGENT) * 50]))

    assert len(messages) == 100
    assert {(m.buyer, m.agent) for m in messages} == {(BUYER, AGENT)}


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        (f"{OPENS}\n", True),
        (f"导出\n{OPENS.rstrip('*/')}", True),
        (f"在吗\n{BUYER} {AT}\n在吗\n{ENDS}", True),
        (ENDS, False),
        (f"{BUYER} {AT}\n在吗\n{AGENT} {AT}\n在", False),
        ("/* 以下为一通会话 */", False),
        ("", False),
    ],
)
def test_a_log_is_recognised_by_the_lines_around_a_session(text, meant):
    assert dongdong.recognises(text.split("\n")) is meant


WORDS = st.lists(st.text("在吗亲好:()- =/^1a#E", max_size=12).map(str.strip), min_size=1, max_size=3)
SAID = st.builds(Line, st.sampled_from([BUYER, AGENT, ROBOT]), TIMES, WORDS.map("\n".join).map(str.strip))


@given(st.lists(st.tuples(st.lists(SAID), st.sampled_from(["", ENDS]))))
def test_whatever_was_said_is_read_back(sessions):
    talks = [[TALK[0], *said] for said, _ in sessions]

    text = "".join(session(talk, ends=ends) for talk, (_, ends) in zip(talks, sessions, strict=True))

    read_back = [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in read(text)]
    assert read_back == [line for talk in talks for line in talk]


@given(
    st.lists(
        st.text() | st.sampled_from([OPENS, ENDS, f"{BUYER} {AT}", f"{AGENT} {AT}", f"tom {AT}", "<br/><a"])
    )
)
def test_any_lines_are_messages_or_rejections(lines):
    assert all(isinstance(item, Message | Rejection) for item in dongdong.read(lines))
