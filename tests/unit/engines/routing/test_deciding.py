"""Who gets a conversation, worked out by hand, and what always holds."""

from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.routing.deciding import decide, redistribute, unanswered
from guitai.engines.routing.types import Arrival, Because, Candidate, OpenConversation, Policy, Reason

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
POLICY = Policy()
PRESALE, AFTERSALE = 1, 2


def agent(id_, **more):
    return Candidate(**{"id": id_, "online": True, "on_duty": True, "load": 0, "capacity": 20} | more)


def arrival(**more):
    return Arrival(at=NOW, **more)


def ago(**span):
    return NOW - timedelta(**span)


def reasons(decision):
    return [because.reason for because in decision.why]


def test_nobody_gets_it_when_there_is_nobody():
    decision = decide(arrival(), [], POLICY)

    assert decision.agent is None
    assert decision.why == (Because(Reason.NOBODY_AVAILABLE),)
    assert decision.ranked == ()


@pytest.mark.parametrize(
    ("obstacle", "reason"),
    [
        ({"online": False}, Reason.OFFLINE),
        ({"away": True}, Reason.AWAY),
        ({"load": 20}, Reason.FULL),
        ({"capacity": 0}, Reason.FULL),
    ],
)
def test_who_cannot_take_it_is_left_out_and_told_why(obstacle, reason):
    decision = decide(arrival(), [agent(1, **obstacle)], POLICY)

    assert decision.agent is None
    assert decision.ranked[0].rank is None
    assert decision.ranked[0].reasons == (reason,)


def test_all_obstacles_of_one_agent_are_named():
    decision = decide(arrival(), [agent(1, online=False, away=True, load=30)], POLICY)

    assert decision.ranked[0].reasons == (Reason.OFFLINE, Reason.AWAY, Reason.FULL)


def test_the_only_one_gets_it():
    decision = decide(arrival(), [agent(1), agent(2, online=False)], POLICY)

    assert decision.agent == 1
    assert reasons(decision) == [Reason.ONLY_ONE]


def test_the_least_loaded_by_share_of_their_room_gets_it():
    decision = decide(arrival(), [agent(1, load=4, capacity=5), agent(2, load=6, capacity=20)], POLICY)

    assert decision.agent == 2
    assert decision.why == (Because(Reason.LEAST_LOADED, {"load": 6, "capacity": 20}),)


def test_with_equal_load_the_one_longest_without_a_new_buyer_gets_it():
    decision = decide(
        arrival(),
        [agent(1, last_assigned_at=ago(minutes=2)), agent(2, last_assigned_at=ago(minutes=9))],
        POLICY,
    )

    assert decision.agent == 2
    assert decision.why == (Because(Reason.LONGEST_IDLE, {"minutes": 9}),)


def test_who_never_had_one_counts_as_longest_without():
    decision = decide(arrival(), [agent(1, last_assigned_at=ago(days=300)), agent(2)], POLICY)

    assert decision.agent == 2
    assert decision.why == (Because(Reason.LONGEST_IDLE),)


def test_equals_are_told_apart_by_their_id():
    decision = decide(arrival(), [agent(3), agent(1), agent(2)], POLICY)

    assert [standing.candidate for standing in decision.ranked] == [1, 2, 3]
    assert reasons(decision) == [Reason.FIRST_IN_ORDER]


def test_who_is_on_duty_goes_before_who_is_merely_online():
    decision = decide(arrival(), [agent(1, on_duty=False), agent(2, load=19)], POLICY)

    assert decision.agent == 2
    assert reasons(decision) == [Reason.ON_DUTY]


def test_with_nobody_on_duty_somebody_online_takes_it_and_that_is_said():
    decision = decide(arrival(), [agent(1, on_duty=False), agent(2, on_duty=False, load=3)], POLICY)

    assert decision.agent == 1
    assert reasons(decision) == [Reason.NOBODY_ON_DUTY, Reason.LEAST_LOADED]


def test_the_right_group_goes_before_a_known_agent_and_a_free_one():
    candidates = [agent(1, groups=frozenset({PRESALE})), agent(2, groups=frozenset({AFTERSALE}), load=9)]

    decision = decide(
        arrival(groups=frozenset({AFTERSALE}), known_agent=1, known_at=ago(days=1)), candidates, POLICY
    )

    assert decision.agent == 2
    assert reasons(decision) == [Reason.IN_GROUP]


