"""The talks and orders behind a figure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import ibis
from django.db.models import Q

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.queries import Conversation
from guitai.domains.performance.desk_facts import facts_between
from guitai.domains.performance.models import DayFigures
from guitai.domains.performance.queries.buyers import KNOWN_FOR
from guitai.domains.performance.queries.days import days_back
from guitai.domains.performance.queries.settings import settings_of
from guitai.domains.trade.queries import Order
from guitai.engines.metrics import behind
from guitai.engines.metrics.scene import Scene
from guitai.kernel.days import SHANGHAI, business_day, day_period

# As many days at once as bring about what is asked for, but no more.
_MOST_DAYS = 31
_NIGHT = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class ChatBehind:
    """A buyer's talk with an agent on a day; one that is not ``counted`` is only in the figure's whole."""

    day: date
    agent: str
    buyer: str
    first_at: datetime
    conversation_id: int | None
    counted: bool


@dataclass(frozen=True, slots=True)
class OrderBehind:
    """An order, whose sale it is and what it brought."""

    number: str
    buyer: str
    agent: str
    created_at: datetime
    paid_at: datetime | None
    sales_fen: int
    order_id: int | None


@dataclass(frozen=True, slots=True)
class Behind:
    """What a figure was made of, the latest first; ``more`` says that there is more than was asked for."""

    chats: list[ChatBehind] = field(default_factory=list)
    orders: list[OrderBehind] = field(default_factory=list)
    more: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asked:
    shop: Shop
    key: str
    agent: str
    hour: int | None
    weekday: int | None
    returning: bool | None
    product: str
    since: date
    limit: int

    @property
    def is_narrow(self) -> bool:
        """Whether the day figures don't tell how much is behind it."""
        return self.returning is not None or bool(self.product)


def chats_behind(  # noqa: PLR0913 - a figure's place has that many sides
    shop: Shop,
    *,
    key: str,
    first: date,
    last: date,
    at: datetime,
    agent: str = "",
    hour: int | None = None,
    weekday: int | None = None,
    returning: bool | None = None,
    product: str = "",
    since: date | None = None,
    limit: int = 200,
) -> Behind:
    """Give what a figure was made of, from the first business day to the last; of days to come nothing.

    :param key: of ``engines.metrics.keys.FIGURES``.
    :param agent: an account; empty for the shop.
    :param hour: only what belongs to this hour of the day; ``weekday`` likewise, 0 being Monday.
    :param returning: only what is of buyers who came back, or who are new, as ``buyers_between`` tells them
        apart for a period that begins ``since`` (else with the first day).
    :param product: only what is about the product with this code.
    :param limit: so many chats and so many orders at the most.
    :raises NoFigureError: if there is no such figure, or nothing is known of it.
    """
    asked = _Asked(
        shop=shop,
        key=key,
        agent=agent,
        hour=hour,
        weekday=weekday,
        returning=returning,
        product=product,
        since=since or first,
        limit=limit,
    )
    last = min(last, business_day(at, split=settings_of(shop).day_begins))
    chats: list[dict[str, Any]] = []
    orders: list[dict[str, Any]] = []
    for begin, end in _stretches(asked, first, last):
        if max(len(chats), len(orders)) > limit:
            break
        more_chats, more_orders = _rows(asked, begin, end)
        chats += more_chats
        orders += more_orders
    return Behind(
        chats=_with_conversations(shop, chats[:limit]),
        orders=_with_keys(shop, orders[:limit]),
        more=max(len(chats), len(orders)) > limit,
    )


