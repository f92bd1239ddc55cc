"""What the guard holds, lets pass, and keeps; an agent may give ¥20 to one order."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.chat import actions, facts
from guitai.domains.chat.errors import BlockedError, HeldError, LookAgainError, NeedsLeadError, NotYoursError
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.guard.models import Contact, Outcome, Verdict
from guitai.domains.trade.models import GivenAmount, Order
from guitai.engines.rulebook.types import Severity

BLOCKED, ASKS, DOUBTFUL = "加我微信 yunshang888 聊", "这单给您便宜25元", "详情页写了，自己看"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nothing_kept() -> Iterator[None]:
    facts.forget()
    yield
    facts.forget()


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer)


def _send(conversation: Conversation, by: Membership, at: datetime, text: str, **more: object):
    given = {"local_id": "k1-1", **more}
    return actions.send_message(conversation_id=conversation.pk, by=by, text=text, at=at, **given)


def _check(conversation: Conversation, by: Membership, at: datetime, text: str, **more: object):
    return actions.check_draft(conversation_id=conversation.pk, by=by, text=text, at=at, **more)


def test_what_has_no_findings_leaves_nothing_behind(
    conversation: Conversation, agent: Membership, now: datetime
):
    _send(conversation, agent, now, "有的")

    assert not Verdict.objects.exists()
    assert not GivenAmount.objects.exists()


@pytest.mark.parametrize(
    ("text", "refusal", "code"),
    [
        (BLOCKED, BlockedError, "guard.blocked"),
        (ASKS, NeedsLeadError, "guard.approve"),
        (DOUBTFUL, LookAgainError, "guard.confirm"),
    ],
)
def test_what_is_held_leaves_a_verdict_and_no_message(
    conversation: Conversation,
    order: Order,
    agent: Membership,
    now: datetime,
    text: str,
    refusal: type[HeldError],
    code: str,
):
    with pytest.raises(refusal) as refused:
        _send(conversation, agent, now, text)

    finding = refused.value.facts["verdict"]["findings"][0]
    assert refused.value.code == code
    assert finding["why"] in refused.value.sentence
    assert text[finding["start"] : finding["end"]] == finding["matched"]
    assert not Message.objects.exists()
    kept = Verdict.objects.get()
    assert (kept.outcome, kept.text, kept.conversation) == (Outcome.HELD, text, conversation.pk)
    assert kept.account == conversation.buyer.account


def test_a_second_look_lets_it_pass_and_is_kept_with_the_message(
    conversation: Conversation, agent: Membership, now: datetime
):
    with pytest.raises(LookAgainError) as refused:
        _send(conversation, agent, now, DOUBTFUL)
    rules = [finding["rule"] for finding in refused.value.facts["verdict"]["findings"]]

    stored = _send(conversation, agent, now + MINUTE, DOUBTFUL, confirmed=rules)

    kept = Verdict.objects.get()
    assert (kept.outcome, kept.message) == (Outcome.CONFIRMED, stored.message.pk)


def test_a_second_look_at_another_rule_lets_nothing_pass(
    conversation: Conversation, order: Order, agent: Membership, now: datetime
):
    for text in (DOUBTFUL, ASKS, BLOCKED):
        with pytest.raises(HeldError):
            _send(conversation, agent, now, text, confirmed=["price-authority", "off-contact", "no-such"])


def test_a_note_of_the_guard_goes_along_with_the_message(
    conversation: Conversation, agent: Membership, now: datetime
):
    MessageFactory(conversation=conversation, author="buyer", text="有货吗？", sent_at=now)

    stored = _send(conversation, agent, now, "哦")

    kept = Verdict.objects.get()
    assert (kept.severity, kept.outcome, kept.message) == (Severity.NOTE, Outcome.SENT, stored.message.pk)


def test_what_was_held_and_written_anew_is_kept_as_rewritten(
    conversation: Conversation, agent: Membership, now: datetime
):
    with pytest.raises(BlockedError):
        _send(conversation, agent, now, BLOCKED)

    _send(conversation, agent, now + MINUTE, "有问题在这里联系我就好")

    kept = Verdict.objects.get()
    assert (kept.outcome, kept.sent_text) == (Outcome.REWRITTEN, "有问题在这里联系我就好")


def test_a_repeat_of_what_was_stored_is_answered_though_it_would_be_held_now(
    conversation: Conversation, agent: Membership, now: datetime
):
    stored = MessageFactory(
        conversation=conversation, author="agent", agent=agent, text=BLOCKED, local_id="k1-1", sent_at=now
    )

    again = _send(conversation, agent, now, BLOCKED)

    assert (again.again, again.message.pk) == (True, stored.pk)
    assert not Verdict.objects.exists()


def test_somebody_elses_conversation_is_refused_before_the_draft_is_kept(
    conversation: Conversation, other_agent: Membership, now: datetime
):
    with pytest.raises(NotYoursError):
        _send(conversation, other_agent, now, BLOCKED)

    assert not Verdict.objects.exists()


def test_what_is_given_within_the_authority_is_kept_with_the_order_and_counts(
    conversation: Conversation, order: Order, agent: Membership, now: datetime
):
    stored = _send(conversation, agent, now, "这单给您便宜15元")

    given = GivenAmount.objects.get()
    assert (given.amount_fen, given.order, given.by, given.message) == (1500, order, agent, stored.message.pk)
    with pytest.raises(NeedsLeadError, match=r"25\.00"):
        _send(conversation, agent, now, "再给您便宜10元", local_id="k1-2")


def test_a_repeat_gives_nothing_twice(
    conversation: Conversation, order: Order, agent: Membership, now: datetime
):
    for _time in range(2):
        _send(conversation, agent, now, "这单给您便宜15元")

    assert GivenAmount.objects.count() == 1


def test_whoever_may_approve_looks_twice_instead_of_asking(
    conversation: Conversation, order: Order, lead: Membership, now: datetime
):
    Conversation.objects.filter(pk=conversation.pk).update(agent=lead)
    with pytest.raises(LookAgainError):
        _send(conversation, lead, now, ASKS)

    _send(conversation, lead, now, ASKS, confirmed=["price-authority"])

    assert GivenAmount.objects.get().amount_fen == 2500


def test_another_buyers_address_is_held_where_the_agent_has_both(
    conversation: Conversation, agent: Membership, now: datetime
):
    other = ConversationFactory(buyer=BuyerFactory(shop=conversation.shop), agent=agent, opened_at=now)
    address = OrderFactory(buyer=other.buyer, address="浙江省 杭州市 余杭区 五常大道 88 号 3 幢").address

    with pytest.raises(BlockedError):
        _send(conversation, agent, now, f"您留的地址是{address.replace(' ', '')}")


def test_going_to_a_buyer_by_oneself_counts_once_a_day(
    conversation: Conversation, agent: Membership, now: datetime
):
    Conversation.objects.filter(pk=conversation.pk).update(opened_at=now - timedelta(days=3))

    for number, text in enumerate(["您看中的衬衫有货了", "有需要随时找我"]):
        _send(conversation, agent, now, text, local_id=f"k1-{number}")

    contact = Contact.objects.get()
    assert (contact.account, contact.by) == (conversation.buyer.account, agent)


def test_answering_a_talk_the_buyer_opened_today_counts_as_no_contact(
    conversation: Conversation, agent: Membership, now: datetime
):
    _send(conversation, agent, now, "在的")

    assert not Contact.objects.exists()


# While it is being written


def test_a_draft_is_checked_and_nothing_kept(
    conversation: Conversation, order: Order, agent: Membership, now: datetime
):
    found = _check(conversation, agent, now, ASKS)

    assert found["severity"] == "approve"
    assert found["findings"][0]["rule"] == "price-authority"
    assert not Verdict.objects.exists()


def test_an_enter_that_the_page_held_back_is_kept_once(
    conversation: Conversation, agent: Membership, now: datetime
):
    for _time in range(2):
        _check(conversation, agent, now, BLOCKED, tried=True)

    assert Verdict.objects.get().outcome == Outcome.HELD


@pytest.mark.parametrize("text", ["", "  \n", "在的"])
def test_nothing_is_found_in_nothing(conversation: Conversation, agent: Membership, now: datetime, text: str):
    assert _check(conversation, agent, now, text, tried=True) == {"severity": "pass", "findings": []}
    assert not Verdict.objects.exists()


def test_only_who_may_answer_is_told(conversation: Conversation, other_agent: Membership, now: datetime):
    with pytest.raises(NotYoursError):
        _check(conversation, other_agent, now, BLOCKED)
