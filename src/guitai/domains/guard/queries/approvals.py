"""What leads were asked, and how pages show it."""

from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Approval


def approvals(shop: Shop) -> QuerySet[Approval]:
    """Give all that was ever asked in the shop, newest first."""
    return _whole().filter(shop=shop).order_by("-asked_at", "-pk")


def approvals_waiting(shop: Shop) -> QuerySet[Approval]:
    """Give what waits for the lead, the longest wait first."""
    return _whole().filter(shop=shop, state=Approval.State.WAITING).order_by("asked_at", "pk")


def approvals_of(member: Membership) -> QuerySet[Approval]:
    """Give what a member asked and is waiting for, the longest wait first."""
    return approvals_waiting(member.shop).filter(asked_by=member)


def approval_of(*, shop_id: int, approval_id: int) -> Approval | None:
    """Give one of the shop's; none if it is no such, or another shop's."""
    return _whole().filter(shop=shop_id, pk=approval_id).first()


def approval_shape(approval: Approval) -> dict[str, Any]:
    """Give it as pages show it; verdict and findings, asker and decider should be at hand already.

    ``why`` is the reason of the gravest finding; ``amount`` is in yuan, none where nobody could tell.
    """
    gravest = max(approval.verdict.findings.all(), key=lambda finding: finding.severity, default=None)
    decider = approval.decided_by
    return {
        "id": approval.pk,
        "place": approval.verdict.place,
        "conversation": approval.conversation,
        "buyer": approval.account,
        "order": approval.order_number,
        "agent": {"id": approval.asked_by_id, "name": approval.asked_by.nickname},
        "local_id": approval.local_id,
        "text": approval.text,
        "amount": approval.amount.yuan if approval.amount else None,
        "rule": gravest.rule if gravest else "",
        "why": gravest.why if gravest else "",
        "note": approval.note,
        "asked_at": _moment(approval.asked_at),
        "state": approval.state,
        "decided_by": {"id": decider.pk, "name": decider.nickname} if decider else None,
        "decided_at": _moment(approval.decided_at),
        "answer": approval.answer,
    }


def _whole() -> QuerySet[Approval]:
    return Approval.objects.select_related("verdict", "asked_by", "decided_by").prefetch_related(
        "verdict__findings"
    )


def _moment(at: datetime | None) -> str | None:
    """Give a time as the live protocol writes it: UTC with milliseconds."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if at else None
