"""Replies that are copied into another program: checked, held, put to the lead, and what is kept of them."""

from datetime import datetime, timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.knowledge import QuickPhraseFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import beside
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.errors import EmptyMessageError, MessageTooLongError, UnfilledSlotError
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard.errors import NothingToAskError
from guitai.domains.guard.models import Approval, Contact, Outcome, Place, Verdict
from guitai.domains.knowledge.models import PhraseUse
from guitai.domains.trade.models import Buyer, GivenAmount, Order
from guitai.engines.rulebook.facts import Line
from guitai.engines.rulebook.types import Severity

FINE = "在的亲，今天下午发出哦"
OFF_PLATFORM = "加我微信聊吧"
CHEAPER = "给您便宜25"
LITTLE = "给您便宜10块"
SUPERLATIVE = "这是全网最好的面料"


@pytest.fixture
def order(buyer: Buyer) -> Order:
    return OrderFactory(buyer=buyer)


@pytest.fixture
def talk(agent: Membership, buyer: Buyer, order: Order) -> Talk:
    return Talk(by=agent, buyer=buyer, order=order)


def _rules(verdict: object) -> set[str]:
    return {finding.rule for finding in verdict.findings}  # type: ignore[attr-defined]


def _outcomes() -> list[tuple[str, str]]:
    return list(Verdict.objects.order_by("pk").values_list("text", "outcome"))


def _grant(talk: Talk, text: str, lead: Membership, at: datetime) -> Approval:
    asked = beside.ask_lead(talk, text=text, at=at)
    return guard_actions.decide(
        approval_id=asked.pk, shop_id=talk.by.shop_id, granted=True, by=lead, at=at, answer=""
    )


def test_checking_keeps_nothing(talk: Talk, now: datetime):
    verdict = beside.check(talk, text=OFF_PLATFORM, at=now)

    assert verdict.severity == Severity.BLOCK
    assert not Verdict.objects.exists()


def test_reasons_come_in_the_readers_language(talk: Talk, now: datetime):
    (chinese,) = beside.check(talk, text=CHEAPER, at=now).findings
    (english,) = beside.check(talk, text=CHEAPER, at=now, language="en").findings

    assert "权限" in chinese.why
    assert "lead" in english.why


def test_what_is_fine_leaves_and_nothing_is_kept_of_it(talk: Talk, now: datetime):
    copied = beside.copy(talk, text=f"  {FINE}\n", at=now)

    assert (copied.leaves, copied.text) == (True, FINE)
    assert not Verdict.objects.exists()
    assert not Contact.objects.exists()
    assert not GivenAmount.objects.exists()


def test_what_is_blocked_stays_and_is_kept_as_held(talk: Talk, now: datetime):
    copied = beside.copy(talk, text=OFF_PLATFORM, at=now, confirmed=["off-contact", "off-account"])

    assert not copied.leaves
    kept = Verdict.objects.get()
    assert (kept.place, kept.outcome, kept.account) == (Place.SIDECAR, Outcome.HELD, "tb_demo01")
    assert (kept.member, kept.conversation) == (talk.by, None)
    assert kept.findings.exists()


def test_what_leaves_settles_what_was_held_before_it(talk: Talk, now: datetime):
    beside.copy(talk, text=OFF_PLATFORM, at=now)
    beside.copy(talk, text=FINE, at=now + timedelta(minutes=1))

    kept = Verdict.objects.get()
    assert (kept.outcome, kept.sent_text) == (Outcome.REWRITTEN, FINE)


def test_a_second_look_lets_a_doubtful_reply_leave(talk: Talk, now: datetime):
    first = beside.copy(talk, text=SUPERLATIVE, at=now)
    again = beside.copy(talk, text=SUPERLATIVE, at=now, confirmed=_rules(first.verdict))

    assert first.verdict.severity == Severity.CONFIRM
    assert (first.leaves, again.leaves) == (False, True)
    assert _outcomes() == [(SUPERLATIVE, Outcome.CONFIRMED)]


def test_looking_twice_at_one_rule_is_not_looking_at_another(talk: Talk, now: datetime):
    assert not beside.copy(talk, text=SUPERLATIVE, at=now, confirmed=["slip-repeated"]).leaves


def test_what_was_copied_before_counts_as_said(agent: Membership, buyer: Buyer, now: datetime):
    talk = Talk(by=agent, buyer=buyer, previous=(Line(by="agent", text=FINE),))

    assert _rules(beside.check(talk, text=FINE, at=now)) == {"slip-repeated"}


