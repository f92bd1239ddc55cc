"""Replies that are written beside another program (千牛, 咚咚): checked and copied here, sent there.

Nothing of such a talk is stored but what the guard keeps of drafts, the contacts, and what was given.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Membership
from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog.models import Product
from guitai.domains.chat import facts
from guitai.domains.chat.errors import EmptyMessageError, MessageTooLongError, UnfilledSlotError
from guitai.domains.chat.learning import learn
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.guard.queries import Approval, Contact, Outcome, Place
from guitai.domains.knowledge import actions as knowledge_actions
from guitai.domains.knowledge import asking
from guitai.domains.knowledge import queries as knowledge
from guitai.domains.knowledge.outcomes import Offered
from guitai.domains.trade import actions as trade_actions
from guitai.domains.trade.models import Buyer, GivenAmount, Order
from guitai.engines.rulebook.facts import Facts, Line
from guitai.engines.rulebook.giving import Given, given_in
from guitai.engines.rulebook.types import Language, Platform, Severity, Verdict
from guitai.kernel.text import clean

LONGEST = 4000
# A yes counts so long for the same words to the same buyer.
GRANTED_FOR = timedelta(days=1)
# Within this, the same words to the same buyer are the same reply copied once more, and give nothing again.
AGAIN_WITHIN = timedelta(minutes=10)
_ASKED_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk in another program, as far as the agent told: with whom, about what, and what was said.

    ``previous`` is the oldest first; ``proactive`` says that the agent writes first.
    """

    by: Membership
    buyer: Buyer | None = None
    order: Order | None = None
    product: Product | None = None
    previous: tuple[Line, ...] = ()
    proactive: bool = False

    @property
    def account(self) -> str:
        """The buyer's account; empty where nobody was chosen, or the platform tells none."""
        return self.buyer.account if self.buyer else ""

    def facts_for(self, draft: str, *, at: datetime) -> Facts:
        """Give what a draft is checked against."""
        return facts.of_buyer(
            shop=self.by.shop,
            by=self.by,
            buyer=self.buyer,
            order=self.order,
            product=self.product,
            previous=self.previous,
            proactive=self.proactive,
            draft=draft,
            at=at,
        )


@dataclass(frozen=True, slots=True)
class Copied:
    """What became of a draft somebody wanted to copy: whether it may leave, as which text, and why not."""

    leaves: bool
    text: str
    verdict: Verdict


def check(talk: Talk, *, text: str, at: datetime, language: Language = "zh") -> Verdict:
    """Check a draft as it is being written; nothing is kept."""
    return _looked_at(talk, text, talk.facts_for(text, at=at), language)


@transaction.atomic
def copy(
    talk: Talk,
    *,
    text: str,
    at: datetime,
    confirmed: Collection[str] = (),
    phrase_ids: Sequence[int] = (),
    offered: Sequence[Offered] = (),
    language: Language = "zh",
) -> Copied:
    """Let a draft leave, if the guard does or a lead did; keep what was found, given, and the contact.

    :param confirmed: the rules whose findings the agent has looked at twice.
    :param offered: the suggestions it was made with, or the first of those that were passed over.
    :raises EmptyMessageError: if nothing that can be seen is in it.
    :raises MessageTooLongError: if it has more than 4,000 characters.
    :raises UnfilledSlotError: if ``***`` or ``{…}`` is left in it.
    """
    text = _whole(text)
    known = talk.facts_for(text, at=at)
    verdict = _looked_at(talk, text, known, language)
    granted = _granted(talk, text, at) if verdict.severity == Severity.APPROVE else None
    if not (granted or _may_leave(verdict, confirmed)):
        _keep(talk, text, verdict, Outcome.HELD, at)
        return Copied(False, text, verdict)
    _left(talk, text, verdict, granted, at)
    _record_given(talk, text, _given(talk, text, known), granted, at)
    if phrase_ids:
        knowledge_actions.record_use(membership=talk.by, phrase_ids=phrase_ids, at=at)
    if offered:
        buyer, product = talk.buyer, talk.product
        learn(by=talk.by, offered=offered, text=text, facts=known, buyer=buyer, product=product, at=at)
    return Copied(True, text, verdict)


@transaction.atomic
def ask_lead(
    talk: Talk, *, text: str, at: datetime, note: str = "", phrase_ids: Sequence[int] = ()
) -> Approval:
    """Ask the lead for a draft that gives more than its writer may; the same one is not asked twice.

    :raises NothingToAskError: if it needs no lead, or no lead may let it pass; refusals as :func:`copy`.
    """
    text = _whole(text)
    waiting = _own(talk, text).filter(state=Approval.State.WAITING).first()
    if waiting:
        return waiting
    known = talk.facts_for(text, at=at)
    verdict = _looked_at(talk, text, known)
    given = _given(talk, text, known)
    return guard_actions.ask_approval(
        verdict_row=_keep(talk, text, verdict, Outcome.HELD, at),
        by=talk.by,
        local_id="",
        at=at,
        phrases=phrase_ids,
        order_number=_order_number(talk, given),
        amount=given.amount if given.amount.fen else None,
        note=note,
    )


