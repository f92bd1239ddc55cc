"""What a reply that left teaches: it is counted, and an edit of a suggestion is put before the lead."""

from datetime import datetime

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import MessageFactory
from tests.factories.knowledge import EntryFactory, QuickPhraseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions, beside
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.errors import BlockedError
from guitai.domains.chat.learning import buyers_turn
from guitai.domains.chat.models import Conversation
from guitai.domains.knowledge.models import Candidate, Entry, SuggestionUse
from guitai.domains.knowledge.outcomes import Kind, Offered
from guitai.engines.rulebook.facts import Line

ANSWER = "一般48小时内为您发出"
EDITED = "一般24小时内为您发出"


@pytest.fixture
def entry(conversation: Conversation) -> Entry:
    return EntryFactory(shop=conversation.shop, answer=ANSWER, questions=["什么时候发货"])


def _offered(entry: Entry, text: str = ANSWER) -> list[Offered]:
    return [Offered(kind=Kind.ENTRY, id=entry.pk, text=text)]


def _send(
    conversation: Conversation, by: Membership, text: str, at: datetime, offered: list[Offered]
) -> None:
    actions.send_message(
        conversation_id=conversation.pk, by=by, local_id="k1", text=text, at=at, offered=offered
    )


def _uses() -> list[tuple[int, int, int]]:
    return [(use.used, use.changed, use.ignored) for use in SuggestionUse.objects.all()]


def test_a_suggestion_sent_as_it_was_is_counted_once_and_teaches_nothing(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    MessageFactory(conversation=conversation, text="什么时候发货")

    for _again in range(2):
        _send(conversation, agent, ANSWER, now, _offered(entry))

    assert _uses() == [(1, 0, 0)]
    assert not Candidate.objects.exists()


def test_an_edited_one_waits_for_the_lead_without_persons_in_it(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    order = OrderFactory(buyer=conversation.buyer)
    MessageFactory(conversation=conversation, text="在吗")
    MessageFactory(conversation=conversation, text=f"{order.number}什么时候发货，我电话13800000002")

    _send(conversation, agent, f"{conversation.buyer.display_name}，{EDITED}", now, _offered(entry))

    candidate = Candidate.objects.get()
    assert (candidate.entry, candidate.by, candidate.conversation) == (entry, agent, conversation.pk)
    assert candidate.question == "{订单号}什么时候发货，我电话{电话}"
    assert candidate.answer == f"{{买家}}，{EDITED}"
    assert _uses() == [(0, 1, 0)]


def test_what_was_passed_over_is_counted(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    _send(conversation, agent, "稍等", now, _offered(entry, text=""))

    assert _uses() == [(0, 0, 1)]


def test_where_the_buyer_asked_nothing_there_is_nothing_to_learn(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    MessageFactory(conversation=conversation, text="好的")

    _send(conversation, agent, EDITED, now, _offered(entry))

    assert _uses() == [(0, 1, 0)]
    assert not Candidate.objects.exists()


def test_a_reply_that_was_held_teaches_nothing(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    with pytest.raises(BlockedError):
        _send(conversation, agent, "加我微信聊吧", now, _offered(entry))

    assert _uses() == []


def test_an_edited_phrase_becomes_a_candidate_of_the_whole_shop(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    phrase = QuickPhraseFactory(shop=conversation.shop, title="发货时间", text=ANSWER)
    conversation.product = ProductFactory(shop=conversation.shop)
    conversation.save()
    MessageFactory(conversation=conversation, text="什么时候发货")

    _send(conversation, agent, EDITED, now, [Offered(kind=Kind.PHRASE, id=phrase.pk, text=ANSWER)])

    assert [(one.entry, one.product) for one in Candidate.objects.all()] == [(None, None)]


def test_beside_another_program_the_same_is_learned_of_a_copy(
    conversation: Conversation, agent: Membership, entry: Entry, now: datetime
) -> None:
    asked = (Line(by="agent", text="您好"), Line(by="buyer", text="什么时候发货"))
    talk = Talk(by=agent, buyer=conversation.buyer, previous=asked)

    beside.copy(talk, text=EDITED, at=now, offered=_offered(entry))

    candidate = Candidate.objects.get()
    assert (candidate.question, candidate.answer, candidate.conversation) == ("什么时候发货", EDITED, None)
    assert _uses() == [(0, 1, 0)]


def test_a_turn_is_what_came_after_the_last_answer() -> None:
    lines = [
        Line(by=by, text=text)
        for by, text in (("buyer", "一"), ("agent", "二"), ("buyer", "三"), ("buyer", "四"))
    ]

    assert buyers_turn(lines) == ["三", "四"]
    assert buyers_turn(lines[:2]) == []
