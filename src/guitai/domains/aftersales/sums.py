"""What the cases of a period come to: clocks kept, what they cost, how they ended; whole and by a cut."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum
from django.db.models.lookups import IsNull

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import Case, CaseLine, Outcome
from guitai.domains.trade.models import Order
from guitai.kernel.periods import Period


class Cut(StrEnum):
    """What cases are told apart by; the value is the column."""

    KIND = "kind"
    FAULT = "fault"
    COURIER = "courier"
    PRODUCT = "lines__product__title"
    AGENT = "owner__nickname"


@dataclass(frozen=True, slots=True)
class CaseSum:
    """What some cases come to.

    ``key`` is what the cut has of them (empty: nothing said, or nobody). ``answered_in_time`` are of
    ``answers_decided``, the cases whose first clock was stopped or ran out; ``settled_in_time`` of
    ``settling_decided`` likewise, of those a courier has to settle. Amounts are in fen.
    """

    key: str
    cases: int
    answers_decided: int
    answered_in_time: int
    settling_decided: int
    settled_in_time: int
    ended: int
    refunded: int
    exchanged: int
    cost_fen: int
    regained_fen: int


@dataclass(frozen=True, slots=True)
class OrdersWithCases:
    """Of the orders paid in a period: how many had a case, and one that paid back or exchanged."""

    orders: int
    with_case: int
    refunded: int
    exchanged: int


_REFUNDED = (Outcome.REFUNDED, Outcome.PART_REFUNDED)
_EXCHANGED = (Outcome.EXCHANGED, Outcome.RESENT)


def summed(shop: Shop, *, period: Period, at: datetime) -> CaseSum:
    """Add up all cases opened in a period, as things stand at a moment."""
    return CaseSum(key="", **_opened(shop, period).aggregate(**_columns(at)))


def summed_by(shop: Shop, cut: Cut, *, period: Period, at: datetime) -> list[CaseSum]:
    """Add the cases up by a cut, the dearest first.

    A case about two products counts for each of them.
    """
    cases = _opened(shop, period)
    if cut is Cut.PRODUCT:
        cases = cases.filter(~Exists(_same_product_before()))
    rows = cases.values(cut.value).annotate(**_columns(at))
    sums = [CaseSum(key=str(row.pop(cut.value) or ""), **row) for row in rows]
    return sorted(sums, key=lambda each: (-(each.cost_fen - each.regained_fen), -each.cases, each.key))


def orders_with_cases(shop: Shop, *, period: Period) -> OrdersWithCases:
    """Count the orders paid in a period that needed after-sales, and how that ended."""
    paid = Order.objects.filter(shop=shop, paid_at__gte=period.start, paid_at__lt=period.end)
    cases = Case.objects.filter(shop=shop, order__in=paid).exclude(state=Case.State.MERGED)
    return OrdersWithCases(
        orders=paid.count(),
        **cases.aggregate(
            with_case=Count("order", distinct=True),
            refunded=Count("order", filter=Q(outcome__in=_REFUNDED), distinct=True),
            exchanged=Count("order", filter=Q(outcome__in=_EXCHANGED), distinct=True),
        ),
    )


def _opened(shop: Shop, period: Period) -> QuerySet[Case]:
    rows = Case.objects.filter(shop=shop, opened_at__gte=period.start, opened_at__lt=period.end)
    return rows.exclude(state=Case.State.MERGED).order_by()


def _same_product_before() -> QuerySet[CaseLine]:
    """Give the lines before a case's line that are about the same product, in another colour or size."""
    same = Q(product=OuterRef("lines__product")) | Q(IsNull(OuterRef("lines__product"), True), product=None)
    return CaseLine.objects.filter(same, case=OuterRef("pk"), pk__lt=OuterRef("lines__pk"))


def _columns(at: datetime) -> dict[str, Any]:
    answered, settles = Q(answered_at__isnull=False), Q(settle_due_at__isnull=False)
    return {
        "cases": Count("pk"),
        "answers_decided": Count("pk", filter=answered | Q(answer_due_at__lte=at)),
        "answered_in_time": Count("pk", filter=Q(answered_at__lte=F("answer_due_at"))),
        "settling_decided": Count(
            "pk", filter=settles & (Q(ended_at__isnull=False) | Q(settle_due_at__lte=at))
        ),
        "settled_in_time": Count("pk", filter=settles & Q(ended_at__lte=F("settle_due_at"))),
        "ended": Count("pk", filter=Q(ended_at__isnull=False)),
        "refunded": Count("pk", filter=Q(outcome__in=_REFUNDED)),
        "exchanged": Count("pk", filter=Q(outcome__in=_EXCHANGED)),
        "cost_fen": Sum("cost_fen", default=0),
        "regained_fen": Sum("regained_fen", default=0),
    }
