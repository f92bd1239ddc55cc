from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions
from guitai.domains.chat.models import Channel, Conversation, Draft, Presence

SECOND = timedelta(seconds=1)


def _state(member: Membership) -> str:
    return Presence.objects.get(membership=member).state


# Presence


def test_who_opens_the_desk_is_online(agent: Membership, now: datetime, announced):
    with announced() as events:
        actions.page_came(membership=agent, at=now)

    assert _state(agent) == "online"
    assert [(event.membership_id, event.state) for event in events] == [(agent.pk, "online")]


def test_a_choice_survives_a_reload(agent: Membership, now: datetime, announced):
    actions.be(membership=agent, state="away", at=now)
    actions.page_gone(membership=agent, at=now + SECOND)

    with announced() as events:
        actions.page_came(membership=agent, at=now + 2 * SECOND)

    assert (_state(agent), events) == ("away", [])


def test_being_what_one_is_already_is_not_news(agent: Membership, now: datetime, announced):
    actions.be(membership=agent, state="online", at=now)

    with announced() as events:
        actions.be(membership=agent, state="online", at=now + SECOND)

    presence = Presence.objects.get(membership=agent)
    assert (presence.since, presence.seen_at, events) == (now, now + SECOND, [])


def test_a_silent_page_is_noticed_and_its_return_brings_its_member_back(
    agent: Membership, now: datetime, announced
):
    actions.page_came(membership=agent, at=now)

    with announced() as events:
        assert actions.notice_gone(at=now + 80 * SECOND) == 0
        assert actions.notice_gone(at=now + 81 * SECOND) == 1
        assert actions.notice_gone(at=now + 82 * SECOND) == 0
        actions.page_came(membership=agent, at=now + 90 * SECOND)

    assert [event.state for event in events] == ["off", "online"]


def test_a_page_that_wakes_up_on_the_same_socket_brings_its_member_back(
    agent: Membership, now: datetime, announced
):
    actions.page_came(membership=agent, at=now)
    actions.notice_gone(at=now + 100 * SECOND)

    with announced() as events:
        actions.seen(membership=agent, at=now + 110 * SECOND)

    assert _state(agent) == "online"
    assert [event.state for event in events] == ["online"]


def test_who_chose_to_be_off_stays_off_while_their_page_is_open(agent: Membership, now: datetime):
    actions.be(membership=agent, state="off", at=now)

    actions.seen(membership=agent, at=now + SECOND)

    assert _state(agent) == "off"


def test_a_closed_page_has_half_a_minute_to_come_back(agent: Membership, now: datetime):
    actions.page_came(membership=agent, at=now)
    actions.page_gone(membership=agent, at=now + SECOND)

    assert actions.notice_gone(at=now + 30 * SECOND) == 0
    assert actions.notice_gone(at=now + 32 * SECOND) == 1


def test_another_tab_keeps_its_member_there(agent: Membership, now: datetime):
    actions.page_came(membership=agent, at=now)
    actions.page_gone(membership=agent, at=now + SECOND)
    actions.seen(membership=agent, at=now + 20 * SECOND)

    assert actions.notice_gone(at=now + 60 * SECOND) == 0


def test_signing_out_is_off_until_signing_in_again(agent: Membership, now: datetime):
    actions.page_came(membership=agent, at=now)

    actions.leave(membership=agent, at=now)
    assert _state(agent) == "off"

    actions.page_came(membership=agent, at=now + SECOND)
    assert _state(agent) == "online"


def test_who_was_never_there_leaves_no_trace(warehouse: Membership, now: datetime):
    actions.leave(membership=warehouse, at=now)
    actions.seen(membership=warehouse, at=now)
    actions.page_gone(membership=warehouse, at=now)

    assert not Presence.objects.exists()


# Reading