def _stretches(asked: _Asked, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Cut the days into stretches, the latest first, that likely hold as much as is asked for."""
    if asked.is_narrow:
        if first <= last:
            yield first, last
        return
    rows = DayFigures.objects.filter(shop=asked.shop, agent=asked.agent, day__range=(first, last))
    many = {day: met + sold for day, met, sold in rows.values_list("day", "consulted", "orders")}
    end, held = last, 0
    for day in days_back(last, first):
        held += many.get(day, 0)
        if held > asked.limit or (end - day).days + 1 == _MOST_DAYS or day == first:
            yield day, end
            end, held = day - timedelta(days=1), 0


def _rows(asked: _Asked, first: date, last: date) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    settings = settings_of(asked.shop)
    backend = ibis.duckdb.connect()
    try:
        begin = first if asked.returning is None else min(asked.since, first) - KNOWN_FOR
        facts = facts_between(asked.shop, begin, last, backend, settings=settings)
        scene = Scene(
            facts=facts,
            settings=settings,
            first=first,
            last=last,
            agent=asked.agent,
            hour=asked.hour,
            weekday=asked.weekday,
            returning=asked.returning,
            product=asked.product,
        )
        chats = behind.chats_behind(asked.key, scene).limit(asked.limit + 1)
        orders = behind.orders_behind(asked.key, scene).limit(asked.limit + 1)
        return chats.to_pyarrow().to_pylist(), orders.to_pyarrow().to_pylist()
    finally:
        backend.disconnect()


def _with_conversations(shop: Shop, chats: list[dict[str, Any]]) -> list[ChatBehind]:
    talks = _conversations(shop, chats)
    return [
        ChatBehind(
            day=chat["day"],
            agent=chat["agent"],
            buyer=chat["buyer"],
            first_at=(first_at := chat["first_at"].replace(tzinfo=SHANGHAI)),
            conversation_id=_best(talks.get(chat["buyer"], ()), first_at, chat["agent"]),
            counted=bool(chat["counted"]),
        )
        for chat in chats
    ]


def _conversations(
    shop: Shop, chats: list[dict[str, Any]]
) -> dict[str, list[tuple[int, datetime, datetime, str]]]:
    """Give the conversations of these buyers on these days: key, from when to when, the export's agent."""
    if not chats:
        return {}
    buyers = {chat["buyer"] for chat in chats} - {""}
    keys = [int(buyer[1:]) for buyer in buyers if buyer.startswith("#") and buyer[1:].isdigit()]
    named = Q(buyer__account__in=buyers) & ~Q(buyer__account="")
    since = day_period(min(chat["day"] for chat in chats)).start
    until = day_period(max(chat["day"] for chat in chats)).end + _NIGHT
    talks = Conversation.objects.filter(
        named | Q(buyer__in=keys), shop=shop, last_at__gte=since, opened_at__lt=until
    )
    found: dict[str, list[tuple[int, datetime, datetime, str]]] = {}
    names = ("pk", "buyer_id", "buyer__account", "opened_at", "last_at", "agent_account")
    for pk, buyer, account, opened_at, last_at, agent in talks.order_by("pk").values_list(*names):
        found.setdefault(account or f"#{buyer}", []).append((pk, opened_at, last_at, agent))
    return found


def _best(talks: Iterable[tuple[int, datetime, datetime, str]], at: datetime, agent: str) -> int | None:
    """Give the talk in which something was said at a moment; the agent's own rather than another."""
    there = [(account != agent, pk) for pk, opened, last, account in talks if opened <= at <= last]
    return min(there)[1] if there else None


def _with_keys(shop: Shop, orders: list[dict[str, Any]]) -> list[OrderBehind]:
    numbers = {order["number"] for order in orders}
    keys = dict(Order.objects.filter(shop=shop, number__in=numbers).values_list("number", "pk"))
    return [
        OrderBehind(
            number=order["number"],
            buyer=order["buyer"],
            agent=order["agent"],
            created_at=order["created_at"].replace(tzinfo=SHANGHAI),
            paid_at=order["paid_at"] and order["paid_at"].replace(tzinfo=SHANGHAI),
            sales_fen=order["sales_fen"],
            order_id=keys.get(order["number"]),
        )
        for order in orders
    ]
