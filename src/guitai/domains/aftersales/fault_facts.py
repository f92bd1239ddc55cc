"""What the shop's tables know of faults: the cases by product, and the pieces that were sent (A5).

A case without a word for its fault counts under its kind. Of such, those that are about no product's fault
don't count: buyers' own reasons, and what went wrong on the way (:data:`NOT_OF_GOODS`).
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.models import Case, CaseLine, Kind, Outcome
from guitai.domains.trade.models import OrderLine, OrderStatus
from guitai.engines.faults.exposure import LONGEST_LAG
from guitai.engines.faults.shop import candidates
from guitai.engines.faults.types import History, Sighting
from guitai.kernel.days import SHANGHAI, business_day, day_period

LOOKS_BACK = 365  # days
NOT_OF_GOODS = (Kind.OWN_REASONS, Kind.UNREACHABLE, Kind.MISDELIVERED, Kind.LOST)
_SENT_AT = Coalesce("order__shipped_at", "order__paid_at", "order__created_at")


@dataclass(frozen=True, slots=True)
class Known:
    """A shop's cases as the alarm reads them; ``sent_on`` is when each was sent, where its order is known."""

    first: date
    today: date
    sightings: list[Sighting]
    sent_on: list[date | None]

    @property
    def lags(self) -> Counter[int]:
        """How many cases were opened so many days after sending."""
        pairs = zip(self.sightings, self.sent_on, strict=True)
        lags = ((one.day - sent).days for one, sent in pairs if sent is not None)
        return Counter(lag for lag in lags if 0 <= lag <= LONGEST_LAG)


def of_goods(lines: QuerySet[CaseLine]) -> QuerySet[CaseLine]:
    """Leave the lines of cases that say something about goods."""
    nothing_wrong = Q(case__state=Case.State.MERGED) | Q(case__outcome=Outcome.NOTHING)
    return lines.exclude(nothing_wrong).exclude(case__fault="", case__kind__in=NOT_OF_GOODS)


def fault_of(fault: str, kind: str) -> str:
    """Give the word a case counts under: its fault, or its kind."""
    return fault.strip() or kind


def known(shop: Shop, *, at: datetime) -> Known | None:
    """Read the cases of the last year; nothing where the shop has none."""
    today = business_day(at)
    oldest = today - timedelta(days=LOOKS_BACK)
    earliest = Case.objects.filter(shop=shop, opened_at__lte=at).aggregate(Min("opened_at"))["opened_at__min"]
    if earliest is None:
        return None
    rows = (
        of_goods(CaseLine.objects.filter(case__shop=shop, product__isnull=False))
        .filter(case__opened_at__gte=day_period(oldest).start, case__opened_at__lte=at)
        .order_by("case__opened_at", "pk")
        .values_list(
            "case__opened_at",
            "product",
            "case__fault",
            "case__kind",
            "case__batch",
            "case__buyer",
            "case__order",
            Coalesce("case__order__shipped_at", "case__order__paid_at", "case__order__created_at"),
        )
    )
    sightings, sent_on = [], []
    for opened_at, product, fault, kind, batch, buyer, order, sent_at in rows:
        who = _who(buyer, order)
        one = Sighting(business_day(opened_at), product, fault_of(fault, kind), who, batch.strip())
        sightings.append(one)
        sent_on.append(business_day(sent_at) if sent_at else None)
    return Known(max(business_day(earliest), oldest), today, sightings, sent_on)


def history_of(shop: Shop, told: Known, *, also: Collection[int] = ()) -> History | None:
    """Read what was sent, as the alarm wants it; nothing where no product has to be looked at.

    :param also: keys of products to be looked at whatever their cases are.
    """
    wanted = {product for product, _fault in candidates(told.sightings, today=told.today)} | set(also)
    if not wanted:
        return None
    lines = _sent_lines(shop, since=told.first - timedelta(days=LONGEST_LAG), until=told.today)
    by_day = lines.values_list("day").annotate(pieces=Sum("quantity"))
    since_first = lines.filter(sent_at__gte=day_period(told.first).start)
    return History(
        first=told.first,
        today=told.today,
        sightings=told.sightings,
        sent=_by_product(lines, wanted),
        sent_by_all=dict(by_day),
        totals=dict(since_first.values_list("product").annotate(pieces=Sum("quantity"))),
        lags=told.lags,
    )


def sent_of(shop: Shop, product: int, told: Known) -> Mapping[date, int]:
    """Give the pieces of one product that were sent, by day."""
    lines = _sent_lines(shop, since=told.first - timedelta(days=LONGEST_LAG), until=told.today)
    return _by_product(lines, {product}).get(product, {})


def _by_product(lines: QuerySet[Any], products: Collection[int]) -> dict[int, dict[date, int]]:
    sent: dict[int, dict[date, int]] = defaultdict(dict)
    rows = lines.filter(product__in=products).values_list("product", "day").annotate(pieces=Sum("quantity"))
    for product, day, pieces in rows:
        sent[product][day] = pieces
    return sent


def _sent_lines(shop: Shop, *, since: date, until: date) -> QuerySet[Any]:
    """Give the lines of orders that left, or soon will, each with its day: of sending, else of paying."""
    begin, end = day_period(since).start, day_period(until).end
    never_sent = Q(order__status=OrderStatus.UNPAID)
    never_sent |= Q(order__status=OrderStatus.CLOSED, order__shipped_at=None)
    return (
        OrderLine.objects.filter(order__shop=shop, product__isnull=False)
        # An index has it; an order leaves within two months of being placed.
        .filter(order__created_at__gte=begin - timedelta(days=LONGEST_LAG), order__created_at__lt=end)
        .exclude(never_sent)
        .annotate(sent_at=_SENT_AT)
        .filter(sent_at__gte=begin, sent_at__lt=end)
        .annotate(day=TruncDate("sent_at", tzinfo=SHANGHAI))
        .order_by()
    )


def _who(buyer: int | None, order: int | None) -> str:
    """Tell buyers apart; an order that names nobody is one, and all cases without either are one together."""
    if buyer is not None:
        return f"b{buyer}"
    return f"o{order}" if order is not None else ""
