"""Buyers as the rule of invitations looks at them: the moments that may be right, and what forbids it.

Only who has such a moment is read; what forbids an invitation only for these.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Q, QuerySet

from guitai.common.rows import among
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Activity, Sku
from guitai.domains.chat.models import Conversation
from guitai.domains.chat.models import State as TalkState
from guitai.domains.followups.buyer_facts import added_up, placed_by
from guitai.domains.followups.models import Listing, Outcome, State, Todo
from guitai.domains.followups.order_facts import wanting_none
from guitai.domains.followups.queries import RUNNING
from guitai.domains.followups.talk_facts import BY_A_PERSON
from guitai.domains.trade.models import Buyer, Order, OrderStatus, Refund, RefundStatus, Review
from guitai.engines.understanding.types import Mood
from guitai.engines.worklists import InviteFact, Numbers
from guitai.engines.worklists.buyers import DEMANDING
from guitai.kernel.days import business_day

GOOD_STARS = 4
_POOR_STARS = 3  # where the list of poor reviews is off
_MADE_BEFORE = timedelta(days=30)  # the longest from order to payment
_PUT_OFF = timedelta(days=14)  # the longest something asked is worked on
_LATELY = timedelta(days=60)  # what a buyer thought longer ago says nothing of them now
_TWICE, _SPARE = 2, 4
_UNDER_WAY = (RefundStatus.ASKED, RefundStatus.TO_RETURN, RefundStatus.RETURNED)
Figures = Mapping[str, int]


@dataclass(slots=True)
class Invitable:
    """A buyer with their moments (as :class:`InviteFact` names them), and the order and talk these are of."""

    id: int
    moments: dict[str, Any]
    order_id: int | None = None
    conversation_id: int | None = None


def room(shop: Shop, numbers: Numbers) -> int:
    """Give how many more may be invited."""
    figures = numbers.lists.get(Listing.INVITE)
    return max(figures["at_once"] - _running(shop).count(), 0) if figures else 0


def to_invite(
    shop: Shop, numbers: Numbers, *, at: datetime, all_kinds: bool
) -> list[tuple[Invitable, InviteFact]]:
    """Give who may be invited now, who paid most first.

    :param all_kinds: look, too, for those with orders signed for and those who came back, among all buyers.
    """
    figures = numbers.lists.get(Listing.INVITE)
    if figures is None:
        return []
    found: dict[int, Invitable] = {}
    for each in (
        *(_coming_back(shop, figures, numbers, at) if all_kinds else ()),
        *(_with_first_orders(shop, figures, at) if all_kinds else ()),
        *_waiting(shop, figures, numbers, at),
        *_paid_after_a_talk(shop, figures, at),
    ):
        # The order and talk are those of the later kind, which goes before the others.
        each.moments = found[each.id].moments | each.moments if each.id in found else each.moments
        found[each.id] = each
    facts = _known(shop, {key: each.moments for key, each in found.items()}, numbers)
    ordered = sorted(found.values(), key=lambda each: (-facts[each.id].spent_fen, each.id))
    return [(each, facts[each.id]) for each in ordered]


def invited(shop: Shop, numbers: Numbers) -> list[tuple[int, InviteFact]]:
    """Give what stands on the list, by its key, with what is known of the buyer now."""
    rows = [(key, buyer) for key, buyer in _running(shop).values_list("pk", "buyer_id") if buyer]
    facts = _known(shop, {buyer: {} for _key, buyer in rows}, numbers)
    return [(key, facts[buyer]) for key, buyer in rows]


def _running(shop: Shop) -> QuerySet[Todo]:
    return Todo.objects.filter(shop=shop, listing=Listing.INVITE, state__in=RUNNING)


def _paid_after_a_talk(shop: Shop, figures: Figures, at: datetime) -> Iterator[Invitable]:
    """Give who paid lately, and was content with a talk before, on the same day."""
    since = at - timedelta(hours=figures["favourite_hours"])
    talks = Conversation.objects.filter(
        BY_A_PERSON,
        shop=shop,
        state__in=TalkState.values,
        last_at__gt=since - timedelta(days=1),
        mood=Mood.CONTENT,
    ).order_by("opened_at")
    begun: dict[int, list[tuple[datetime, int]]] = {}
    for key, buyer, opened_at in talks.values_list("pk", "buyer_id", "opened_at"):
        begun.setdefault(buyer, []).append((opened_at, key))
    paid = placed_by(begun).filter(created_at__gt=since - _MADE_BEFORE, paid_at__gt=since, paid_at__lte=at)
    for order, buyer, paid_at in paid.order_by("paid_at").values_list("pk", "buyer_id", "paid_at"):
        before = [talk for talk in begun[buyer or 0] if paid_at and talk[0] <= paid_at]
        if before and paid_at and business_day(before[-1][0]) == business_day(paid_at):
            moments = {"talked_at": before[-1][0], "paid_at": paid_at}
            yield Invitable(buyer or 0, moments, order, before[-1][1])


def _waiting(shop: Shop, figures: Figures, numbers: Numbers, at: datetime) -> Iterator[Invitable]:
    """Give who asked, ordered nothing and will wait, or could not have it, once the list of those is done."""
    since = at - timedelta(days=figures["cart_days"])
    asked = Todo.objects.filter(
        shop=shop,
        listing=Listing.ASKED,
        state__in=(State.DONE, State.LEFT),
        due_at__gt=since - _PUT_OFF,
        closed_at__gt=since,
        outcome__in=(Outcome.WAITS, Outcome.NO_ANSWER),
        buyer__isnull=False,
    ).order_by("closed_at")
    rows = list(
        asked.values_list(
            "buyer_id", "opened_at", "closed_at", "outcome", "conversation_id", "conversation__product_id"
        )
    )
    if not rows:
        return
    missing = _missing({row[5] for row in rows if row[5]}, numbers)
    placed = placed_by({row[0] or 0 for row in rows}).filter(created_at__gt=min(row[1] for row in rows))
    last = dict(placed.order_by().values_list("buyer_id").annotate(Max("created_at")))
    for buyer, opened_at, closed_at, outcome, talk, product in rows:
        ordered = last.get(buyer)
        if (outcome == Outcome.WAITS or product in missing) and (ordered is None or ordered < opened_at):
            yield Invitable(buyer or 0, {"waits_at": closed_at}, conversation_id=talk)


def _missing(products: Collection[int], numbers: Numbers) -> set[int]:
    """Give the products of which no kind is in stock."""
    none_left = numbers.lists.get(Listing.OUT_OF_STOCK, {}).get("stock_at_most", 0)
    kinds = Sku.objects.filter(product__in=products)
    there = kinds.filter(stock__gt=none_left).values_list("product_id", flat=True)
    return set(kinds.values_list("product_id", flat=True)) - set(there)


def _with_first_orders(shop: Shop, figures: Figures, at: datetime) -> Iterator[Invitable]:
    """Give who signed for their only order, long enough ago, and showed that they are content."""
    orders = (
        placed_by(_content(shop, at - _LATELY))
        .filter(paid_at__isnull=False)
        .order_by()
        .values("buyer_id")
        .annotate(many=Count("pk"), order=Max("pk"), signed=Max("finished_at"))
        .filter(
            many=1,
            signed__lte=at - timedelta(days=figures["coupon_days"]),
            signed__gt=at - timedelta(days=figures["coupon_most_days"]),
        )
    )
    for row in orders:
        yield Invitable(row["buyer_id"], {"signed_at": row["signed"], "content": True}, row["order"])


def _content(shop: Shop, since: datetime) -> set[int]:
    talks = Conversation.objects.filter(
        shop=shop, state__in=TalkState.values, last_at__gt=since, mood=Mood.CONTENT
    )
    reviews = Review.objects.filter(
        shop=shop, stars__gte=GOOD_STARS, at__gt=since, order__buyer__isnull=False
    )
    said = Todo.objects.filter(
        shop=shop,
        listing__in=(Listing.AFTER_DISPATCH, Listing.AFTER_SIGNING),
        state=State.DONE,
        due_at__gt=since,
        outcome=Outcome.CONTENT,
        buyer__isnull=False,
    )
    asked = (
        talks.values_list("buyer_id", flat=True),
        reviews.values_list("order__buyer_id", flat=True),
        said.values_list("buyer_id", flat=True),
    )
    return {buyer for some in asked for buyer in some if buyer}


def _coming_back(shop: Shop, figures: Figures, numbers: Numbers, at: datetime) -> Iterator[Invitable]:
    """Give VIPs and those with two orders and more, while an activity is new; who paid most first."""
    began = Activity.objects.filter(
        Q(ends_at=None) | Q(ends_at__gt=at),
        shop=shop,
        retired_at=None,
        starts_at__lte=at,
        starts_at__gt=at - timedelta(days=figures["page_days"]),
    ).aggregate(Max("starts_at"))["starts_at__max"]
    if began is None:
        return
    rested = at - timedelta(days=figures["rest_days"])
    held = Todo.objects.filter(
        Q(state__in=RUNNING) | Q(listing=Listing.INVITE, opened_at__gt=rested), shop=shop
    )
    taken = set(held.values_list("buyer_id", flat=True))
    # More than there is room for: a few of them must not be invited for other reasons.
    most = _SPARE * room(shop, numbers)
    best = added_up(Order.objects.filter(shop=shop).exclude(status=OrderStatus.CLOSED))
    often = {"orders__gte": _TWICE}
    back = best.filter(**often).order_by("-spent", "buyer_id").values_list("buyer_id", flat=True)
    free = [buyer for buyer in back[: most + len(taken)] if buyer not in taken][:most]
    vips = Buyer.objects.filter(shop=shop, is_vip=True).values_list("pk", flat=True)
    for buyer in dict.fromkeys((*vips, *free)):
        yield Invitable(buyer, {"news_at": began})


def _known(shop: Shop, moments: Mapping[int, Mapping[str, Any]], numbers: Numbers) -> dict[int, InviteFact]:
    """Give facts about buyers with these moments: what they paid for, and what forbids to invite them."""
    if not moments:
        return {}
    keys = moments.keys()
    buyers = dict(Buyer.objects.filter(among(Buyer, "id", keys)).values_list("pk", "account"))
    vips = set(Buyer.objects.filter(among(Buyer, "id", keys), is_vip=True).values_list("pk", flat=True))
    sums = {row["buyer_id"]: row for row in added_up(placed_by(keys))}
    last = Todo.objects.filter(among(Todo, "buyer", keys), listing=Listing.INVITE).order_by()
    invited_at = dict(last.values_list("buyer_id").annotate(Max("opened_at")))
    silenced, busy, asked_back = wanting_none(shop), _busy(keys), _asked_back(keys)
    upset = _upset(shop, {account: key for key, account in buyers.items() if account}, keys, numbers)
    return {
        key: InviteFact(
            key=str(key),
            is_vip=key in vips,
            orders=sums[key]["orders"] if key in sums else 0,
            spent_fen=sums[key]["spent"] if key in sums else 0,
            invited_at=invited_at.get(key),
            asked_back=key in asked_back,
            upset=key in upset,
            busy=key in busy,
            wants_none=key in silenced,
            **told,
        )
        for key, told in moments.items()
    }


def _refunds_of(buyers: Collection[int]) -> QuerySet[Refund]:
    return Refund.objects.filter(
        among(Order, "buyer", buyers), order__isnull=False, order__buyer__isnull=False
    )


def _asked_back(buyers: Collection[int]) -> set[int | None]:
    return set(_refunds_of(buyers).values_list("order__buyer_id", flat=True))


def _busy(buyers: Collection[int]) -> set[int | None]:
    running = Todo.objects.filter(among(Todo, "buyer", buyers), state__in=RUNNING).exclude(
        listing=Listing.INVITE
    )
    refunds = _refunds_of(buyers).filter(status__in=_UNDER_WAY)
    return {
        *running.values_list("buyer_id", flat=True),
        *refunds.values_list("order__buyer_id", flat=True),
    }


def _upset(
    shop: Shop, accounts: Mapping[str, int], buyers: Collection[int], numbers: Numbers
) -> set[int | None]:
    """Give whose last talk went badly, and who wrote a poor review."""
    moods = dict(
        Conversation.objects.filter(among(Conversation, "buyer", buyers))
        .exclude(mood="")
        .order_by("last_at")
        .values_list("buyer_id", "mood")
    )
    most = numbers.lists.get(Listing.POOR_REVIEW, {}).get("stars_at_most", _POOR_STARS)
    poor = Review.objects.filter(shop=shop, stars__lte=most)
    named = poor.filter(among(Review, "buyer_account", accounts)).values_list("buyer_account", flat=True)
    placed = poor.filter(among(Order, "buyer", buyers), order__buyer__isnull=False)
    return {
        *(buyer for buyer, mood in moods.items() if mood in DEMANDING),
        *(accounts[account] for account in named),
        *placed.values_list("order__buyer_id", flat=True),
    }
