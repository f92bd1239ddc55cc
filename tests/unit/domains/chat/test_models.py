from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from tests.factories.chat import ConversationFactory, DraftFactory, MessageFactory, PresenceFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import MOVES, Assignment, Change, ChangeKind, Conversation, Feed, State
from guitai.domains.trade.models import Buyer


def test_a_buyer_has_one_conversation_at_a_time(conversation: Conversation):
    with pytest.raises(IntegrityError):
        ConversationFactory(buyer=conversation.buyer)


def test_a_buyer_may_have_many_closed_ones(buyer: Buyer, now: datetime):
    ConversationFactory.create_batch(2, buyer=buyer, closed_at=now)

    assert buyer.conversations.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": State.OPEN, "agent": None},
        {"state": State.CLOSED, "closed_at": None},
        {"state": State.WAITING},
        {"rating": 6},
        {"rating": 0},
    ],
)
def test_the_database_refuses_what_cannot_be(conversation: Conversation, wrong: dict[str, object]):
    for name, value in wrong.items():
        setattr(conversation, name, value)

    with pytest.raises(IntegrityError):
        conversation.save()


def test_nothing_closes_before_it_opened(buyer: Buyer, now: datetime):
    with pytest.raises(IntegrityError):
        ConversationFactory(buyer=buyer, opened_at=now, closed_at=now - timedelta(seconds=1))


def test_an_open_conversation_was_closed_by_nobody(conversation: Conversation, agent: Membership):
    conversation.closed_by = agent

    with pytest.raises(IntegrityError):
        conversation.save()


def test_a_local_id_is_used_once_by_each_side(conversation: Conversation):
    MessageFactory(conversation=conversation, local_id="w1")

    with pytest.raises(IntegrityError):
        MessageFactory(conversation=conversation, local_id="w1")


def test_messages_without_a_local_id_are_all_kept(conversation: Conversation):
    MessageFactory.create_batch(2, conversation=conversation, local_id="")

    assert conversation.messages.count() == 2


def test_a_change_has_its_number_alone(conversation: Conversation, now: datetime):
    change = {"shop": conversation.shop, "seq": 1, "kind": ChangeKind.READ, "conversation": conversation}
    Change.objects.create(**change, at=now)

    with pytest.raises(IntegrityError):
        Change.objects.create(**change, at=now)


def test_every_state_leads_somewhere_and_none_is_forgotten():
    assert set(MOVES) == set(State)
    assert all(moves for moves in MOVES.values())


def test_rows_have_names_for_people(conversation: Conversation, agent: Membership):
    message = MessageFactory(conversation=conversation, text="有货吗" * 40)

    assert str(conversation).startswith("tb_demo01 2026-03-02")
    assert len(str(message)) == 60
    assert str(PresenceFactory(membership=agent)) == f"{agent.pk} online"
    assert str(DraftFactory(conversation=conversation, membership=agent, text="您好")) == "您好"
    assert str(Feed(shop=conversation.shop, seq=7)) == f"{conversation.shop_id}: 7"
    assert str(Change(seq=7, kind=ChangeKind.READ)) == "7 conversation_read"
    assert (
        str(Assignment(conversation=conversation, to_agent=agent)) == f"{conversation.pk}: None → {agent.pk}"
    )
    assert str(BuyerFactory(shop=conversation.shop, display_name="小雨")) == "小雨"
