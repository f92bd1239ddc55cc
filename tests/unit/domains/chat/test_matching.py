"""A masked buyer is recognised where one buyer alone is possible, and proved."""

from datetime import UTC, datetime, timedelta

import pytest

from guitai.domains.chat.matching import Seen, Talk, buyer_of, numbers_in, sessions_within

FIRST = datetime(2026, 7, 21, 13, 50, 11, tzinfo=UTC)
LAST = FIRST + timedelta(minutes=15)
HE, LI = "示例店-小何", "示例店-小李"
ONE, OTHER, THIRD = "jd_0aaaa0aaaa0db", "jd_9bbbb9bbbb9db", "jd_0aaaa0aaaa0dc"
TALK = Talk("j****db", HE, FIRST, LAST)
TAOBAO = Talk("t******7", "云裳女装:小美", FIRST, LAST)
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
TOLERANCE = 2 * MINUTE


def seen(*sessions: tuple[str, str, timedelta]) -> list[Seen]:
    return [
        Seen(place, buyer, agent, FIRST + after) for place, (buyer, agent, after) in enumerate(sessions, 1)
    ]


# Talk, sessions (buyer, agent, begun so long after the talk did), whose orders it names, who it is.
CASES = {
    "a session that began with the talk": (TALK, [(ONE, HE, -3 * SECOND)], set(), ONE),
    "just within the tolerance before": (TALK, [(ONE, HE, -TOLERANCE)], set(), ONE),
    "just within the tolerance after": (TALK, [(ONE, HE, TOLERANCE)], set(), ONE),
    "just outside it before": (TALK, [(ONE, HE, -TOLERANCE - SECOND)], set(), None),
    "just outside it after": (TALK, [(ONE, HE, TOLERANCE + SECOND)], set(), None),
    "no session": (TALK, [], set(), None),
    "another agent": (TALK, [(ONE, LI, timedelta())], set(), None),
    "another mask": (TALK, [(THIRD, HE, timedelta())], set(), None),
    "two buyers at once": (TALK, [(ONE, HE, timedelta()), (OTHER, HE, SECOND)], set(), None),
    "a second buyer later in the talk": (
        TALK,
        [(ONE, HE, timedelta()), (OTHER, HE, 10 * MINUTE)],
        set(),
        None,
    ),
    "a second buyer after the talk": (TALK, [(ONE, HE, timedelta()), (OTHER, HE, 18 * MINUTE)], set(), ONE),
    "a second buyer with another agent": (TALK, [(ONE, HE, timedelta()), (OTHER, LI, SECOND)], set(), ONE),
    "a neighbour with another mask": (TALK, [(ONE, HE, timedelta()), (THIRD, HE, SECOND)], set(), ONE),
    "the same buyer twice": (TALK, [(ONE, HE, timedelta()), (ONE, HE, 10 * MINUTE)], set(), ONE),
    "only a later session": (TALK, [(ONE, HE, 10 * MINUTE)], set(), None),
    "a mask of another length": (Talk("j***db", HE, FIRST, LAST), [(ONE, HE, timedelta())], {ONE}, None),
    "a session as masked as the talk": (TALK, [("j****db", HE, timedelta())], set(), "j****db"),
    "a talk that is not masked": (Talk(ONE, HE, FIRST, LAST), [(ONE, HE, timedelta())], set(), ONE),
    "an order named": (TAOBAO, [], {"tb_demo07"}, "tb_demo07"),
    "the order of somebody else": (TAOBAO, [], {"tb_demo08"}, None),
    "an own order and somebody else's": (TAOBAO, [], {"tb_demo07", "阿福"}, "tb_demo07"),
    "orders of two who may be meant": (TAOBAO, [], {"tb_demo07", "tb_other7"}, None),
    "an order, and a session that says the same": (TALK, [(ONE, HE, 10 * MINUTE)], {ONE}, ONE),
    "an order, and a session of another": (TALK, [(ONE, HE, timedelta())], {OTHER}, None),
    "an order, and a later session of another": (TALK, [(ONE, HE, 10 * MINUTE)], {OTHER}, None),
}


@pytest.mark.parametrize("case", CASES)
def test_whose_a_talk_is(case: str) -> None:
    talk, sessions, named, buyer = CASES[case]
    within = sessions_within(talk, seen(*sessions))

    assert buyer_of(talk, sessions=within, named=named) == buyer


def test_sessions_within_a_talk_are_all_that_may_be_of_it() -> None:
    sessions = seen(
        (ONE, HE, -TOLERANCE),
        (OTHER, HE, 10 * MINUTE),
        ("j****db", HE, 11 * MINUTE),
        (THIRD, HE, MINUTE),
        (ONE, LI, MINUTE),
        (ONE, HE, LAST - FIRST + TOLERANCE),
        (ONE, HE, LAST - FIRST + TOLERANCE + SECOND),
    )

    assert [session.id for session in sessions_within(TALK, sessions)] == [1, 2, 3, 6]


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("订单编号：351531314000000001，什么时候发货", ["351531314000000001"]),
        ("12300000001和123000000012", ["12300000001", "123000000012"]),
        ("拼多多260301-123456789012345的", ["260301-123456789012345"]),
        ("我的手机13800000001", []),
        ("138000000012是订单", ["138000000012"]),  # twelve digits are no phone
        ("身高165 体重52", []),
        ("123456789012345678901", []),
        ("", []),
    ],
)
def test_numbers_that_may_be_orders_are_found_in_what_was_said(text: str, numbers: list[str]) -> None:
    assert numbers_in(text) == numbers
