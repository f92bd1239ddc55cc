"""What can be asked about the four ledgers: their lines and sums, what waits for a second person."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.ledgers import DECISIONS, STANDS, month_period
from guitai.domains.aftersales.ledgers import WITH_AMOUNT as WITH_AMOUNT
from guitai.domains.aftersales.ledgers import entries_of as entries_of
from guitai.domains.aftersales.ledgers import month_after as month_after
from guitai.domains.aftersales.ledgers import month_before as month_before
from guitai.domains.aftersales.ledgers import month_of as month_of
from guitai.domains.aftersales.models import Case as Case
from guitai.domains.aftersales.models import CaseLine
from guitai.domains.aftersales.models import Ledger as Ledger
from guitai.domains.aftersales.models import LedgerEntry as LedgerEntry
from guitai.domains.aftersales.models import LedgerLine as LedgerLine
from guitai.domains.catalog.models import Product as Product
from guitai.kernel.money import Money

# Sealed or large, and never shown in a ledger.
_NOT_SHOWN = ("order__address", "order__receiver", "order__phone", "case__trail", "case__stages")


@dataclass(frozen=True, slots=True, kw_only=True)
class Narrowing:
    """What a ledger is narrowed to; what is empty or None narrows nothing.

    ``month`` is any day of a month where the shops are, ``product`` a product's key, ``by`` the key of the
    member who wrote the line that counts, ``case`` the number of a case in its shop.
    """

    month: date | None = None
    courier: str = ""
    product: int | None = None
    by: int | None = None
    case: int | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """How many lines of an entry stand, and what they come to."""

    entry: LedgerEntry
    count: int
    amount: Money


def lines(shop: Shop, ledger: Ledger, narrowing: Narrowing) -> QuerySet[LedgerLine]:
    """Give the lines of a ledger, the last first: of a line that was corrected the last correction.

    What was taken out is among them, with nought; ``counts_at`` is when each happened.
    """
    shown = _narrowed(shop, ledger, narrowing).select_related("case", "order", "product", "by__person")
    return shown.defer(*_NOT_SHOWN).order_by("-counts_at", "-pk")


def totals(shop: Shop, ledger: Ledger, narrowing: Narrowing) -> list[Total]:
    """Give how many lines of each entry of a ledger stand, and their sums, without what was taken out."""
    rows = _narrowed(shop, ledger, narrowing).filter(STANDS).order_by().values_list("entry")
    sums = {entry: (count, fen) for entry, count, fen in rows.annotate(Count("pk"), Sum("amount_fen"))}
    return [
        Total(entry, count, Money(fen))
        for entry in entries_of(ledger)
        for count, fen in [sums.get(entry, (0, 0))]
    ]


@dataclass(frozen=True, slots=True)
class Registered:
    """How many cases a register holds, what they cost the shop and what couriers paid for them."""

    count: int
    cost: Money
    regained: Money


def registered(shop: Shop, narrowing: Narrowing) -> QuerySet[Case]:
    """Give the register itself: the cases that ended in a month, the last first; merged ones are another's.

    ``narrowing.by`` is here the owner of a case, ``narrowing.product`` one it is about.
    """
    rows = Case.objects.filter(shop=shop, state=Case.State.ENDED)
    if narrowing.month is not None:
        period = month_period(narrowing.month)
        rows = rows.filter(ended_at__gte=period.start, ended_at__lt=period.end)
    if narrowing.product is not None:
        rows = rows.filter(pk__in=CaseLine.objects.filter(product=narrowing.product).values("case"))
    asked = {"courier": narrowing.courier or None, "owner": narrowing.by, "number": narrowing.case}
    rows = rows.filter(**{name: value for name, value in asked.items() if value is not None})
    shown = rows.select_related("order", "owner__person").prefetch_related("lines")
    return shown.defer("order__address", "order__receiver", "order__phone", "trail").order_by(
        "-ended_at", "-pk"
    )


def register_sums(cases: QuerySet[Case]) -> Registered:
    """Give what the cases of a register come to."""
    sums = cases.order_by().aggregate(
        count=Count("pk"), cost=Sum("cost_fen", default=0), regained=Sum("regained_fen", default=0)
    )
    return Registered(sums["count"], Money(sums["cost"]), Money(sums["regained"]))


def lines_visible_to(member: Membership) -> QuerySet[LedgerLine]:
    """Give every line of the ledgers of a member's shop, corrected ones too."""
    return LedgerLine.objects.filter(shop=member.shop_id)


