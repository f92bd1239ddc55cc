"""What the guard says of a reply before it is stored, and what is kept once it is (G2–G14)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.accounts.queries import Right, may
from guitai.domains.chat import facts as chat_facts
from guitai.domains.chat import shapes
from guitai.domains.chat.actions import finding, sending
from guitai.domains.chat.errors import BlockedError, HeldError, LookAgainError, NeedsLeadError
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.guard.queries import Contact, Outcome, Place
from guitai.domains.trade import actions as trade_actions
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.giving import NOTHING_GIVEN, Given, given_in, may_give
from guitai.engines.rulebook.types import Platform, Severity, Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A reply to a buyer, the facts it was checked with, and what was found in it."""

    conversation: Conversation
    by: Membership
    text: str
    facts: Facts
    verdict: Verdict
    at: datetime

    @property
    def given(self) -> Given:
        """What it gives away, and to which order."""
        if not may_give(self.text):
            return NOTHING_GIVEN
        shop = self.by.shop
        return given_in(self.text, self.facts, guard.rulebook_of(shop), platform=Platform(shop.platform))

    def keep(self, outcome: Outcome, *, message: Message | None = None) -> guard.Verdict:
        """Keep what was found, with what became of it."""
        return guard_actions.keep_verdict(
            shop=self.by.shop,
            member=self.by,
            place=Place.DESK,
            text=self.text,
            verdict=self.verdict,
            outcome=outcome,
            at=self.at,
            conversation=self.conversation.pk,
            account=self.conversation.buyer.account,
            message=message.pk if message else None,
        )

    def left(self, message: Message) -> None:
        """Keep what follows from its being sent, in the transaction that stores it."""
        if self.verdict.findings:
            confirmed = self.verdict.severity >= Severity.CONFIRM
            self.keep(Outcome.CONFIRMED if confirmed else Outcome.SENT, message=message)
        guard_actions.settle_held(
            shop_id=self.by.shop_id,
            conversation=self.conversation.pk,
            member_id=self.by.pk,
            sent_text=self.text,
            at=self.at,
        )
        given = self.given
        if given.amount.fen > 0:
            self.record_given(given, message)
        self.count_contact()

    def record_given(self, given: Given, message: Message, *, approval: int | None = None) -> None:
        """Write down with the order what the reply gives away."""
        trade_actions.record_given(
            buyer_id=self.conversation.buyer_id,
            by=self.by,
            amount=given.amount,
            said=self.text,
            at=self.at,
            order_number=given.order.id if given.order else "",
            approval=approval,
            message=message.pk,
        )

    def count_contact(self) -> None:
        """Count that the shop went to the buyer by itself, if it did."""
        if self.facts.proactive:
            guard_actions.note_contact(
                shop=self.by.shop,
                account=self.conversation.buyer.account,
                kind=Contact.Kind.MESSAGE,
                by=self.by,
                place=Place.DESK,
                at=self.at,
                once_a_day=True,
            )


def look_at(conversation: Conversation, *, by: Membership, text: str, at: datetime) -> Checked:
    """Check a text as this agent's reply; nothing is stored."""
    facts = chat_facts.of_talk(conversation, by=by, draft=text, at=at)
    verdict = guard.check(shop=by.shop, text=text, facts=facts, language=_language())
    return Checked(conversation=conversation, by=by, text=text, facts=facts, verdict=_for(by, verdict), at=at)


def check_draft(
    *, conversation_id: int, by: Membership, text: str, at: datetime, tried: bool = False
) -> dict[str, Any]:
    """Give what the guard says of a reply that is being written, as pages show it.

    :param tried: the agent wanted to send it and was held by their page: that is kept.
    :raises ConversationClosedError: if it is closed.
    :raises NotYoursError: if another agent has the conversation.
    """
    conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
    sending.check_writable(conversation, by)
    if not text.strip():
        return shapes.verdict(Verdict(Severity.PASS, ()))
    checked = look_at(conversation, by=by, text=text[: sending.LONGEST], at=at)
    if tried and checked.verdict.severity >= Severity.CONFIRM:
        checked.keep(Outcome.HELD)
    return shapes.verdict(checked.verdict)


def check_reply(
    *,
    conversation_id: int,
    by: Membership,
    local_id: str,
    text: str,
    at: datetime,
    confirmed: Collection[str],
) -> Checked:
    """Check a reply that is to be sent; one that is held is kept with what was found.

    :param confirmed: the rules somebody has looked at twice.
    :raises HeldError: if it does not leave; one that was stored before is not held.
    """
    conversation = finding.by_key(conversation_id, shop_id=by.shop_id)
    checked = look_at(conversation, by=by, text=text, at=at)
    held = holds(checked.verdict, confirmed)
    if held and not finding.answered_before(conversation, local_id=local_id):
        sending.check_writable(conversation, by)
        checked.keep(Outcome.HELD)
        raise held
    return checked


def holds(verdict: Verdict, confirmed: Collection[str] = ()) -> HeldError | None:
    """Give the refusal a verdict comes to, or nothing."""
    if verdict.severity < Severity.CONFIRM:
        return None
    why = {"why": max(verdict.findings, key=lambda finding: finding.severity).why}
    told = shapes.verdict(verdict)
    if verdict.severity is Severity.BLOCK:
        return BlockedError(_("Not sent: %(why)s") % why, verdict=told)
    if verdict.severity is Severity.APPROVE:
        return NeedsLeadError(_("Not sent, the lead has to agree: %(why)s") % why, verdict=told)
    if all(finding.rule in confirmed for finding in verdict.findings if finding.severity is Severity.CONFIRM):
        return None
    return LookAgainError(_("Not sent yet, look again: %(why)s") % why, verdict=told)


def _for(by: Membership, verdict: Verdict) -> Verdict:
    """Give the verdict as it is for whoever may agree themselves: they look twice instead of asking."""
    if verdict.severity < Severity.APPROVE or not may(by, Right.APPROVE):
        return verdict
    findings = tuple(
        replace(each, severity=Severity.CONFIRM) if each.severity is Severity.APPROVE else each
        for each in verdict.findings
    )
    return Verdict(max(each.severity for each in findings), findings)


def _language() -> Any:
    return "en" if (get_language() or "").startswith("en") else "zh"
