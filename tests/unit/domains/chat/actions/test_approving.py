"""Asking the lead; an agent may give ¥20 to one order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions, facts, queries
from guitai.domains.chat.errors import BlockedError, ConversationClosedError, NotYoursError
from guitai.domains.chat.models import Conversation, Draft, Message
from guitai.domains.guard.errors import AlreadyAskedError, NothingToAskError, NotWaitingError
from guitai.domains.guard.events import ApprovalChanged
from guitai.domains.guard.models import Approval, Outcome, Verdict
from guitai.domains.knowledge.models import PhraseUse, QuickPhrase
from guitai.domains.trade.models import GivenAmount, Order

PRICE = "这单给您便宜25元"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    facts.forget()
    yield
    facts.forget()


@pytest.fixture(autouse=True)
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer)


def _ask(conversation: Conversation, by: Membership, at: datetime, text: str = PRICE, **more: object):
    given = {"local_id": "k1-1", "note": "老客户", **more}
    return actions.ask_lead(conversation_id=conversation.pk, by=by, text=text, at=at, **given)


def test_what_is_asked_waits_with_what_it_gives_to_which_order(
    conversation: Conversation, order: Order, agent: Membership, now: datetime, announced
):
    with announced() as events:
        approval = _ask(conversation, agent, now)

    assert (approval.amount_fen, approval.order_number, approval.note) == (2500, order.number, "老客户")
    assert Verdict.objects.get().outcome == Outcome.ASKED
    assert not Message.objects.exists()
    (event,) = events
    assert isinstance(event, ApprovalChanged)
    assert (event.approval["state"], event.asked_by_id) == ("waiting", agent.pk)


def test_a_reply_that_was_held_before_is_the_one_that_waits(
    conversation: Conversation, agent: Membership, now: datetime
):
    actions.check_draft(conversation_id=conversation.pk, by=agent, text=PRICE, at=now, tried=True)

    _ask(conversation, agent, now)

    assert Verdict.objects.get().outcome == Outcome.ASKED


def test_a_conversation_from_the_queue_becomes_the_askers(
    queued: Conversation, agent: Membership, now: datetime
):
    _ask(queued, agent, now)

    queued.refresh_from_db()
    assert queued.agent == agent


@pytest.mark.parametrize(
    ("text", "refusal"), [("在的", NothingToAskError), ("加我微信 yunshang888 聊", BlockedError)]
)
def test_what_needs_no_lead_or_helps_no_lead_is_not_asked(
    conversation: Conversation, agent: Membership, now: datetime, text: str, refusal: type[Exception]
):
    with pytest.raises(refusal):
        _ask(conversation, agent, now, text)

    assert not Approval.objects.exists()


def test_one_reply_of_a_conversation_waits_at_a_time(
    conversation: Conversation, agent: Membership, now: datetime
):
    _ask(conversation, agent, now)

    with pytest.raises(AlreadyAskedError):
        _ask(conversation, agent, now, "这单给您便宜30元", local_id="k1-2")


def test_only_who_has_the_conversation_asks(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    with pytest.raises(NotYoursError):
        _ask(conversation, other_agent, now)


def test_what_is_granted_is_sent_in_the_askers_name_and_kept_with_the_order(
    conversation: Conversation, order: Order, agent: Membership, lead: Membership, now: datetime, announced
):
    approval = _ask(conversation, agent, now)

    with announced() as events:
        actions.decide(approval_id=approval.pk, by=lead, granted=True, at=now + MINUTE)

    message = Message.objects.get()
    assert (message.text, message.agent, message.local_id) == (PRICE, agent, "k1-1")
    given = GivenAmount.objects.get()
    assert (given.amount_fen, given.order, given.by) == (2500, order, agent)
    assert (given.approval, given.message) == (approval.pk, message.pk)
    kept = Verdict.objects.get()
    assert (kept.outcome, kept.message) == (Outcome.GRANTED, message.pk)
    assert [getattr(event, "kind", "approval") for event in events] == ["approval", "message_sent"]


def test_the_phrases_of_a_granted_reply_are_counted(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    phrase = QuickPhrase.objects.create(
        shop=conversation.shop, title="便宜", text=PRICE, created_at=now, updated_at=now
    )
    approval = _ask(conversation, agent, now, phrase_ids=[phrase.pk])

    actions.decide(approval_id=approval.pk, by=lead, granted=True, at=now)

    assert PhraseUse.objects.get(phrase=phrase, membership=agent).count == 1


def test_what_is_refused_becomes_the_askers_draft_again(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)

    decided = actions.decide(
        approval_id=approval.pk, by=lead, granted=False, answer="最多便宜20", at=now + MINUTE
    )

    assert (decided.state, decided.answer) == ("refused", "最多便宜20")
    assert not Message.objects.exists()
    assert Draft.objects.get(membership=agent, conversation=conversation).text == PRICE


def test_what_one_writes_meanwhile_is_not_written_over(
    conversation: Conversation, agent: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)
    actions.keep_draft(conversation_id=conversation.pk, by=agent, text="稍等", at=now)

    actions.withdraw(approval_id=approval.pk, by=agent, at=now)

    assert Draft.objects.get().text == "稍等"


def test_what_is_withdrawn_is_decided_by_nobody(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)
    actions.withdraw(approval_id=approval.pk, by=agent, at=now)

    with pytest.raises(NotWaitingError, match="小美"):
        actions.decide(approval_id=approval.pk, by=lead, granted=True, at=now)

    assert not Message.objects.exists()
    assert Draft.objects.get().text == PRICE


def test_nobody_withdraws_what_somebody_else_asked(
    conversation: Conversation, agent: Membership, other_agent: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)

    with pytest.raises(NotWaitingError):
        actions.withdraw(approval_id=approval.pk, by=other_agent, at=now)


def test_a_closed_talk_gets_nothing_and_the_request_still_waits(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)
    actions.close(conversation_id=conversation.pk, by=agent, at=now + MINUTE)

    with pytest.raises(ConversationClosedError):
        actions.decide(approval_id=approval.pk, by=lead, granted=True, at=now + MINUTE)
    approval.refresh_from_db()
    assert approval.state == "waiting"

    actions.decide(approval_id=approval.pk, by=lead, granted=False, at=now + MINUTE)
    assert not Draft.objects.exists()


def test_a_talk_that_was_taken_over_gets_nothing(
    conversation: Conversation, agent: Membership, lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)
    actions.take(conversation_id=conversation.pk, by=lead, at=now, may_take_over=True)

    with pytest.raises(NotYoursError, match="小美"):
        actions.decide(approval_id=approval.pk, by=lead, granted=True, at=now)

    assert not Message.objects.filter(kind="text").exists()
    assert not GivenAmount.objects.exists()


def test_another_shops_lead_decides_nothing(
    conversation: Conversation, agent: Membership, other_lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)

    with pytest.raises(NotWaitingError):
        actions.decide(approval_id=approval.pk, by=other_lead, granted=True, at=now)


def test_each_sees_what_concerns_them(
    conversation: Conversation, agent: Membership, other_agent: Membership, lead: Membership, now: datetime
):
    approval = _ask(conversation, agent, now)

    def shown(member: Membership, at: datetime) -> list[tuple[int, str]]:
        return [(each["id"], each["state"]) for each in queries.approvals_for(member, at=at)]

    assert shown(agent, now) == shown(lead, now) == [(approval.pk, "waiting")]
    assert shown(other_agent, now) == []
    actions.decide(approval_id=approval.pk, by=lead, granted=False, at=now)
    assert shown(agent, now + 9 * MINUTE) == [(approval.pk, "refused")]
    assert shown(agent, now + 11 * MINUTE) == shown(lead, now) == []