def earlier(shown: Iterable[LedgerLine]) -> Mapping[int, list[LedgerLine]]:
    """Give what was written before each of these corrections, the first first, by the correction's key.

    A line that corrects none has no part in it.
    """
    corrections = [line for line in shown if line.corrects_id is not None]
    cases = {line.case_id for line in corrections}
    rows = LedgerLine.objects.filter(case__in=cases, corrected_by__isnull=False) if cases else []
    corrected = {line.pk: line for line in rows}
    return {line.pk: _chain(line, corrected) for line in corrections}


def undecided(found: Collection[LedgerLine]) -> set[int]:
    """Give the keys of those of these lines that say a shipment was wrong and wait for a second person."""
    keys = [line.pk for line in found if line.entry == LedgerEntry.WRONG]
    return set(_undecided().filter(pk__in=keys).values_list("pk", flat=True)) if keys else set()


def wrongs_waiting(shop: Shop) -> int:
    """Give how many wrong shipments of a shop wait for a second person."""
    return _undecided().filter(shop=shop).count()


def cases_of(shop: Shop) -> QuerySet[Case]:
    """Give every case of a shop, to find the one a line belongs to."""
    return Case.objects.filter(shop=shop)


def couriers_in(shop: Shop) -> list[str]:
    """Give the couriers a shop's ledgers name, in order."""
    named = LedgerLine.objects.filter(shop=shop).exclude(courier="").order_by("courier")
    return list(named.values_list("courier", flat=True).distinct())


def writers_in(shop: Shop) -> QuerySet[Membership]:
    """Give those who wrote into a shop's ledgers, former members too."""
    wrote = LedgerLine.objects.filter(shop=shop).values("by")
    return Membership.objects.filter(shop=shop, pk__in=wrote).select_related("person").order_by("pk")


def products_in(shop: Shop, ledger: Ledger, month: date | None) -> QuerySet[Product]:
    """Give the products a ledger names in a month, or ever, in the order of their titles."""
    named = _narrowed(shop, ledger, Narrowing(month=month)).exclude(product=None)
    return Product.objects.filter(shop=shop, pk__in=named.order_by().values("product")).order_by(
        "title", "pk"
    )


def _narrowed(shop: Shop, ledger: Ledger, narrowing: Narrowing) -> QuerySet[LedgerLine]:
    rows = LedgerLine.objects.filter(shop=shop, ledger=ledger, corrected_by=None)
    if narrowing.month is not None:
        period = month_period(narrowing.month)
        rows = rows.filter(counts_at__gte=period.start, counts_at__lt=period.end)
    asked = {
        "courier": narrowing.courier or None,
        "product": narrowing.product,
        "by": narrowing.by,
        "case__number": narrowing.case,
    }
    return rows.filter(**{name: value for name, value in asked.items() if value is not None})


def _undecided() -> QuerySet[LedgerLine]:
    later = LedgerLine.objects.filter(
        STANDS, case=OuterRef("case"), entry__in=DECISIONS, counts_at__gte=OuterRef("counts_at")
    )
    newer = LedgerLine.objects.filter(
        Q(counts_at__gt=OuterRef("counts_at")) | Q(counts_at=OuterRef("counts_at"), pk__gt=OuterRef("pk")),
        STANDS,
        case=OuterRef("case"),
        entry=LedgerEntry.WRONG,
    )
    # Of two in a case, the second is what is confirmed.
    waiting = LedgerLine.objects.filter(STANDS, entry=LedgerEntry.WRONG, ledger=Ledger.WRONG)
    return waiting.exclude(Exists(later)).exclude(Exists(newer))


def _chain(line: LedgerLine, corrected: Mapping[int, LedgerLine]) -> list[LedgerLine]:
    before: list[LedgerLine] = []
    while line.corrects_id is not None:
        line = corrected[line.corrects_id]
        before.insert(0, line)
    return before
