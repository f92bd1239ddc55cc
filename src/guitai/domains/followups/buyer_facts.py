"""Buyers as the rules of the lists look at them: VIPs, and those who stayed away, with what they paid for."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, QuerySet, Sum

from guitai.common.rows import among
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.followups.order_facts import wanting_none
from guitai.domains.followups.queries import RUNNING
from guitai.domains.guard.models import Contact
from guitai.domains.trade.models import Buyer, Order, OrderStatus
from guitai.engines.worklists import BuyerFact, Numbers, buyer_leaves
from guitai.kernel.days import SHANGHAI, day_period

LISTS = (Listing.VIP, Listing.WAKING, Listing.INVITE)
_ALL = 10**9


def room(shop: Shop, numbers: Numbers) -> Iterator[tuple[str, int]]:
    """Give how many more may be put on each list that is on."""
    if Listing.VIP in numbers.lists:
        yield Listing.VIP, _ALL
    if figures := numbers.lists.get(Listing.WAKING):
        there = Todo.objects.filter(shop=shop, listing=Listing.WAKING, state__in=RUNNING).count()
        yield Listing.WAKING, max(figures["at_once"] - there, 0)


def to_fill(
    shop: Shop, places: Mapping[str, int], numbers: Numbers, *, at: datetime
) -> Iterator[tuple[int, BuyerFact]]:
    """Give buyers who may come onto a list with room: the VIPs, then those who stayed away.

    Who was woken since their last order is left out; who paid most comes first.
    """
    silenced = wanting_none(shop)
    if places.get(Listing.VIP):
        yield from _vips(shop, silenced, at)
    if free := places.get(Listing.WAKING):
        figures = numbers.lists[Listing.WAKING]
        yield from _away(shop, figures["after_days"], figures["oldest_days"], free, silenced, at)


def to_leave(
    shop: Shop,
    orders: Collection[int] | None,
    numbers: Numbers,
    *,
    at: datetime,
    lists: Collection[Listing] = LISTS,
) -> Iterator[tuple[int, str]]:
    """Give the to-dos of buyers that are settled, and how.

    :param orders: look at the buyers of these alone.
    """
    todos = Todo.objects.filter(shop=shop, listing__in=lists, state__in=RUNNING)
    if orders is not None:
        buyers = Order.objects.filter(among(Order, "id", orders)).exclude(buyer=None)
        todos = todos.filter(buyer__in=set(buyers.values_list("buyer_id", flat=True)))
    rows = list(todos.values_list("pk", "listing", "opened_at", "buyer_id", "key"))
    if not rows:
        return
    last = dict(
        placed_by({row[3] for row in rows}).values_list("buyer_id").annotate(Max("created_at")).order_by()
    )
    silenced = wanting_none(shop)
    for pk, listing, opened_at, buyer, key in rows:
        outcome = buyer_leaves(
            listing,
            opened_at=opened_at,
            known_until=_known_until(listing, opened_at, key),
            last_order_at=last.get(buyer),
            wants_none=buyer in silenced,
            numbers=numbers,
            at=at,
        )
        if outcome:
            yield pk, outcome


def _known_until(listing: str, opened_at: datetime, key: str) -> datetime:
    """Give since when an order is a new one: a list may tell of it days after it was placed."""
    if listing != Listing.WAKING:
        return opened_at
    return day_period(date.fromisoformat(key.rpartition("@")[2])).end


def placed_by(buyers: Collection[int | None]) -> QuerySet[Order]:
    """Give what these buyers ordered and was not closed."""
    # By the buyers alone: their shop is no reason to walk through all its orders.
    return Order.objects.filter(among(Order, "buyer", buyers)).exclude(status=OrderStatus.CLOSED)


def added_up(orders: QuerySet[Order]) -> QuerySet[Order, dict[str, Any]]:
    """Give what buyers paid for, a row for each: how many orders, what they spent, when they last ordered."""
    return (
        orders.filter(paid_at__isnull=False, buyer__isnull=False)
        .order_by()
        .values("buyer_id")
        .annotate(orders=Count("pk"), spent=Sum("paid_fen") - Sum("refund_fen"), last=Max("created_at"))
    )


def _vips(shop: Shop, silenced: set[int], at: datetime) -> Iterator[tuple[int, BuyerFact]]:
    month = f"@{at.astimezone(SHANGHAI):%Y-%m}"
    stood = Todo.objects.filter(shop=shop, listing=Listing.VIP, key__endswith=month, buyer__isnull=False)
    new = Buyer.objects.filter(shop=shop, is_vip=True).exclude(pk__in=stood.values("buyer"))
    vips = dict(new.values_list("pk", "account"))
    if not vips:
        return
    sums = {row["buyer_id"]: row for row in added_up(placed_by(vips))}
    went = dict(
        Contact.objects.filter(among(Contact, "account", vips.values()), shop=shop)
        .values_list("account")
        .annotate(Max("at"))
        .order_by()
    )
    moods = dict(
        Conversation.objects.filter(among(Conversation, "buyer", vips))
        .exclude(mood="")
        .order_by("last_at")
        .values_list("buyer_id", "mood")
    )
    for key, account in vips.items():
        told = sums.get(key, {"orders": 0, "spent": 0, "last": None})
        yield (
            key,
            BuyerFact(
                key=str(key),
                is_vip=True,
                orders=told["orders"],
                spent_fen=told["spent"],
                last_order_at=told["last"],
                last_contact_at=went.get(account),
                mood=moods.get(key, ""),
                wants_none=key in silenced,
            ),
        )


def _away(
    shop: Shop, after: int, oldest: int, free: int, silenced: set[int], at: datetime
) -> Iterator[tuple[int, BuyerFact]]:
    """Give those whose last order is that long ago, who paid most first."""
    known = {
        key.rpartition("@")[0]: key
        for key in Todo.objects.filter(shop=shop, listing=Listing.WAKING)
        .order_by("pk")
        .values_list("key", flat=True)
    }
    vips = set(Buyer.objects.filter(shop=shop, is_vip=True).values_list("pk", flat=True))
    between = {"last__lte": at - timedelta(days=after), "last__gt": at - timedelta(days=oldest)}
    placed = Order.objects.filter(shop=shop).exclude(status=OrderStatus.CLOSED)
    # Who ordered and did not pay yet has not stayed away.
    waiting = placed.filter(status=OrderStatus.UNPAID, created_at__gt=at - timedelta(days=after))
    gone = added_up(placed).filter(**between).exclude(buyer__in=waiting.values("buyer"))
    left = free * 2 + len(known) + len(vips) + len(silenced)
    for row in gone.order_by("-spent", "buyer_id")[:left]:
        key = row["buyer_id"]
        fact = BuyerFact(
            key=str(key),
            orders=row["orders"],
            spent_fen=row["spent"],
            last_order_at=row["last"],
            wants_none=key in silenced,
        )
        if key not in vips and not _was_woken(fact, known):
            yield key, fact


def _was_woken(buyer: BuyerFact, known: dict[str, str]) -> bool:
    last = buyer.last_order_at
    return last is not None and known.get(buyer.key, "").endswith(f"@{last.astimezone(SHANGHAI):%Y-%m-%d}")
