"""Talks and refunds as the rules of the lists look at them, read for many at once."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from guitai.common.rows import among, as_stored, loaded_time, stored
from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.followups.order_facts import STANDINGS, wanting_none
from guitai.domains.followups.queries import RUNNING
from guitai.domains.followups.talk_facts import Talk, talks_between, talks_with
from guitai.domains.trade.models import Order, Refund, RefundStatus
from guitai.engines.worklists import Numbers, RefundFact, TalkFact


@dataclass(frozen=True, slots=True)
class TalkSeen:
    """A talk, and its to-do if one runs."""

    talk: Talk
    fact: TalkFact
    running: int | None = None


@dataclass(frozen=True, slots=True)
class RefundSeen:
    """A refund with its keys, and its to-do if one runs."""

    id: int
    order_id: int | None
    buyer_id: int | None
    fact: RefundFact
    running: int | None = None


def talks_to_look_at(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, *, at: datetime
) -> list[TalkSeen]:
    """Give the talks that may come onto the list of those who asked, and those on it.

    :param orders: look at the talks on the list alone whose buyers placed one of these.
    """
    on_list = Todo.objects.filter(shop=shop, listing=Listing.ASKED, state__in=RUNNING)
    if orders is not None:
        on_list = on_list.filter(buyer__in=_buyers_of(orders))
    running = {
        talk: (key, buyer) for key, talk, buyer in on_list.values_list("pk", "conversation_id", "buyer_id")
    }
    talks = {talk.id: talk for talk in talks_with([key for key in running if key])} if running else {}
    waiting = {buyer for _key, buyer in running.values()}
    if orders is None and (figures := numbers.lists.get(Listing.ASKED)):
        since = at - timedelta(hours=figures["oldest_hours"])
        # Those too that go on: of several talks the last counts.
        new = talks_between(shop, since=since, until=at + timedelta(seconds=1))
        talks |= {talk.id: talk for talk in new if talk.buyer_id not in waiting}
    return list(_talks(shop, talks.values(), {key: todo for key, (todo, _buyer) in running.items()}))


def _talks(shop: Shop, talks: Collection[Talk], running: dict[int | None, int]) -> Iterable[TalkSeen]:
    if not talks:
        return
    stood = Todo.objects.filter(among(Todo, "key", [str(talk.id) for talk in talks]), shop=shop)
    states = dict(stood.filter(listing=Listing.ASKED).values_list("key", "state"))
    ordered, silenced = _ordered_after(talks), wanting_none(shop)
    for talk in talks:
        state = states.get(str(talk.id))
        fact = TalkFact(
            key=str(talk.id),
            last_at=talk.last_at,
            intents=talk.talked.intents,
            mood=talk.talked.mood,
            losing=talk.talked.losing,
            price_fen=talk.price_fen,
            ordered_at=ordered.get(talk.id),
            wants_none=talk.buyer_id in silenced,
            stands={Listing.ASKED: STANDINGS.get(state, "done")} if state else {},
        )
        yield TalkSeen(talk, fact, running.get(talk.id))


def _ordered_after(talks: Collection[Talk]) -> dict[int, datetime]:
    """Give when the buyer of a talk ordered first since it began; what was closed unpaid counts, too."""
    since = min(talk.opened_at for talk in talks)
    placed = Order.objects.filter(
        among(Order, "buyer", {talk.buyer_id for talk in talks}), created_at__gte=since
    ).order_by("created_at")
    by_buyer: dict[int, list[datetime]] = {}
    for buyer, told in placed.values_list("buyer_id", as_stored("created_at")):
        by_buyer.setdefault(buyer or 0, []).append(loaded_time(stored(told)))
    found = {}
    for talk in talks:
        after = next((at for at in by_buyer.get(talk.buyer_id, ()) if at >= talk.opened_at), None)
        if after:
            found[talk.id] = after
    return found


def refunds_to_look_at(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, *, at: datetime
) -> list[RefundSeen]:
    """Give the refunds that may come onto their list, and those on it."""
    on_list = Todo.objects.filter(shop=shop, listing=Listing.REFUND_ASKED)
    running = {
        key: todo for key, todo in on_list.filter(state__in=RUNNING).values_list("refund_id", "pk") if key
    }
    figures = numbers.lists.get(Listing.REFUND_ASKED)
    since = at - timedelta(days=figures["oldest_days"]) if figures else at
    seen = Q(pk__in=on_list.filter(state__in=RUNNING).values("refund"))
    if orders is None:
        seen |= Q(status=RefundStatus.ASKED, asked_at__gt=since)
        refunds = Refund.objects.filter(seen, shop=shop)
    else:
        refunds = Refund.objects.filter(among(Refund, "order", orders))
    rows = list(
        refunds.exclude(asked_at=None).values_list(
            "pk",
            "order_id",
            "order__buyer_id",
            "number",
            "status",
            as_stored("asked_at"),
            "amount_fen",
            "due_at",
            "reason",
        )
    )
    numbers_seen = [row[3] for row in rows]
    states = (
        dict(on_list.filter(among(Todo, "key", numbers_seen)).values_list("key", "state")) if rows else {}
    )
    found = []
    for key, order, buyer, number, status, asked_at, amount, due_at, reason in rows:
        state = states.get(number)
        fact = RefundFact(
            number=number,
            status=status,
            asked_at=loaded_time(stored(asked_at)),
            amount_fen=amount,
            due_at=due_at,
            reason=reason,
            stands={Listing.REFUND_ASKED: STANDINGS.get(state, "done")} if state else {},
        )
        found.append(RefundSeen(key, order, buyer, fact, running.get(key)))
    return found


def _buyers_of(orders: Collection[int]) -> set[int]:
    placed = Order.objects.filter(among(Order, "id", orders)).exclude(buyer=None)
    return {buyer for buyer in placed.values_list("buyer_id", flat=True) if buyer}
