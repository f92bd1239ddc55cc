"""Ask the lead for a draft; answer, take back, let lapse. Nobody answers twice."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts.models import Membership
from guitai.domains.guard.errors import AlreadyAskedError, NothingToAskError, NotWaitingError
from guitai.domains.guard.events import ApprovalChanged
from guitai.domains.guard.models import Approval, Outcome, Verdict
from guitai.domains.guard.queries import approval_shape
from guitai.engines.rulebook.types import Severity
from guitai.kernel.money import Money
from guitai.kernel.text import clean

# A buyer who got no price for so long was told something else, or is gone.
WAITS = timedelta(minutes=30)
_LONGEST = 300
State = Approval.State


class Asked(TypedDict, total=False):
    """What goes with a draft: the quick phrases it was made from, what it gives to which order, and why."""

    phrases: Sequence[int]
    order_number: str
    amount: Money | None
    note: str


@transaction.atomic
def ask_approval(
    *, verdict_row: Verdict, by: Membership, local_id: str, at: datetime, **asked: Unpack[Asked]
) -> Approval:
    """Ask the lead whether a draft that was held for it may be sent as it is.

    :param local_id: what the reply will be sent under; empty where it is not sent from here.
    :raises NothingToAskError: if the draft needs no lead, no lead may let it pass, or it is no longer held.
    :raises AlreadyAskedError: if another draft of the conversation waits already.
    """
    verdict = Verdict.objects.select_for_update().get(pk=verdict_row.pk)
    if verdict.severity != Severity.APPROVE or verdict.outcome != Outcome.HELD:
        raise NothingToAskError(_("This reply does not wait for the lead; send it, or write it anew."))
    amount = asked.get("amount")
    approval = Approval(
        shop_id=verdict.shop_id,
        verdict=verdict,
        asked_by=by,
        conversation=verdict.conversation,
        account=verdict.account,
        local_id=local_id,
        text=verdict.text,
        phrases=list(asked.get("phrases", ())),
        order_number=asked.get("order_number", ""),
        amount_fen=amount.fen if amount else None,
        note=clean(asked.get("note", ""))[:_LONGEST],
        asked_at=at,
    )
    try:
        with transaction.atomic():
            approval.save()
    except IntegrityError:
        raise AlreadyAskedError(
            _("Another reply in this conversation waits for the lead already; withdraw it first.")
        ) from None
    _settle(verdict, Outcome.ASKED, at)
    _announce(approval, at)
    return approval


@transaction.atomic
def decide(
    *, approval_id: int, shop_id: int, granted: bool, by: Membership, at: datetime, answer: str = ""
) -> Approval:
    """Answer what was asked. Whoever sends the granted reply does it in the same transaction.

    :raises NotWaitingError: if it is settled already; the sentence says by whom and how.
    """
    approval = _waiting(approval_id, shop_id)
    approval.decided_by, approval.answer = by, clean(answer)[:_LONGEST]
    _end(approval, State.GRANTED if granted else State.REFUSED, at)
    audit.record(
        f"approval_{approval.state}",
        subject=approval.asked_by,
        by=by,
        at=at,
        shop_id=shop_id,
        approval=approval.pk,
        order=approval.order_number,
        amount=approval.amount.yuan if approval.amount else "",
    )
    return approval


@transaction.atomic
def withdraw(*, approval_id: int, shop_id: int, by: Membership, at: datetime) -> Approval:
    """Take back what one asked oneself.

    :raises NotWaitingError: if it is settled already, or somebody else asked it.
    """
    approval = _waiting(approval_id, shop_id)
    if approval.asked_by_id != by.pk:
        raise NotWaitingError(_("Only %(name)s may withdraw this.") % {"name": approval.asked_by.nickname})
    approval.decided_by = by
    return _end(approval, State.WITHDRAWN, at)


@transaction.atomic
def lapse(*, at: datetime) -> int:
    """End what was asked too long ago; give how many there were."""
    late = Approval.objects.select_for_update(of=("self",)).filter(
        state=State.WAITING, asked_at__lte=at - WAITS
    )
    ended = [
        _end(approval, State.LAPSED, at)
        for approval in late.select_related("verdict", "asked_by").order_by("pk")
    ]
    return len(ended)


def sent_as(*, approval: Approval, message: int) -> None:
    """Keep which message a granted reply became."""
    Verdict.objects.filter(pk=approval.verdict_id).update(message=message)


_OUTCOMES = {
    State.GRANTED: Outcome.GRANTED,
    State.REFUSED: Outcome.REFUSED,
    State.WITHDRAWN: Outcome.WITHDRAWN,
    State.LAPSED: Outcome.DROPPED,
}


def _waiting(approval_id: int, shop_id: int) -> Approval:
    """Give an approval that waits, held until the commit."""
    approval = (
        Approval.objects.select_for_update(of=("self",))
        .select_related("verdict", "asked_by", "decided_by")
        .filter(pk=approval_id, shop=shop_id)
        .first()
    )
    if approval is None:
        raise NotWaitingError(_("There is no such request in this shop."))
    if approval.state != State.WAITING:
        raise NotWaitingError(_settled(approval), state=approval.state)
    return approval


def _settled(approval: Approval) -> str:
    name = approval.decided_by.nickname if approval.decided_by else ""
    match approval.state:
        case State.GRANTED:
            return _("%(name)s has granted this already.") % {"name": name}
        case State.REFUSED:
            return _("%(name)s has refused this already.") % {"name": name}
        case State.WITHDRAWN:
            return _("%(name)s has withdrawn this.") % {"name": name}
        case _:
            return _("Nobody answered this in time; the agent has to ask again.")


def _end(approval: Approval, state: Approval.State, at: datetime) -> Approval:
    approval.state, approval.decided_at = state, at
    approval.save(update_fields=["state", "decided_at", "decided_by", "answer"])
    _settle(approval.verdict, _OUTCOMES[state], at)
    _announce(approval, at)
    return approval


def _settle(verdict: Verdict, outcome: Outcome, at: datetime) -> None:
    verdict.outcome, verdict.outcome_at = outcome, at
    verdict.save(update_fields=["outcome", "outcome_at"])


def _announce(approval: Approval, at: datetime) -> None:
    events.publish(
        ApprovalChanged(
            shop_id=approval.shop_id,
            approval=approval_shape(approval),
            asked_by_id=approval.asked_by_id,
            at=at,
        )
    )