def test_without_anybody_of_the_group_somebody_on_duty_takes_it_and_that_is_said():
    candidates = [
        agent(1, groups=frozenset({PRESALE})),
        agent(2, groups=frozenset({AFTERSALE}), away=True),
        agent(3, groups=frozenset({AFTERSALE}), on_duty=False),
    ]

    decision = decide(arrival(groups=frozenset({AFTERSALE})), candidates, POLICY)

    assert decision.agent == 1
    assert reasons(decision) == [Reason.GROUP_UNAVAILABLE, Reason.ON_DUTY]
    assert decision.ranked[0].reasons == (Reason.ON_DUTY, Reason.OUTSIDE_GROUP)


def test_a_known_buyer_returns_to_their_agent_though_another_has_less_to_do():
    decision = decide(arrival(known_agent=1, known_at=ago(days=29)), [agent(1, load=9), agent(2)], POLICY)

    assert decision.agent == 1
    assert reasons(decision) == [Reason.KNOWS_BUYER]


@pytest.mark.parametrize(
    ("known_at", "policy"),
    [(ago(days=30), POLICY), (ago(minutes=1), Policy(known_agent_days=0)), (None, POLICY)],
)
def test_an_agent_who_knew_them_too_long_ago_is_like_any_other(known_at, policy):
    decision = decide(arrival(known_agent=1, known_at=known_at), [agent(1, load=9), agent(2)], policy)

    assert decision.agent == 2


def test_a_known_agent_who_is_full_does_not_get_it():
    decision = decide(arrival(known_agent=1, known_at=ago(days=1)), [agent(1, load=20), agent(2)], POLICY)

    assert decision.agent == 2


def test_an_angry_buyer_goes_to_somebody_experienced_though_another_is_skilled_and_free():
    candidates = [agent(1, skills=frozenset({"VIP"})), agent(2, experienced=True, load=9)]

    decision = decide(arrival(angry=True, vip=True), candidates, POLICY)

    assert decision.agent == 2
    assert reasons(decision) == [Reason.EXPERIENCED]
    assert decision.ranked[0].reasons == (Reason.ON_DUTY, Reason.EXPERIENCED)


@pytest.mark.parametrize(
    ("wish", "reason"),
    [
        ({"angry": True, "known_agent": 1, "known_at": ago(days=1)}, Reason.KNOWS_BUYER),
        ({"angry": False}, Reason.LEAST_LOADED),
    ],
)
def test_experience_counts_for_the_angry_alone_and_less_than_knowing_the_buyer(wish, reason):
    decision = decide(arrival(**wish), [agent(1), agent(2, experienced=True, load=9)], POLICY)

    assert decision.agent == 1
    assert reasons(decision) == [reason]


def test_more_of_the_skills_asked_for_go_before_less_load():
    candidates = [
        agent(1, skills=frozenset({"英语"})),
        agent(2, skills=frozenset({"英语", "VIP"}), load=5),
    ]

    decision = decide(arrival(skills=frozenset({"英语"}), vip=True), candidates, POLICY)

    assert decision.agent == 2
    assert decision.why == (Because(Reason.SKILLED, {"skills": "VIP, 英语"}),)


def test_a_buyer_waits_too_long_from_the_minute_the_shop_has_set():
    late = OpenConversation(id=1, arrival=arrival(), held_by=1, waiting_since=ago(minutes=5))
    in_time = OpenConversation(id=2, arrival=arrival(), held_by=1, waiting_since=ago(minutes=4, seconds=59))
    answered = OpenConversation(id=3, arrival=arrival(), held_by=1)

    assert unanswered([late, in_time, answered], POLICY, at=NOW) == (late,)


def test_at_the_end_of_a_shift_the_longest_waiting_is_placed_first_and_loads_grow():
    held = [
        OpenConversation(id=1, arrival=arrival(), held_by=9),
        OpenConversation(id=2, arrival=arrival(), held_by=9, waiting_since=ago(minutes=1)),
        OpenConversation(id=3, arrival=arrival(), held_by=9, waiting_since=ago(minutes=3)),
    ]

    moves = redistribute(held, [agent(1), agent(2), agent(9, on_duty=False, load=3)], POLICY, at=NOW)

    assert [(move.conversation, move.decision.agent) for move in moves] == [(3, 1), (2, 2), (1, 1)]
    assert moves[0].decision.ranked[-1].reasons == (Reason.HAD_IT,)


