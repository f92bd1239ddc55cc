from datetime import date, datetime, timedelta

import pytest
from tests.factories.accounts import DutyFactory, ShiftPatternFactory
from tests.factories.chat import ConversationFactory, MessageFactory, PresenceFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat import actions
from guitai.domains.chat.errors import (
    CannotReceiveError,
    ConversationClosedError,
    NotYoursError,
    TakenError,
)
from guitai.domains.chat.events import BuyerLeftWaiting
from guitai.domains.chat.models import Assignment, Conversation, Kind, Presence, State
from guitai.domains.trade.models import Buyer

MINUTE = timedelta(minutes=1)


def _online(member: Membership, at: datetime, state: str = Presence.Choice.ONLINE) -> Membership:
    PresenceFactory(membership=member, state=state, since=at, seen_at=at)
    return member


def _write(shop: Shop, at: datetime, text: str = "有货吗", account: str = "tb_demo01") -> Conversation:
    stored = actions.receive_message(
        shop=shop, account=account, name=account, local_id="w1-1", text=text, at=at
    )
    return Conversation.objects.get(pk=stored.message.conversation_id)


def _late(conversation: Conversation, at: datetime, minutes: int = 6) -> Conversation:
    """Let its buyer have waited so long."""
    since = at - minutes * MINUTE
    conversation.waiting_since = conversation.assigned_at = since
    conversation.save()
    return conversation


def _shift(member: Membership, start: str, end: str) -> None:
    pattern = ShiftPatternFactory(shop=member.shop, blocks=[[start, end]])
    DutyFactory(membership=member, pattern=pattern, day=date(2026, 3, 2))


# Routing of a new conversation


