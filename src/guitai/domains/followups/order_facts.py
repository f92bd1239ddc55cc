"""Orders as the rules of the lists look at them, read for many at once.

Only what may come onto a list, or stands on one, is read; what a rule asks besides (talks, stock, ratings)
only for the orders it may matter to.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BooleanField, Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from guitai.common.rows import among, as_stored, loaded_time, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.followups.models import Listing, State, Todo
from guitai.domains.followups.queries import RUNNING
from guitai.domains.followups.stock_facts import IS_RUNNING, LEFT, Kinds, out_of_stock, oversold
from guitai.domains.followups.talk_facts import ABOUT_AN_ORDER, Talk, last_talks
from guitai.domains.guard.models import NoContact
from guitai.domains.trade.models import Buyer, Order, OrderLine, OrderStatus, Refund, RefundStatus
from guitai.engines.worklists import Numbers, OrderFact
from guitai.engines.worklists.types import Standing

LISTS = (
    Listing.UNPAID,
    Listing.SILENT_UNPAID,
    Listing.SILENT_PAID,
    Listing.SOON_LATE,
    Listing.LATE,
    Listing.OUT_OF_STOCK,
    Listing.OVERSOLD,
    Listing.AFTER_DISPATCH,
    Listing.AFTER_SIGNING,
)
STANDINGS: dict[str, Standing] = {State.PROPOSED: "running", State.OPEN: "running", State.LEFT: "left"}
_TO_SEND = (OrderStatus.PAID, OrderStatus.PART_SHIPPED)
_CARED = (OrderStatus.SHIPPED, OrderStatus.SIGNED, OrderStatus.FINISHED)
_MADE_BEFORE = timedelta(days=30)  # the longest from order to payment, or to the parcel's leaving
_MOMENTS = ("created_at", "paid_at", "dispatch_by", "shipped_at", "finished_at")
_COLUMNS = ("pk", "buyer_id", "number", "status", "total_fen", "paid_fen", "item_count")
Lacking = Mapping[int, Mapping[str, int]]


@dataclass(slots=True)
class Candidate:
    """An order with its key and its buyer's, the talk about it, and its to-dos that run, by list."""

    id: int
    buyer_id: int | None
    fact: OrderFact
    talk: Talk | None = None
    running: dict[str, int] = field(default_factory=dict)


def candidates(shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime) -> list[Candidate]:
    """Give the orders that may come onto a list or leave one: of all, or of those with these keys."""
    rows: dict[int, tuple[Any, ...]] = {}
    low, short = _low_rated(shop, numbers), out_of_stock(shop, numbers)
    lacking = oversold(shop, numbers, at=at) if orders is None or _to_be_sent(orders) else {}
    asked = _some(shop, low, short, lacking, numbers, at) if orders is None else [_named(shop, orders)]
    for some in asked:
        rows |= {row[0]: row for row in some.values_list(*_COLUMNS, *map(as_stored, _MOMENTS))}
    dispatch = timedelta(hours=shop.dispatch_hours)
    refunds = _asked_back(rows.keys()) if rows else set()
    silenced = wanting_none(shop)
    found = {key: _candidate(row, dispatch, refunds, silenced) for key, row in rows.items()}
    _place(found)
    _add_talks(found.values(), numbers, at)
    _add_stock(found, short, lacking)
    _add_ratings(found.values(), low)
    return list(found.values())


def wanting_none(shop: Shop) -> set[int]:
    """Give the keys of the buyers who want to hear nothing from the shop by itself."""
    accounts = list(NoContact.objects.filter(shop=shop).values_list("account", flat=True))
    named = Buyer.objects.filter(among(Buyer, "account", accounts), shop=shop)
    return set(named.values_list("pk", flat=True)) if accounts else set()


def _named(shop: Shop, orders: Collection[int]) -> QuerySet[Order]:
    # A shop with a plus before it is no reason to walk through all its orders.
    own = RawSQL("+trade_order.shop_id = %s", [shop.pk], output_field=BooleanField())
    return Order.objects.filter(among(Order, "id", orders), own)


def _to_be_sent(orders: Collection[int]) -> bool:
    return Order.objects.filter(among(Order, "id", orders), status__in=_TO_SEND).exists()


def _some(
    shop: Shop, low: Collection[int], short: Kinds, lacking: Lacking, numbers: Numbers, at: datetime
) -> Iterable[QuerySet[Order]]:
    """Give what may come onto a list now, and what stands on one."""
    running = Order.objects.filter(
        RawSQL(IS_RUNNING, [], output_field=BooleanField()),  # noqa: S611 - own names
        shop=shop,
    )
    yield running.filter(status=OrderStatus.UNPAID, created_at__gt=at - _oldest(numbers, "oldest_hours"))
    since = at - _oldest(numbers, "oldest_days") - _MADE_BEFORE
    missing = OrderLine.objects.filter(
        order=OuterRef("pk"), product__in={product for product, _code in short}
    )
    matters = _may_matter(shop, numbers, at) | Q(Exists(missing)) if short else _may_matter(shop, numbers, at)
    yield running.filter(matters, status__in=_TO_SEND, created_at__gt=since)
    if lacking:
        yield _named(shop, lacking)
    if low:
        lines = OrderLine.objects.filter(product__in=low, order__shop=shop, order__created_at__gt=since)
        yield Order.objects.filter(pk__in=lines.values("order"), status__in=_CARED)
    standing = Todo.objects.filter(shop=shop, listing__in=LISTS, state__in=RUNNING)
    yield Order.objects.filter(pk__in=standing.values("order"))


