"""A talk copied from the page 聊天记录查询 is read with its senders below their words."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.engines.transcripts.made import AGENT, BUYER, TALK, TIMES, web

from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.kinds import qianniu_web
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection


def read(text):
    return list(qianniu_web.read(text.split("\n")))


def test_a_talk_gives_its_messages_with_who_and_when():
    messages = read(web(TALK))

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in messages] == list(TALK)
    assert [m.line for m in messages] == [2, 5, 9, 13]
    assert {(m.agent, m.buyer) for m in messages} == {(AGENT, BUYER)}
    assert [m.author for m in messages] == [Author.BUYER, Author.AGENT] * 2


def test_what_the_page_can_not_show_is_still_a_message():
    unseen = "请在客户端查看原始聊天记录，网页版无法展示"

    first, second = read(
        f"2026年7月1日 星期三\n20:57:11\n\n{unseen}\n\nt******7\n\n9:57:30\n店:小美\n没有更多内容了"
    )

    assert (first.sender, first.text) == ("t******7", unseen)
    assert (second.sender, second.text) == ("店:小美", "")
    assert second.sent_at == datetime(2026, 7, 1, 9, 57, 30, tzinfo=SHANGHAI)


def test_a_message_that_lacks_its_date_sender_or_time_is_rejected():
    talk = "2026-07-01\n20:57:12\n在吗\ntb_a\n20:57:13\n好\n店:小美"

    items = read(f"20:57:11\n在\ntb_a\n{talk}\n20:57:14\n在吗，亲\n20:57:15\n20:61:00\n在\ntb_a")

    assert [(item.line, item.code) for item in items if isinstance(item, Rejection)] == [
        (1, "no_day"),
        (11, "no_sender"),
        (13, "no_sender"),
        (14, "bad_time"),
    ]
    assert [item.text for item in items if isinstance(item, Message)] == ["在吗", "好"]


@pytest.mark.parametrize("end", ["在的亲", "在的亲\n示例旗", "在的亲\ntb_", ""])
def test_a_message_cut_off_at_the_end_is_rejected_and_spoils_no_other(end):
    first, _, last = read(f"2026-07-01\n20:57:12\n在吗\ntb_a\n20:57:13\n在\n店:小美\n20:57:14\n{end}")

    assert first.text == "在吗"
    assert (last.line, last.code) == (8, "no_sender")


def test_a_talk_that_names_no_agent_is_refused():
    with pytest.raises(UnclearTalkError, match="tb_a, 小美"):
        read("2026-07-01\n20:57:12\n在吗\ntb_a\n20:57:13\n好\n小美\n没有更多内容了")


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2026-07-01\n20:57:12\n在吗\n店:小美", True),
        ("没有更多内容了\n\n20:57:12\n在吗\ntb_a\n2026-07-01\n20:57:12\n在吗\n店:小美", True),
        ("2026-07-01\n20:57:12\n在吗\ntb_a\n20:57:13\n在吗\ntb_a", True),
        ("2026-07-01\n20:57:12\n在吗\ntb_a", False),
        ("2026-07-01\n2026-07-02\n店:小美", False),
        ("20:57:12\n在吗\n店:小美", False),
        ("会议\n2026-07-01\n20:57:12\n在吗\n店:小美", False),
        ("1\n00:00:01,000 --> 00:00:02,000\n你好", False),
        ("", False),
    ],
)
def test_a_text_is_recognised_by_its_days_times_and_senders(text, meant):
    assert qianniu_web.recognises(text.split("\n")) is meant


WORDS = st.lists(
    st.text("在吗亲好:()- =/^1a", min_size=1, max_size=12).map(str.strip).filter(bool), max_size=3
)


@given(st.lists(st.tuples(st.sampled_from([BUYER, AGENT]), TIMES, WORDS.map("\n".join))))
def test_whatever_was_said_is_read_back(more):
    talk = [*TALK, *more]

    assert [(m.sender, m.sent_at.replace(tzinfo=None), m.text) for m in read(web(talk))] == talk


@given(st.lists(st.text() | st.sampled_from(["2026-07-01", "20:57:12", "99:99:99", "店:小美", "tb_a"])))
def test_any_lines_are_messages_or_rejections_or_refused(lines):
    try:
        items = list(qianniu_web.read(lines))
    except UnclearTalkError:
        items = []
    assert all(isinstance(item, Message | Rejection) for item in items)