def asked_by(member: Membership, *, at: datetime) -> list[dict[str, Any]]:
    """Give what a member asked from here within a day, newest first, as pages show it.

    ``buyer_id`` and ``order_id`` are added, so that the talk can be taken up again.
    """
    asked = (
        guard.approvals(member.shop)
        .filter(
            asked_by=member, conversation=None, verdict__place=Place.SIDECAR, asked_at__gt=at - GRANTED_FOR
        )
        .exclude(state=Approval.State.WITHDRAWN)[:_ASKED_SHOWN]
    )
    shapes = [guard.approval_shape(approval) for approval in asked]
    own = Q(shop=member.shop_id)
    buyers = Buyer.objects.filter(own, account__in={shape["buyer"] for shape in shapes} - {""})
    orders = Order.objects.filter(own, number__in={shape["order"] for shape in shapes} - {""})
    buyer_ids = dict(buyers.values_list("account", "pk"))
    order_ids = dict(orders.values_list("number", "pk"))
    return [
        shape | {"buyer_id": buyer_ids.get(shape["buyer"]), "order_id": order_ids.get(shape["order"])}
        for shape in shapes
    ]


def _whole(text: str) -> str:
    text = clean(text)
    if not text:
        raise EmptyMessageError(_("The reply is empty; nothing was copied."))
    if len(text) > LONGEST:
        raise MessageTooLongError(
            _("The reply has %(length)s characters; at most %(most)s can be sent at once.")
            % {"length": len(text), "most": LONGEST},
            length=len(text),
        )
    slots = knowledge.unfilled_slots(text)
    if slots:
        raise UnfilledSlotError(
            _("%(slot)s is not filled in yet; nothing was copied.") % {"slot": slots[0].name},
            slot=slots[0].name,
        )
    return text


def _looked_at(talk: Talk, text: str, known: Facts, language: Language = "zh") -> Verdict:
    """Check a draft; whoever may agree themselves looks twice instead of asking."""
    verdict = guard.check(shop=talk.by.shop, text=text, facts=known, language=language)
    if verdict.severity < Severity.APPROVE or not may(talk.by, Right.APPROVE):
        return verdict
    findings = tuple(
        replace(each, severity=Severity.CONFIRM) if each.severity == Severity.APPROVE else each
        for each in verdict.findings
    )
    return Verdict(max(each.severity for each in findings), findings)


def _may_leave(verdict: Verdict, confirmed: Collection[str]) -> bool:
    return verdict.severity < Severity.APPROVE and all(
        finding.rule in confirmed for finding in verdict.findings if finding.severity == Severity.CONFIRM
    )


def _keep(talk: Talk, text: str, verdict: Verdict, outcome: Outcome, at: datetime) -> guard.Verdict:
    return guard_actions.keep_verdict(
        shop=talk.by.shop,
        member=talk.by,
        place=Place.SIDECAR,
        text=text,
        verdict=verdict,
        outcome=outcome,
        at=at,
        account=talk.account,
    )


def _left(talk: Talk, text: str, verdict: Verdict, granted: Approval | None, at: datetime) -> None:
    """Keep that a draft left: what was found in it, what was held before it, and the contact."""
    if verdict.findings and granted is None:
        looked = verdict.severity == Severity.CONFIRM
        _keep(talk, text, verdict, Outcome.CONFIRMED if looked else Outcome.SENT, at)
    guard_actions.settle_held(
        shop_id=talk.by.shop_id,
        conversation=None,
        account=talk.account,
        member_id=talk.by.pk,
        sent_text=text,
        at=at,
    )
    asking.tell_answers(by=talk.by, buyer=talk.buyer.pk if talk.buyer else None, text=text, at=at)
    if talk.proactive:
        guard_actions.note_contact(
            shop=talk.by.shop,
            account=talk.account,
            kind=Contact.Kind.MESSAGE,
            by=talk.by,
            place=Place.SIDECAR,
            at=at,
            once_a_day=True,
        )


def _own(talk: Talk, text: str) -> QuerySet[Approval]:
    """Give what this agent asked about these very words to this buyer, the newest first."""
    return guard.approvals(talk.by.shop).filter(
        asked_by=talk.by, conversation=None, account=talk.account, text=text
    )


def _granted(talk: Talk, text: str, at: datetime) -> Approval | None:
    yes = _own(talk, text).filter(state=Approval.State.GRANTED, decided_at__gt=at - GRANTED_FOR)
    return yes.first()


def _given(talk: Talk, text: str, known: Facts) -> Given:
    rulebook = guard.rulebook_of(talk.by.shop)
    return given_in(text, known, rulebook, platform=Platform(talk.by.shop.platform))


def _order_number(talk: Talk, given: Given) -> str:
    """Give the order that was chosen, else the one it is given to."""
    if talk.order is not None:
        return talk.order.number
    return given.order.id if given.order else ""


def _record_given(talk: Talk, text: str, given: Given, granted: Approval | None, at: datetime) -> None:
    """Write down what a copied reply gives; nothing for a buyer nobody knows (Pinduoduo's orders)."""
    if talk.buyer is None or not given.amount.fen:
        return
    before = GivenAmount.objects.filter(shop=talk.by.shop_id, buyer=talk.buyer, by=talk.by)
    same = Q(said=text[:200], at__gt=at - AGAIN_WITHIN)
    if granted:
        same |= Q(approval=granted.pk)
    if before.filter(same).exists():
        return
    trade_actions.record_given(
        buyer_id=talk.buyer.pk,
        by=talk.by,
        amount=given.amount,
        said=text,
        at=at,
        order_number=_order_number(talk, given),
        approval=granted.pk if granted else None,
    )