def _may_matter(shop: Shop, numbers: Numbers, at: datetime) -> Q:
    """Say which paid orders may be late soon, or are large; most of those to be sent are neither."""
    figures = numbers.lists
    by = at + timedelta(hours=figures.get(Listing.SOON_LATE, {}).get("before_hours", 0))
    paid_by = by - timedelta(hours=shop.dispatch_hours)
    matters = Q(dispatch_by__lte=by) | Q(dispatch_by=None, paid_at__lte=paid_by)
    if large := figures.get(Listing.SILENT_PAID):
        matters |= Q(item_count__gte=large["least_pieces"]) | Q(paid_fen__gte=large["least_fen"])
    return matters


def _oldest(numbers: Numbers, name: str) -> timedelta:
    """Give the longest that any list of orders looks back."""
    asked = [numbers.lists[key].get(name, 0) for key in LISTS if key in numbers.lists]
    return timedelta(**{name.removeprefix("oldest_"): max(asked, default=0)})


def _candidate(row: tuple[Any, ...], dispatch: timedelta, refunds: set[int], silenced: set[int]) -> Candidate:
    key, buyer, number, status, total_fen, paid_fen, item_count, *moments = row
    paid_at, dispatch_by, shipped_at, finished_at = map(_moment, moments[1:])
    if dispatch_by is None and paid_at is not None:
        dispatch_by = paid_at + dispatch
    fact = OrderFact(
        number=number,
        status=status,
        created_at=loaded_time(stored(moments[0])),
        paid_at=paid_at,
        dispatch_by=dispatch_by,
        shipped_at=shipped_at,
        finished_at=finished_at,
        total_fen=total_fen,
        paid_fen=paid_fen,
        item_count=item_count,
        refund_asked=key in refunds,
        wants_none=buyer in silenced,
    )
    return Candidate(key, buyer, fact)


def _moment(told: str | datetime | None) -> datetime | None:
    return loaded_time(stored(told)) if told else None


def _asked_back(keys: Collection[int]) -> set[int]:
    asked = Refund.objects.filter(among(Refund, "order", keys), status=RefundStatus.ASKED)
    return {order for order in asked.values_list("order_id", flat=True) if order}


def _place(found: Mapping[int, Candidate]) -> None:
    """Say on which lists each stands or stood."""
    # By the orders alone: a shop with its list is no reason to walk through all that stands there.
    stood = Todo.objects.filter(among(Todo, "order", found))
    stands: dict[int, dict[str, Standing]] = defaultdict(dict)
    for key, order, listing, state in stood.values_list("pk", "order_id", "listing", "state"):
        if listing not in LISTS:
            continue
        stands[order or 0][listing] = STANDINGS.get(state, "done")
        if state in RUNNING:
            found[order or 0].running[listing] = key
    for order, lists in stands.items():
        found[order].fact = replace(found[order].fact, stands=lists)


def _add_talks(found: Iterable[Candidate], numbers: Numbers, at: datetime) -> None:
    """Say which buyers talked to a person about their order."""
    asked = [each for each in found if each.buyer_id and _may_be_silent(each.fact, numbers)]
    if not asked:
        return
    since = min(each.fact.created_at for each in asked) - ABOUT_AN_ORDER
    talks = last_talks({each.buyer_id or 0 for each in asked}, since=since, until=at)
    for each in asked:
        each.talk = talks.near(each.buyer_id, each.fact.created_at)
        each.fact = replace(each.fact, talked=each.talk.talked) if each.talk else each.fact


def _may_be_silent(order: OrderFact, numbers: Numbers) -> bool:
    if order.status == OrderStatus.UNPAID:
        return not order.stands
    figures = numbers.lists.get(Listing.SILENT_PAID)
    if figures is None or order.status not in _TO_SEND or Listing.SILENT_PAID in order.stands:
        return False
    return order.item_count >= figures["least_pieces"] or order.paid_fen >= figures["least_fen"]


def _add_stock(found: Mapping[int, Candidate], short: Kinds, lacking: Lacking) -> None:
    """Say which kinds of paid orders are out of stock, or not there for all of them."""
    to_send = {key: each for key, each in found.items() if each.fact.status in _TO_SEND}
    for key in to_send.keys() & lacking.keys():
        to_send[key].fact = replace(to_send[key].fact, oversold=lacking[key])
    if not short or not to_send:
        return
    lines = OrderLine.objects.filter(
        among(OrderLine, "order", to_send), product__in={product for product, _code in short}
    ).exclude(status__in=LEFT)
    for order, product, code in lines.order_by().values_list("order_id", "product_id", "sku_code"):
        if name := short.get((product or 0, code)):
            fact = to_send[order].fact
            to_send[order].fact = replace(fact, short=tuple(dict.fromkeys((*fact.short, name))))


def _low_rated(shop: Shop, numbers: Numbers) -> dict[int, int]:
    """Give the products that a list looks after, with what they are rated."""
    cared = (Listing.AFTER_DISPATCH, Listing.AFTER_SIGNING)
    below = max((numbers.lists[key]["rating_below"] for key in cared if key in numbers.lists), default=0)
    rated = Product.objects.filter(Q(rating__lt=below), shop=shop)
    return {key: rating for key, rating in rated.values_list("pk", "rating") if rating is not None}


def _add_ratings(found: Iterable[Candidate], rated: Mapping[int, int]) -> None:
    """Say what the worst product of an order that left is rated."""
    sent = {each.id: each for each in found if each.fact.status in _CARED}
    if not sent or not rated:
        return
    lines = OrderLine.objects.filter(among(OrderLine, "order", sent), product__in=rated)
    for order, product in lines.order_by().values_list("order_id", "product_id"):
        fact, rating = sent[order].fact, rated[product or 0]
        if fact.rating is None or rating < fact.rating:
            sent[order].fact = replace(fact, rating=rating)
