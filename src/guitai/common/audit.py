"""Write down who changed what; read it back."""

from datetime import datetime
from typing import Any, Protocol

from django.db.models import QuerySet

from guitai.common.models import AuditEntry


class _Somebody(Protocol):
    @property
    def pk(self) -> Any: ...


def record(
    deed: str,
    *,
    subject: _Somebody,
    by: _Somebody | None,
    at: datetime,
    shop_id: int | None = None,
    **facts: object,
) -> None:
    """Keep one line of history in the caller's transaction.

    :param deed: a stable word in the past tense, such as ``role_changed``.
    :param facts: what changed, as JSON values; never personal data itself.
    """
    AuditEntry.objects.create(
        shop_id=shop_id,
        by_id=by.pk if by else None,
        by_label=str(by) if by else "guitai",
        deed=deed,
        subject_kind=type(subject).__name__.lower(),
        subject_id=str(subject.pk),
        subject_label=str(subject)[:200],
        facts=facts,
        at=at,
    )


def entries(*, shop_id: int) -> QuerySet[AuditEntry]:
    """Give a shop's history, newest first."""
    return AuditEntry.objects.filter(shop_id=shop_id).order_by("-at", "-pk")