def test_the_least_loaded_agent_gets_it(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    ConversationFactory(buyer__shop=shop, agent=_online(agent, now))
    _online(other_agent, now)

    conversation = _write(shop, now)

    assert conversation.agent == other_agent
    assert conversation.assignments.get().why == "least_loaded"


def test_a_known_buyer_returns_to_the_agent_who_served_them(
    shop: Shop, buyer: Buyer, agent: Membership, other_agent: Membership, now: datetime
):
    ConversationFactory(buyer=buyer, agent=agent, opened_at=now - timedelta(days=3), closed_at=now)
    for member in (agent, other_agent):
        _online(member, now)
    ConversationFactory(buyer__shop=shop, agent=agent)

    conversation = _write(shop, now)

    assert conversation.agent == agent
    assert "knows_buyer" in conversation.assignments.get().why


def test_an_after_sale_question_goes_to_the_after_sale_group(
    shop: Shop,
    presale: Group,
    aftersale: Group,
    agent: Membership,
    other_agent: Membership,
    now: datetime,
):
    _online(agent, now).groups.add(presale)
    _online(other_agent, now).groups.add(aftersale)

    conversation = _write(shop, now, text="我要退货退款")

    assert (conversation.group, conversation.agent) == (aftersale, other_agent)


def test_a_recent_order_makes_it_an_after_sale_question(
    shop: Shop, buyer: Buyer, presale: Group, aftersale: Group, now: datetime
):
    OrderFactory(buyer=buyer, created_at=now - timedelta(days=2), paid_at=now - timedelta(days=2))

    assert _write(shop, now, text="在吗").group == aftersale


def test_with_nobody_of_the_group_there_another_agent_takes_it(
    shop: Shop, presale: Group, aftersale: Group, agent: Membership, now: datetime
):
    _online(agent, now).groups.add(presale)

    conversation = _write(shop, now, text="我要退货退款")

    assert (conversation.group, conversation.agent) == (aftersale, agent)
    assert "group_unavailable" in conversation.assignments.get().why


@pytest.mark.parametrize("state", [Presence.Choice.AWAY, Presence.Choice.OFF])
def test_who_is_not_online_gets_nothing(shop: Shop, agent: Membership, now: datetime, state: str):
    _online(agent, now, state)

    assert _write(shop, now).state == State.WAITING


def test_whose_page_is_silent_gets_nothing(shop: Shop, agent: Membership, now: datetime):
    _online(agent, now - 2 * MINUTE)

    assert _write(shop, now).state == State.WAITING


def test_who_has_no_room_gets_nothing(shop: Shop, agent: Membership, now: datetime):
    agent.max_conversations = 1
    agent.save()
    ConversationFactory(buyer__shop=shop, agent=_online(agent, now))

    assert _write(shop, now).state == State.WAITING


def test_warehouse_hands_get_no_buyers(shop: Shop, warehouse: Membership, now: datetime):
    _online(warehouse, now)

    assert _write(shop, now).state == State.WAITING


def test_who_is_on_duty_comes_before_who_happens_to_be_online(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime
):
    _shift(_online(other_agent, now), "09:00", "18:00")
    ConversationFactory(buyer__shop=shop, agent=other_agent)
    _online(agent, now)

    assert _write(shop, now).agent == other_agent


@pytest.mark.parametrize("of_old", [True, False])
def test_an_angry_buyer_goes_to_somebody_experienced(
    shop: Shop, agent: Membership, other_agent: Membership, now: datetime, of_old: bool
):
    for member in (agent, other_agent):
        member.joined_at, member.skills = now - timedelta(days=89), []
    if of_old:
        other_agent.joined_at = now - timedelta(days=90)
    else:
        other_agent.skills = ["安抚"]
    for member in (agent, other_agent):
        member.save()
        _online(member, now)
    ConversationFactory(buyer__shop=shop, agent=other_agent)

    conversation = _write(shop, now, text="三天了还不发货，再不发我投诉了！！")

    assert conversation.agent == other_agent
    assert conversation.assignments.get().why == "experienced"


# Taking


def test_a_waiting_conversation_is_taken(queued: Conversation, agent: Membership, now: datetime):
    taken = actions.take(conversation_id=queued.pk, by=agent, at=now)

    assert (taken.agent, taken.state) == (agent, State.OPEN)
    assignment = queued.assignments.get()
    assert (assignment.from_agent, assignment.to_agent, assignment.by) == (None, agent, agent)


def test_the_second_to_take_it_is_told_who_was_quicker(
    queued: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    actions.take(conversation_id=queued.pk, by=agent, at=now)

    with pytest.raises(TakenError, match="小美"):
        actions.take(conversation_id=queued.pk, by=other_agent, at=now)


def test_taking_ones_own_changes_nothing(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    with announced() as events:
        taken = actions.take(conversation_id=conversation.pk, by=agent, at=now)

    assert (taken.agent, events) == (agent, [])


def test_who_may_takes_a_conversation_over(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime, announced
):
    with announced() as events:
        actions.take(conversation_id=conversation.pk, by=lead, at=now, may_take_over=True)

    (event,) = events
    assert (event.kind, event.agent_id, event.previous_agent_id) == (
        "conversation_assigned",
        lead.pk,
        agent.pk,
    )
    assert event.message["card"] == {
        "event": "assigned",
        "reason": "take_over",
        "from": "小美",
        "to": "王芳",
        "by": "王芳",
        "why": "",
    }
    assert event.buyer_message["card"] == {"event": "assigned", "to": "王芳"}
    assert event.floor


def test_a_closed_conversation_is_not_taken(buyer: Buyer, agent: Membership, now: datetime):
    closed = ConversationFactory(buyer=buyer, closed_at=now)

    with pytest.raises(ConversationClosedError):
        actions.take(conversation_id=closed.pk, by=agent, at=now)


def test_another_shops_conversation_is_not_taken(queued: Conversation, neighbour: Membership, now: datetime):
    with pytest.raises(Conversation.DoesNotExist):
        actions.take(conversation_id=queued.pk, by=neighbour, at=now)


def test_next_is_whoever_waits_longest(queued: Conversation, agent: Membership, now: datetime):
    earlier = ConversationFactory(
        buyer=BuyerFactory(shop=queued.shop), opened_at=now, waiting_since=now - 10 * MINUTE
    )

    assert actions.take_next(by=agent, at=now) == earlier
    assert actions.take_next(by=agent, at=now) == queued
    assert actions.take_next(by=agent, at=now) is None


def test_next_is_an_angry_buyer_though_another_waits_longer(
    queued: Conversation, agent: Membership, now: datetime
):
    waiting = {"opened_at": now, "waiting_since": now}
    calm, angry = (
        ConversationFactory(buyer=BuyerFactory(shop=queued.shop), mood=mood, **waiting)
        for mood in ("neutral", "angry")
    )

    assert [actions.take_next(by=agent, at=now) for _turn in range(3)] == [angry, queued, calm]


def test_next_never_comes_from_another_shop(queued: Conversation, neighbour: Membership, now: datetime):
    assert actions.take_next(by=neighbour, at=now) is None


# Handing over


def test_a_conversation_is_handed_over_with_a_note(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    _online(other_agent, now)

    moved = actions.transfer(
        conversation_id=conversation.pk, by=agent, to_id=other_agent.pk, note="要补发票", at=now
    )

    assert (moved.agent, moved.state) == (other_agent, State.OPEN)
    assert conversation.assignments.get().note == "要补发票"
    note, event = conversation.messages.order_by("pk")
    assert (note.kind, note.text, note.agent) == (Kind.NOTE, "要补发票", agent)
    assert event.card["reason"] == "transfer"


def test_handing_over_is_announced_to_both_agents(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime, announced
):
    _online(other_agent, now)

    with announced() as events:
        actions.transfer(conversation_id=conversation.pk, by=agent, to_id=other_agent.pk, note="注", at=now)

    assert [event.kind for event in events] == ["message_sent", "conversation_assigned"]
    assert (events[1].agent_id, events[1].previous_agent_id) == (other_agent.pk, agent.pk)
    assert events[0].buyer_message is None


def test_a_colleague_who_is_away_can_receive_but_not_one_who_is_off(
    conversation: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    now: datetime,
):
    _online(other_agent, now, Presence.Choice.AWAY)
    _online(lead, now, Presence.Choice.OFF)

    with pytest.raises(CannotReceiveError):
        actions.transfer(conversation_id=conversation.pk, by=agent, to_id=lead.pk, at=now)
    actions.transfer(conversation_id=conversation.pk, by=agent, to_id=other_agent.pk, at=now)


def test_nobody_of_another_shop_and_nobody_who_cannot_answer_receives(
    conversation: Conversation,
    agent: Membership,
    neighbour: Membership,
    warehouse: Membership,
    now: datetime,
):
    for member in (neighbour, warehouse):
        _online(member, now)
        with pytest.raises(CannotReceiveError):
            actions.transfer(conversation_id=conversation.pk, by=agent, to_id=member.pk, at=now)


def test_handing_over_needs_a_colleague_or_a_group_of_this_shop(
    conversation: Conversation, agent: Membership, other_shop: Shop, now: datetime
):
    foreign = Group.objects.create(shop=other_shop, name="售后")

    for group_id in (None, foreign.pk):
        with pytest.raises(CannotReceiveError):
            actions.transfer(conversation_id=conversation.pk, by=agent, group_id=group_id, at=now)


def test_somebody_elses_conversation_is_not_handed_over(
    conversation: Conversation, other_agent: Membership, lead: Membership, now: datetime
):
    _online(lead, now)
    move = {"conversation_id": conversation.pk, "by": other_agent, "to_id": lead.pk, "at": now}

    with pytest.raises(NotYoursError):
        actions.transfer(**move)
    assert actions.transfer(**move, may_move_others=True).agent == lead


def test_a_closed_conversation_is_not_handed_over(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    actions.close(conversation_id=conversation.pk, by=agent, at=now)

    with pytest.raises(ConversationClosedError):
        actions.transfer(conversation_id=conversation.pk, by=agent, to_id=lead.pk, at=now)


def test_handing_over_to_oneself_changes_nothing(
    conversation: Conversation, agent: Membership, now: datetime
):
    _online(agent, now)

    moved = actions.transfer(conversation_id=conversation.pk, by=agent, to_id=agent.pk, at=now)

    assert moved.agent == agent
    assert not Assignment.objects.exists()


def test_a_group_gets_it_through_whoever_of_it_has_room(
    conversation: Conversation,
    agent: Membership,
    other_agent: Membership,
    lead: Membership,
    aftersale: Group,
    now: datetime,
):
    for member in (agent, lead, other_agent):
        _online(member, now)
    other_agent.groups.add(aftersale)

    moved = actions.transfer(conversation_id=conversation.pk, by=agent, group_id=aftersale.pk, at=now)

    assert (moved.agent, moved.group) == (other_agent, aftersale)


def test_a_group_with_nobody_there_leaves_it_in_the_queue(
    conversation: Conversation, agent: Membership, aftersale: Group, now: datetime, announced
):
    with announced() as events:
        actions.transfer(conversation_id=conversation.pk, by=agent, group_id=aftersale.pk, note="急", at=now)

    conversation.refresh_from_db()
    assert (conversation.state, conversation.agent, conversation.group) == (State.WAITING, None, aftersale)
    assert [event.kind for event in events] == ["message_sent", "conversation_queued"]
    assignment = conversation.assignments.get()
    assert (assignment.by, assignment.note, assignment.to_agent) == (agent, "急", None)


def test_a_queued_conversation_given_to_a_group_keeps_the_group(
    queued: Conversation, agent: Membership, aftersale: Group, now: datetime, announced
):
    with announced() as events:
        actions.transfer(conversation_id=queued.pk, by=agent, group_id=aftersale.pk, at=now)

    queued.refresh_from_db()
    assert (queued.state, queued.group) == (State.WAITING, aftersale)
    assert [event.row["group"]["name"] for event in events] == ["售后"]


# The queue


def test_the_queue_is_served_who_waits_longest_first(queued: Conversation, agent: Membership, now: datetime):
    agent.max_conversations = 1
    agent.save()
    _online(agent, now)
    later = ConversationFactory(buyer=BuyerFactory(shop=queued.shop), opened_at=now, waiting_since=now)

    assert actions.look_after_waiting(shop=queued.shop, at=now) == 1

    queued.refresh_from_db()
    later.refresh_from_db()
    assert (queued.agent, later.state) == (agent, State.WAITING)
    assert queued.assignments.get().reason == "routed"


def test_a_queue_with_nobody_there_stays_and_takes_no_number(queued: Conversation, now: datetime, announced):
    with announced() as events:
        assert actions.look_after_waiting(shop=queued.shop, at=now) == 0

    assert events == []
    assert _write(queued.shop, now).seq == 2


# Unanswered


def test_a_buyer_left_waiting_goes_to_somebody_else_and_the_lead_is_told(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime, announced
):
    for member in (agent, other_agent):
        _online(member, now)
    _late(conversation, now)

    with announced() as events:
        assert actions.look_after_unanswered(shop=conversation.shop, at=now) == 1

    conversation.refresh_from_db()
    assert (conversation.agent, conversation.alarmed_at) == (other_agent, now)
    assert conversation.assignments.get().reason == "unanswered"
    alarm = next(event for event in events if isinstance(event, BuyerLeftWaiting))
    assert (alarm.agent_id, alarm.passed_on) == (agent.pk, True)


def test_with_nobody_free_it_stays_and_the_alarm_is_raised_once_a_wait(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    _online(agent, now)
    _late(conversation, now)

    with announced() as events:
        for minute in range(3):
            actions.look_after_unanswered(shop=conversation.shop, at=now + minute * MINUTE)

    (alarm,) = events
    assert (alarm.conversation_id, alarm.passed_on) == (conversation.pk, False)
    conversation.refresh_from_db()
    assert conversation.agent == agent


def test_the_next_wait_raises_the_next_alarm(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    _online(agent, now)
    _late(conversation, now)
    actions.look_after_unanswered(shop=conversation.shop, at=now)
    conversation.refresh_from_db()

    with announced() as events:
        _late(conversation, now + 20 * MINUTE)
        actions.look_after_unanswered(shop=conversation.shop, at=now + 20 * MINUTE)

    assert [type(event) for event in events] == [BuyerLeftWaiting]


def test_who_got_it_just_now_has_the_full_time(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    for member in (agent, other_agent):
        _online(member, now)
    _late(conversation, now)
    actions.look_after_unanswered(shop=conversation.shop, at=now)

    assert actions.look_after_unanswered(shop=conversation.shop, at=now + MINUTE) == 0


def test_who_answered_in_time_keeps_it(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    for member in (agent, other_agent):
        _online(member, now)
    _late(conversation, now, minutes=4)

    assert actions.look_after_unanswered(shop=conversation.shop, at=now) == 0


# Shift ends and agents who are gone


def test_after_a_shift_a_conversation_goes_to_who_is_on_duty(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    _shift(_online(agent, now), "05:00", "09:50")
    _shift(_online(other_agent, now), "09:00", "18:00")

    assert actions.look_after_shift_ends(shop=conversation.shop, at=now) == 1

    conversation.refresh_from_db()
    assert conversation.agent == other_agent
    assert conversation.assignments.get().reason == "shift_end"


def test_who_stays_after_the_shift_keeps_them_until_somebody_comes(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    _shift(_online(agent, now), "05:00", "09:50")

    with announced() as events:
        assert actions.look_after_shift_ends(shop=conversation.shop, at=now) == 0

    conversation.refresh_from_db()
    assert (conversation.agent, events) == (agent, [])


def test_the_waiting_buyer_of_an_agent_who_is_gone_goes_on_at_once(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    _online(agent, now - 2 * MINUTE)
    _online(other_agent, now)
    _late(conversation, now, minutes=1)

    assert actions.look_after_shift_ends(shop=conversation.shop, at=now) == 1

    conversation.refresh_from_db()
    assert conversation.agent == other_agent


def test_with_nobody_else_there_the_waiting_buyer_goes_back_to_the_queue(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    _online(agent, now - 2 * MINUTE)
    _late(conversation, now, minutes=1)

    with announced() as events:
        assert actions.look_after_shift_ends(shop=conversation.shop, at=now) == 0

    conversation.refresh_from_db()
    assert (conversation.state, conversation.agent) == (State.WAITING, None)
    (event,) = events
    assert (event.kind, event.previous_agent_id) == ("conversation_queued", agent.pk)


@pytest.mark.parametrize(("silent", "kept"), [(5, True), (11, False)])
def test_an_answered_conversation_waits_ten_minutes_for_its_agent(
    conversation: Conversation, agent: Membership, now: datetime, silent: int, kept: bool
):
    _online(agent, now - silent * MINUTE)
    MessageFactory(conversation=conversation, agent=agent)

    actions.look_after_shift_ends(shop=conversation.shop, at=now)

    conversation.refresh_from_db()
    assert (conversation.agent == agent) is kept


def test_what_a_former_member_had_goes_on(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    agent.left_at = now
    agent.save()
    _online(other_agent, now)

    actions.look_after_shift_ends(shop=conversation.shop, at=now)

    conversation.refresh_from_db()
    assert conversation.agent == other_agent