def test_of_those_who_wait_the_angry_are_placed_first():
    held = [
        OpenConversation(id=1, arrival=arrival(angry=True), held_by=9),
        OpenConversation(id=2, arrival=arrival(), held_by=9, waiting_since=ago(minutes=3)),
        OpenConversation(id=3, arrival=arrival(angry=True), held_by=9, waiting_since=ago(minutes=1)),
    ]

    moves = redistribute(held, [agent(1)], POLICY, at=NOW)

    assert [move.conversation for move in moves] == [3, 2, 1]


def test_what_nobody_has_room_for_is_given_to_nobody():
    held = [OpenConversation(id=number, arrival=arrival(), held_by=9) for number in (1, 2)]

    moves = redistribute(held, [agent(1, capacity=1)], POLICY, at=NOW)

    assert [move.decision.agent for move in moves] == [1, None]


moments = st.none() | st.integers(0, 100_000).map(lambda minutes: ago(minutes=minutes))
some = st.frozensets(st.integers(1, 4), max_size=3)
skills = st.frozensets(st.sampled_from(["英语", "粤语", "VIP"]))
candidate_lists = st.lists(
    st.builds(
        Candidate,
        id=st.integers(1, 12),
        online=st.booleans(),
        on_duty=st.booleans(),
        away=st.booleans(),
        load=st.integers(0, 6),
        capacity=st.integers(0, 6),
        groups=some,
        skills=skills,
        last_assigned_at=moments,
    ),
    max_size=8,
    unique_by=lambda one: one.id,
)
arrivals = st.builds(
    Arrival,
    at=st.just(NOW),
    groups=some,
    known_agent=st.none() | st.integers(1, 12),
    known_at=moments,
    skills=skills,
    vip=st.booleans(),
)
policies = st.builds(Policy, known_agent_days=st.integers(0, 60))


def can_take(one):
    return one.online and not one.away and one.load < one.capacity


@given(arrivals, candidate_lists, policies)
def test_only_somebody_who_can_take_it_gets_it_and_somebody_does_if_anybody_can(arriving, candidates, policy):
    decision = decide(arriving, candidates, policy)

    able = {one.id for one in candidates if can_take(one)}
    assert decision.agent in able if able else decision.agent is None


@given(arrivals, candidate_lists, policies, st.randoms())
def test_the_order_in_which_candidates_are_given_changes_nothing(
    arriving, candidates, policy, random: Random
):
    shuffled = random.sample(candidates, len(candidates))

    assert decide(arriving, shuffled, policy) == decide(arriving, candidates, policy)


@given(arrivals, candidate_lists, policies, some)
def test_somebody_who_is_not_there_changes_nothing(arriving, candidates, policy, groups):
    absent = agent(99, online=False, groups=groups)

    with_them, without = decide(arriving, [*candidates, absent], policy), decide(arriving, candidates, policy)

    assert (with_them.agent, with_them.why) == (without.agent, without.why)


@given(arrivals, candidate_lists, policies)
def test_the_explanation_names_every_candidate_once_and_ranks_those_who_can_take_it(
    arriving, candidates, policy
):
    decision = decide(arriving, candidates, policy)

    able = [one.id for one in candidates if can_take(one)]
    assert sorted(standing.candidate for standing in decision.ranked) == sorted(one.id for one in candidates)
    assert [standing.rank for standing in decision.ranked if standing.rank] == list(range(1, len(able) + 1))
    assert all(standing.reasons for standing in decision.ranked)
    assert decision.why


@given(
    st.lists(
        st.builds(
            OpenConversation,
            id=st.integers(1, 50),
            arrival=arrivals,
            held_by=st.integers(1, 12),
            waiting_since=moments,
        ),
        max_size=12,
        unique_by=lambda one: one.id,
    ),
    candidate_lists,
    policies,
)
def test_redistribution_never_overfills_nor_gives_to_who_had_one(conversations, candidates, policy):
    moves = redistribute(conversations, candidates, policy, at=NOW)

    assert sorted(move.conversation for move in moves) == sorted(one.id for one in conversations)
    for one in candidates:
        taken = sum(move.decision.agent == one.id for move in moves)
        assert taken == 0 or (can_take(one) and one.load + taken <= one.capacity)
        assert taken == 0 or all(conversation.held_by != one.id for conversation in conversations)
