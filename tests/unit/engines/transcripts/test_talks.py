"""Who talks with whom is told by the names, or the text is refused."""

from datetime import datetime, timedelta

import pytest

from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.said import Said, bad_time
from guitai.engines.transcripts.talks import chief, in_turn, is_account, is_shops, main_of, with_one_buyer
from guitai.engines.transcripts.types import Message
from guitai.kernel.days import SHANGHAI
from guitai.kernel.decoding import Rejection

AT = datetime(2026, 7, 1, 9, tzinfo=SHANGHAI)
BUYER, AGENT, OTHER, ROBOT = "tb_a", "店:小美", "店:小雨", "店:服务助手"


def said(*senders, to=""):
    return [
        Said(line, sender, AT + timedelta(seconds=line), ["好"], to) for line, sender in enumerate(senders, 1)
    ]


def pairs(*what):
    return [Said(line, sender, AT, ["好"], to) for line, (sender, to) in enumerate(what, 1)]


def talk(items):
    return list(with_one_buyer(lambda: iter(items)))


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        (AGENT, True),
        ("店", True),
        ("某某专营店", True),
        ("服务助手", True),
        ("系统消息", True),
        (BUYER, False),
        (":小美", False),
        ("旗舰店的粉丝", False),
    ],
)
def test_names_of_the_shops_side(name, is_one):
    assert is_shops(name, {"店"}) is is_one


def test_a_sub_account_has_a_main_account():
    assert is_account(AGENT) and not is_account("店:") and not is_account("店")
    assert main_of(AGENT) == main_of("店") == "店"


@pytest.mark.parametrize(
    ("counts", "account"),
    [
        ({ROBOT: 9, AGENT: 1}, AGENT),
        ({AGENT: 1, OTHER: 2}, OTHER),
        ({OTHER: 2, AGENT: 2}, OTHER),
        ({ROBOT: 1}, ROBOT),
        ({}, ""),
    ],
)
def test_the_account_that_had_a_talk(counts, account):
    assert chief(counts) == account


def test_the_only_name_that_is_not_the_shops_is_the_buyer():
    messages = talk(said(BUYER, ROBOT, "店", OTHER, AGENT, AGENT, "系统消息"))

    assert {(message.buyer, message.agent) for message in messages} == {(BUYER, AGENT)}
    assert [message.author.value for message in messages] == [
        "buyer",
        "robot",
        "agent",
        "agent",
        "agent",
        "agent",
        "system",
    ]


def test_rejections_pass_through():
    assert talk([bad_time(1, "x"), *said(BUYER, AGENT)])[0] == bad_time(1, "x")
    assert talk([bad_time(1, "x")]) == [bad_time(1, "x")]


def test_lines_that_name_both_sides_may_be_of_several_talks():
    messages = talk(pairs((BUYER, AGENT), (AGENT, BUYER), ("tb_b", OTHER), (AGENT, OTHER)))

    assert [(m.buyer, m.agent) for m in messages if isinstance(m, Message)] == [
        (BUYER, AGENT),
        (BUYER, AGENT),
        ("tb_b", OTHER),
    ]
    assert isinstance(messages[3], Rejection) and messages[3].code == "no_buyer"


@pytest.mark.parametrize(
    ("senders", "problem", "named"),
    [
        (("tb_a", "小美"), "no_agent", "tb_a, 小美"),
        (("tb_a", "系统消息"), "no_agent", "tb_a"),
        ((AGENT, ROBOT), "no_buyer", AGENT),
        ((AGENT, "tb_a", "tb_b"), "several_buyers", "tb_a, tb_b"),
        (tuple(f"tb_{number}" for number in range(9)), "no_agent", "tb_4, …"),
    ],
)
def test_a_talk_without_two_sides_is_refused_with_a_sentence(senders, problem, named):
    with pytest.raises(UnclearTalkError) as caught:
        talk(said(*senders))

    assert caught.value.problem == problem
    assert named in caught.value.reason and caught.value.reason.endswith(".")


def turns(items):
    given = in_turn(items, lambda one: not is_shops(one.sender))
    return [one.line if isinstance(one, Rejection) else (one[0].line, one[1]) for one in given]


def test_the_shops_words_are_to_the_buyer_who_spoke_last():
    assert turns(said(AGENT, "tb_a", AGENT, "tb_b", AGENT)) == [
        (1, "tb_a"),
        (2, "tb_a"),
        (3, "tb_a"),
        (4, "tb_b"),
        (5, "tb_b"),
    ]


def test_where_the_time_jumps_back_another_talk_begins():
    first, second = said("tb_a", AGENT), said(AGENT, "tb_b")

    early = [Said(one.line + 2, one.sender, one.at - timedelta(minutes=5), one.words) for one in second]

    assert turns(first + early) == [(1, "tb_a"), (2, "tb_a"), (3, "tb_b"), (4, "tb_b")]


def test_two_clocks_make_no_other_talk():
    late, early = said("tb_a", AGENT)
    early.at = late.at - timedelta(seconds=30)

    assert turns([late, early]) == [(1, "tb_a"), (2, "tb_a")]


def test_words_to_nobody_are_rejected():
    assert turns(said(AGENT, AGENT)) == [1, 2]
    assert turns([*said("tb_a", to=AGENT), *pairs((OTHER, OTHER))]) == [(1, "tb_a"), 1]
    assert turns([bad_time(5, "x")]) == [5]


def test_words_to_nobody_do_not_fill_the_memory():
    given = turns(said(*[AGENT] * 1200, "tb_a"))

    assert given[:200] == list(range(1001, 1201))
    assert given[200:] == [(line, "tb_a") for line in (*range(1, 1001), 1201)]
