"""Times, names and words, as every kind of chat reads them."""

from datetime import datetime

import pytest

from guitai.engines.transcripts.said import bad_time, is_name, loose_moment, message, moment, no_buyer, tidy
from guitai.engines.transcripts.types import Author
from guitai.kernel.days import SHANGHAI

AT = datetime(2025, 1, 5, 9, 5, 3, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("stamp", "at"),
    [
        ("2025-01-05 09:05:03", AT),
        ("2025-02-30 09:05:03", None),
        ("2025-01-05 25:05:03", None),
        ("1989-12-31 23:59:59", None),
        ("2101-01-01 00:00:00", None),
        ("gestern", None),
    ],
)
def test_a_stamp_is_a_time_of_shanghai_or_none(stamp, at):
    found = moment(stamp)

    assert found == at
    assert found is None or found.tzinfo is SHANGHAI


@pytest.mark.parametrize(
    ("day", "time", "at"),
    [
        ("2025-1-5", "9:05:03", AT),
        ("2025/01/05", "09:05:03", AT),
        ("2025年1月5", "9:05:03", AT),
        ("2025-13-5", "9:05:03", None),
    ],
)
def test_a_date_and_time_without_zeros(day, time, at):
    assert loose_moment(day, time) == at


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("tb_demo01", True),
        ("示例旗舰店:小美", True),
        ("示例店-小何", True),
        ("j****db", True),
        ("下单时间", False),
        ("付款时间:", False),
        ("发货日期：", False),
        ("亲，我", False),
        ("两个 词", False),
        ("a/b", False),
        ("21:50:1", False),
        ("18:小美", True),
        ("", False),
        ("名" * 65, False),
    ],
)
def test_what_may_be_a_name(text, is_one):
    assert is_name(text) is is_one


@pytest.mark.parametrize(
    ("words", "kept"),
    [("  在吗 ", "在吗"), ("一\n二\n", "一\n二"), ("在\x00吗\u200b", "在吗"), ("\t", "")],
)
def test_words_are_kept_without_what_nobody_sees(words, kept):
    assert tidy(words) == kept


def test_a_message_knows_its_author():
    said = message(7, "店:小美", "tb_a", "tb_a", AT, ["在吗", "有货吗"])

    assert (said.line, said.agent, said.buyer, said.author, said.sent_at) == (
        7,
        "店:小美",
        "tb_a",
        Author.BUYER,
        AT,
    )
    assert said.text == "在吗\n有货吗"


def test_rejections_name_their_line():
    assert (bad_time(3, "2025-02-30").line, bad_time(3, "2025-02-30").facts) == (3, {"cell": "2025-02-30"})
    assert (no_buyer(4).line, no_buyer(4).code) == (4, "no_buyer")
