"""What a message asks is answered from indexes; that the answers are right is seen in test_messages."""

import pytest
from django.db import connection
from tests.factories.chat import ConversationFactory, MessageFactory

from guitai.common.statements import Question
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import queries
from guitai.domains.chat.actions import finding
from guitai.domains.chat.models import Conversation

# What each may begin with; a table that is joined is found by its key.
QUESTIONS = {
    "by key": (finding._by_key, ["chat_conversation"]),
    "under way": (finding._under_way, ["trade_buyer_one_account", "chat_conversation_one_open_per_buyer"]),
    "in window": (finding._in_window, ["trade_buyer_one_account", "chat_conver_buyer"]),
    "sent": (finding._sent, ["trade_buyer_one_account", "chat_conver_buyer", "chat_message_once"]),
    "answered": (finding._answered, ["chat_message_once"]),
    "shown in the window": (queries._current, ["trade_buyer_one_account", "chat_conver_buyer"]),
    "a window's messages": (
        queries._buyers_messages,
        ["trade_buyer_one_account", "chat_conver_buyer", "chat_messag_convers"],
    ),
}
VALUES = {
    "pk": 1,
    "shop": 1,
    "account": "tb_demo01",
    "local_id": "w1",
    "conversation": 1,
    "after": 0,
    "before": 9,
}


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what the tables hold")
@pytest.mark.parametrize("name", QUESTIONS)
def test_no_question_reads_through_a_shop(name: str):
    question, indexes = QUESTIONS[name]
    plan = _plan(question)

    assert not [step for step in plan if step.startswith("SCAN")]
    searched = [step for step in plan if "PRIMARY KEY (rowid=?) LEFT-JOIN" not in step]
    for index in indexes:
        assert [step for step in searched if index in step], plan
    assert not [step for step in plan if "(shop_id=?)" in step or "shop_id=? AND state=?" in step]


def _plan(question: Question[object]) -> list[str]:
    built = question._built
    values = [place.value(VALUES) if hasattr(place, "value") else place for place in built.places]
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {built.text}", values)
        return [str(row[3]) for row in cursor.fetchall()]


def test_another_shops_conversation_is_not_found(conversation: Conversation, other_shop: Shop):
    with pytest.raises(Conversation.DoesNotExist):
        finding.by_key(conversation.pk, shop_id=other_shop.pk)
    assert finding.under_way(shop_id=other_shop.pk, account="tb_demo01") is None
    assert finding.in_window(shop_id=other_shop.pk, account="tb_demo01") is None


def test_a_buyer_without_an_account_has_no_window(shop: Shop):
    ConversationFactory(buyer__shop=shop, buyer__account="")

    assert finding.under_way(shop_id=shop.pk, account="") is None


def test_a_message_whose_sender_gave_it_no_id_is_no_repeat(conversation: Conversation, agent: Membership):
    MessageFactory(conversation=conversation, local_id="")
    MessageFactory(conversation=conversation, agent=agent, author="agent", local_id="")

    assert finding.sent_before(shop_id=conversation.shop_id, account="tb_demo01", local_id="") is None
    assert finding.answered_before(conversation, local_id="") is None