def test_another_buyers_number_is_known_by_the_facts(talk: Talk, shop: Shop, now: datetime):
    theirs = OrderFactory(shop=shop, buyer__shop=shop)

    verdict = beside.check(talk, text=f"订单{theirs.number}今天发出", at=now)

    assert verdict.severity == Severity.BLOCK


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        (" \u200b ", EmptyMessageError),
        ("长" * 4001, MessageTooLongError),
        ("您好{买家}", UnfilledSlotError),
    ],
)
def test_what_is_no_reply_is_refused_and_nothing_kept(
    talk: Talk, now: datetime, text: str, refusal: type[Exception]
):
    with pytest.raises(refusal):
        beside.copy(talk, text=text, at=now)
    with pytest.raises(refusal):
        beside.ask_lead(talk, text=text, at=now)

    assert not Verdict.objects.exists()


def test_what_is_given_within_ones_authority_is_kept_with_the_order(talk: Talk, order: Order, now: datetime):
    assert beside.copy(talk, text=LITTLE, at=now).leaves

    given = GivenAmount.objects.get()
    assert (given.amount_fen, given.order, given.buyer) == (1000, order, talk.buyer)
    assert (given.by, given.said, given.approval) == (talk.by, LITTLE, None)


def test_the_same_reply_copied_again_gives_nothing_again(talk: Talk, now: datetime):
    for minutes in (0, 1, 9):
        assert beside.copy(talk, text=LITTLE, at=now + timedelta(minutes=minutes)).leaves

    assert GivenAmount.objects.count() == 1


def test_the_same_words_later_give_once_more_and_count_together(talk: Talk, now: datetime):
    beside.copy(talk, text=LITTLE, at=now)
    beside.copy(talk, text=LITTLE, at=now + timedelta(hours=1))
    third = beside.copy(talk, text=LITTLE, at=now + timedelta(hours=2))

    assert GivenAmount.objects.count() == 2
    assert third.verdict.severity == Severity.APPROVE
    assert not third.leaves


def test_nothing_is_given_to_nobody(agent: Membership, now: datetime):
    assert beside.copy(Talk(by=agent), text=LITTLE, at=now).leaves

    assert not GivenAmount.objects.exists()


def test_what_goes_beyond_waits_for_the_lead(talk: Talk, order: Order, now: datetime):
    assert not beside.copy(talk, text=CHEAPER, at=now).leaves

    asked = beside.ask_lead(talk, text=CHEAPER, at=now, note="老客户")

    assert (asked.text, asked.amount_fen, asked.note) == (CHEAPER, 2500, "老客户")
    assert (asked.order_number, asked.account, asked.conversation) == (order.number, "tb_demo01", None)
    assert _outcomes() == [(CHEAPER, Outcome.ASKED)]


def test_the_same_is_not_asked_twice(talk: Talk, now: datetime):
    assert beside.ask_lead(talk, text=CHEAPER, at=now) == beside.ask_lead(talk, text=CHEAPER, at=now)


@pytest.mark.parametrize("text", [FINE, OFF_PLATFORM, SUPERLATIVE])
def test_only_what_a_lead_may_decide_is_put_to_them(talk: Talk, now: datetime, text: str):
    with pytest.raises(NothingToAskError):
        beside.ask_lead(talk, text=text, at=now)

    assert not Verdict.objects.exists()


def test_with_the_leads_yes_it_leaves_and_is_kept_with_the_answer(
    talk: Talk, lead: Membership, now: datetime
):
    granted = _grant(talk, CHEAPER, lead, now)

    for _again in range(2):
        assert beside.copy(talk, text=CHEAPER, at=now + timedelta(hours=1)).leaves

    given = GivenAmount.objects.get()
    assert (given.amount_fen, given.approval) == (2500, granted.pk)
    assert _outcomes() == [(CHEAPER, Outcome.GRANTED)]


def test_a_yes_is_for_these_words_this_buyer_this_agent_and_a_day(
    talk: Talk, lead: Membership, other_agent: Membership, shop: Shop, now: datetime
):
    _grant(talk, CHEAPER, lead, now)
    another = OrderFactory(shop=shop, buyer__shop=shop)

    for held, text, at in (
        (talk, "给您便宜26", now),
        (talk, CHEAPER, now + timedelta(days=1)),
        (Talk(by=talk.by, buyer=another.buyer, order=another), CHEAPER, now),
        (Talk(by=other_agent, buyer=talk.buyer, order=talk.order), CHEAPER, now),
    ):
        assert not beside.copy(held, text=text, at=at).leaves


