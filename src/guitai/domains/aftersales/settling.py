"""What a month's settlement with each courier says: claimed, accepted, paid and still open, by case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum, Value
from django.db.models.functions import Greatest

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.ledgers import ANSWERS_TO_CLAIMS, STANDS, month_period
from guitai.domains.aftersales.models import Ledger, LedgerEntry, LedgerLine
from guitai.kernel.money import Money
from guitai.kernel.periods import Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Sums:
    """Money of a settlement in fen.

    ``open`` is what is still to come: what was accepted and is not paid, and what was claimed since the
    courier last answered.
    """

    claimed: int = 0
    accepted: int = 0
    paid: int = 0
    open: int = 0

    def __add__(self, other: "Sums") -> "Sums":
        return Sums(
            claimed=self.claimed + other.claimed,
            accepted=self.accepted + other.accepted,
            paid=self.paid + other.paid,
            open=self.open + other.open,
        )

    def amounts(self) -> tuple[Money, Money, Money, Money]:
        """Give claimed, accepted, paid and open."""
        return Money(self.claimed), Money(self.accepted), Money(self.paid), Money(self.open)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """A case in a settlement: its number, when it was first claimed, what it is about, its sums."""

    courier: str
    case: int
    claimed_at: datetime
    title: str
    order: str
    waybill: str
    sums: Sums


@dataclass(frozen=True, slots=True)
class CourierSums:
    """What the cases of a courier come to in a settlement."""

    courier: str
    cases: int
    sums: Sums


def settlement(shop: Shop, month: date) -> "SettledRows":
    """Give the settlement of a month: the cases claimed in it or before that were not closed before it.

    Everything is as it stood when the month ended; a correction counts for the month of the line it corrects.
    A case is closed when nothing is open and no line came in the month. Ordered by courier, then as claimed.

    :param month: any day of it, where the shops are.
    """
    return SettledRows(_rows(shop, month_period(month)))


class SettledRows(Sequence[Settled]):
    """The cases of a settlement, read a page at a time; the sums are added up once."""

    def __init__(
        self, rows: "QuerySet[LedgerLine, dict[str, Any]]", sums: list[CourierSums] | None = None
    ) -> None:
        self._rows, self._sums = rows, sums

    def __len__(self) -> int:
        return total(self.by_courier()).cases

    def __iter__(self) -> Iterator[Settled]:
        return iter(self[:])  # all in one question

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [_settled(row) for row in self._rows[at]]
        return _settled(self._rows[at])

    def of(self, courier: str) -> "SettledRows":
        """Give the cases of one courier; empty: those that name none."""
        sums = [each for each in self.by_courier() if each.courier == courier]
        return SettledRows(self._rows.filter(courier=courier), sums)

    def by_courier(self) -> list[CourierSums]:
        """Give the sums of each courier, in the order of their names."""
        if self._sums is None:
            self._sums = self._added_up()
        return self._sums

    def _added_up(self) -> list[CourierSums]:
        columns = ("courier", "claimed", "accepted", "paid", "open")
        found: dict[str, CourierSums] = defaultdict(lambda: CourierSums("", 0, Sums()))
        for courier, claimed, accepted, paid, still in self._rows.values_list(*columns):
            before = found[courier]
            sums = Sums(claimed=claimed, accepted=accepted, paid=paid, open=still)
            found[courier] = replace(before, courier=courier, cases=before.cases + 1, sums=before.sums + sums)
        return [found[courier] for courier in sorted(found)]


def total(of: Iterable[CourierSums]) -> CourierSums:
    """Give what all these couriers come to."""
    whole = CourierSums("", 0, Sums())
    for each in of:
        whole = CourierSums("", whole.cases + each.cases, whole.sums + each.sums)
    return whole


def _rows(shop: Shop, month: Period) -> "QuerySet[LedgerLine, dict[str, Any]]":
    """Give one row for each case and courier, added up by the database."""
    told = LedgerLine.objects.filter(STANDS, shop=shop, ledger=Ledger.COMPENSATION, counts_at__lt=month.end)
    answers = LedgerLine.objects.filter(
        STANDS,
        case=OuterRef("case"),
        courier=OuterRef("courier"),
        entry__in=ANSWERS_TO_CLAIMS,
        counts_at__gte=OuterRef("counts_at"),
        counts_at__lt=month.end,
    )
    claims = Q(entry=LedgerEntry.CLAIMED)
    return (
        told.annotate(answered=Exists(answers))
        .values("courier", "case__number")
        .annotate(
            claimed=_fen(claims),
            accepted=_fen(Q(entry=LedgerEntry.ACCEPTED)),
            paid=_fen(Q(entry=LedgerEntry.PAID)),
            unanswered=_fen(claims & Q(answered=False)),
            claimed_at=Min("counts_at", filter=claims),
            last_at=Max("counts_at"),
            claim_title=Max("title", filter=claims),
            claim_order=Max("order__number", filter=claims),
            claim_waybill=Max("waybill", filter=claims),
        )
        .annotate(open=Greatest(F("accepted") - F("paid"), Value(0)) + F("unanswered"))
        .filter(Q(last_at__gte=month.start) | Q(open__gt=0), claimed_at__isnull=False)
        .order_by("courier", "claimed_at", "case__number")
    )


def _fen(of: Q) -> Sum:
    return Sum("amount_fen", filter=of, default=0)


def _settled(row: dict[str, Any]) -> Settled:
    return Settled(
        courier=row["courier"],
        case=row["case__number"],
        claimed_at=row["claimed_at"],
        title=row["claim_title"] or "",
        order=row["claim_order"] or "",
        waybill=row["claim_waybill"] or "",
        sums=Sums(claimed=row["claimed"], accepted=row["accepted"], paid=row["paid"], open=row["open"]),
    )