def test_the_agents_reading_counts_down_what_is_unread(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    first, second = MessageFactory.create_batch(2, conversation=conversation)
    conversation.unread = 2
    conversation.save()

    with announced() as events:
        actions.mark_read(conversation_id=conversation.pk, by=agent, upto=first.pk, at=now)
        actions.mark_read(conversation_id=conversation.pk, by=agent, upto=second.pk, at=now)

    assert [(event.kind, event.row["unread"], event.floor) for event in events] == [
        ("conversation_read", 1, False),
        ("conversation_read", 0, False),
    ]
    assert events[1].row["agent_read"] == second.pk


def test_reading_never_goes_back_and_a_repeat_is_not_news(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    first, second = MessageFactory.create_batch(2, conversation=conversation)
    actions.mark_read(conversation_id=conversation.pk, by=agent, upto=second.pk, at=now)

    with announced() as events:
        for upto in (second.pk, first.pk, 0):
            actions.mark_read(conversation_id=conversation.pk, by=agent, upto=upto, at=now)

    conversation.refresh_from_db()
    assert (conversation.agent_read_id, events) == (second.pk, [])


def test_nobody_reads_what_is_not_written_yet(conversation: Conversation, agent: Membership, now: datetime):
    written = MessageFactory(conversation=conversation)

    actions.mark_read(conversation_id=conversation.pk, by=agent, upto=2**62, at=now)
    actions.mark_read_by_buyer(shop=conversation.shop, account=conversation.buyer.account, upto=2**62, at=now)

    conversation.refresh_from_db()
    assert (conversation.agent_read_id, conversation.buyer_read_id) == (written.pk, written.pk)


def test_a_colleague_who_looks_has_not_read_it_for_the_agent(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    message = MessageFactory(conversation=conversation)

    actions.mark_read(conversation_id=conversation.pk, by=other_agent, upto=message.pk, at=now)

    conversation.refresh_from_db()
    assert conversation.agent_read_id == 0


def test_another_shops_agent_reads_nothing(conversation: Conversation, neighbour: Membership, now: datetime):
    with pytest.raises(Conversation.DoesNotExist):
        actions.mark_read(conversation_id=conversation.pk, by=neighbour, upto=1, at=now)


def test_the_buyers_reading_is_announced(
    conversation: Conversation, agent: Membership, now: datetime, announced
):
    reply = MessageFactory(conversation=conversation, agent=agent)
    said = {"shop": conversation.shop, "account": "tb_demo01", "upto": reply.pk, "at": now}

    with announced() as events:
        actions.mark_read_by_buyer(**said)
        actions.mark_read_by_buyer(**said)

    assert [(event.kind, event.row["buyer_read"]) for event in events] == [("conversation_read", reply.pk)]


def test_a_buyer_reads_in_their_talk_of_the_window_and_not_in_an_imported_one(
    conversation: Conversation, agent: Membership, now: datetime
):
    reply = MessageFactory(conversation=conversation, agent=agent)
    ConversationFactory(buyer=conversation.buyer, channel=Channel.IMPORTED, opened_at=now, closed_at=now)

    actions.mark_read_by_buyer(shop=conversation.shop, account="tb_demo01", upto=reply.pk, at=now)

    conversation.refresh_from_db()
    assert conversation.buyer_read_id == reply.pk


def test_a_buyer_without_a_talk_reads_nothing(conversation: Conversation, now: datetime, announced):
    with announced() as events:
        actions.mark_read_by_buyer(shop=conversation.shop, account="nobody", upto=1, at=now)

    assert events == []


# Drafts


def test_a_draft_is_kept_and_the_newer_one_takes_its_place(
    conversation: Conversation, agent: Membership, now: datetime
):
    for text in ("您", "您好"):
        actions.keep_draft(conversation_id=conversation.pk, by=agent, text=text, at=now)

    assert Draft.objects.get().text == "您好"


@pytest.mark.parametrize("text", ["", " \n"])
def test_an_empty_draft_is_forgotten(conversation: Conversation, agent: Membership, now: datetime, text: str):
    actions.keep_draft(conversation_id=conversation.pk, by=agent, text="您好", at=now)

    actions.keep_draft(conversation_id=conversation.pk, by=agent, text=text, at=now)

    assert not Draft.objects.exists()


def test_each_member_has_their_own_draft(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    for member in (agent, lead):
        actions.keep_draft(conversation_id=conversation.pk, by=member, text="您好", at=now)

    assert Draft.objects.count() == 2


def test_a_draft_for_another_shops_conversation_is_not_kept(
    conversation: Conversation, neighbour: Membership, now: datetime
):
    actions.keep_draft(conversation_id=conversation.pk, by=neighbour, text="您好", at=now)

    assert not Draft.objects.exists()