def test_a_yes_lets_nothing_pass_that_is_blocked(talk: Talk, lead: Membership, now: datetime):
    _grant(talk, CHEAPER, lead, now)

    assert not beside.copy(talk, text=f"{CHEAPER}，{OFF_PLATFORM}", at=now).leaves


def test_a_lead_asks_nobody_and_looks_twice(lead: Membership, talk: Talk, now: datetime):
    own = Talk(by=lead, buyer=talk.buyer, order=talk.order)

    first = beside.copy(own, text=CHEAPER, at=now)
    again = beside.copy(own, text=CHEAPER, at=now, confirmed=_rules(first.verdict))

    assert first.verdict.severity == Severity.CONFIRM
    assert (first.leaves, again.leaves) == (False, True)
    assert GivenAmount.objects.get().amount_fen == 2500
    with pytest.raises(NothingToAskError):
        beside.ask_lead(own, text=CHEAPER, at=now)


def test_without_a_chosen_order_it_is_kept_with_the_one_it_is_given_to(
    agent: Membership, order: Order, now: datetime
):
    beside.copy(Talk(by=agent, buyer=order.buyer), text=LITTLE, at=now)

    assert GivenAmount.objects.get().order == order


def test_a_refusal_lets_nothing_pass(talk: Talk, lead: Membership, now: datetime):
    asked = beside.ask_lead(talk, text=CHEAPER, at=now)
    guard_actions.decide(approval_id=asked.pk, shop_id=lead.shop_id, granted=False, by=lead, at=now)

    assert not beside.copy(talk, text=CHEAPER, at=now).leaves


def test_writing_first_is_a_contact_once_a_day(agent: Membership, buyer: Buyer, now: datetime):
    talk = Talk(by=agent, buyer=buyer, proactive=True)

    for text in ("亲，您看中的裙子补货了哦", "需要的话可以下单"):
        assert beside.copy(talk, text=text, at=now).leaves

    contact = Contact.objects.get()
    assert (contact.account, contact.place, contact.by) == ("tb_demo01", Place.SIDECAR, agent)


def test_what_stays_is_no_contact(agent: Membership, buyer: Buyer, now: datetime):
    assert not beside.copy(Talk(by=agent, buyer=buyer, proactive=True), text=OFF_PLATFORM, at=now).leaves

    assert not Contact.objects.exists()


def test_the_phrases_it_was_made_from_are_counted_when_it_leaves(talk: Talk, shop: Shop, now: datetime):
    phrase = QuickPhraseFactory(shop=shop)

    beside.copy(talk, text=OFF_PLATFORM, at=now, phrase_ids=[phrase.pk])
    assert not PhraseUse.objects.exists()
    beside.copy(talk, text=FINE, at=now, phrase_ids=[phrase.pk])
    assert PhraseUse.objects.get().count == 1


def test_one_sees_what_one_asked_today_with_the_buyer_it_was_for(
    talk: Talk, order: Order, other_agent: Membership, now: datetime
):
    asked = beside.ask_lead(talk, text=CHEAPER, at=now)

    (shown,) = beside.asked_by(talk.by, at=now)

    assert (shown["id"], shown["state"], shown["amount"]) == (asked.pk, "waiting", "25.00")
    assert (shown["buyer_id"], shown["order_id"]) == (talk.buyer.pk, order.pk)
    assert beside.asked_by(other_agent, at=now) == []
    assert beside.asked_by(talk.by, at=now + timedelta(days=1)) == []


def test_what_was_withdrawn_is_gone(talk: Talk, now: datetime):
    asked = beside.ask_lead(talk, text=CHEAPER, at=now)
    guard_actions.withdraw(approval_id=asked.pk, shop_id=talk.by.shop_id, by=talk.by, at=now)

    assert beside.asked_by(talk.by, at=now) == []


def test_keys_of_buyers_are_those_of_the_own_shop(talk: Talk, other_shop: Shop, now: datetime):
    BuyerFactory(shop=other_shop, account="tb_demo01")
    beside.ask_lead(talk, text=CHEAPER, at=now)

    (shown,) = beside.asked_by(talk.by, at=now)
    assert shown["buyer_id"] == talk.buyer.pk


def test_a_talk_of_nobody_has_no_account(agent: Membership, shop: Shop):
    assert Talk(by=agent).account == ""
    assert Talk(by=MembershipFactory(shop=shop), order=OrderFactory(shop=shop, buyer=None)).account == ""
