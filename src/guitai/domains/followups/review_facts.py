"""Public reviews as the rules of the lists look at them, read for many at once."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import chain

from django.db.models import QuerySet

from guitai.common.rows import among
from guitai.domains.accounts.models import Shop
from guitai.domains.followups.models import Listing, PublicAnswer, Todo
from guitai.domains.followups.order_facts import STANDINGS
from guitai.domains.followups.queries import RUNNING
from guitai.domains.trade.models import Buyer, Review
from guitai.engines.understanding.intents import asked_in
from guitai.engines.worklists import Numbers, ReviewFact, complaints_in

_COLUMNS = (
    "pk",
    "number",
    "order_id",
    "order__buyer_id",
    "order__paid_fen",
    "buyer_account",
    "stars",
    "at",
    "reply",
    "public_answer__state",
)


@dataclass(frozen=True, slots=True)
class ReviewSeen:
    """A review with its keys, and its to-do if one runs."""

    id: int
    order_id: int | None
    buyer_id: int | None
    fact: ReviewFact
    running: int | None = None


def reviews_to_look_at(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, *, at: datetime
) -> list[ReviewSeen]:
    """Give the reviews that may come onto their list, and those on it.

    What they say (``said``, ``intents``) is not read yet: see :func:`with_words`.

    :param orders: look at the reviews of these alone.
    """
    todos = Todo.objects.filter(shop=shop, listing=Listing.POOR_REVIEW)
    running = dict(todos.filter(state__in=RUNNING, review__isnull=False).values_list("review_id", "pk"))
    asked = _some(shop, orders, numbers, at)
    rows = list({row[0]: row for some in asked for row in some.values_list(*_COLUMNS)}.values())
    keys = [row[1] for row in rows]
    states = dict(todos.filter(among(Todo, "key", keys)).values_list("key", "state")) if rows else {}
    buyers = _buyers_named(shop, {row[5] for row in rows if row[3] is None} - {""})
    found = []
    for key, number, order, buyer, paid_fen, account, stars, said_at, reply, public in rows:
        state = states.get(number)
        fact = ReviewFact(
            number=number,
            stars=stars,
            at=said_at,
            answered=bool(reply) or public == PublicAnswer.State.POSTED,
            value_fen=paid_fen or 0,
            stands={Listing.POOR_REVIEW: STANDINGS.get(state, "done")} if state else {},
        )
        found.append(ReviewSeen(key, order, buyer or buyers.get(account), fact, running.get(key)))
    return found


def with_words(seen: Iterable[ReviewSeen]) -> list[ReviewSeen]:
    """Add what the reviews find fault with."""
    by_key = {each.id: each for each in seen}
    told = Review.objects.filter(among(Review, "id", by_key)).values_list("pk", "text", "added")
    return [replace(by_key[key], fact=with_text(by_key[key].fact, text, added)) for key, text, added in told]


def with_text(review: ReviewFact, *texts: str) -> ReviewFact:
    """Give a review with what its text, and what was added later, finds fault with."""
    said = tuple(chain.from_iterable(map(complaints_in, texts)))
    # A clause by itself first: of several faults the one named first is what the buyer minds most.
    read = [*said, "，".join(said)]
    intents = dict.fromkeys(found.intent for part in read for found in asked_in(part))
    return replace(review, said=said, intents=tuple(intents))


def _some(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime
) -> Iterable[QuerySet[Review]]:
    """Give what may come onto the list now, and what stands on it: by an index each."""
    if orders is not None:
        yield Review.objects.filter(among(Review, "order", orders), shop=shop)
        return
    standing = Todo.objects.filter(shop=shop, listing=Listing.POOR_REVIEW, state__in=RUNNING)
    yield Review.objects.filter(pk__in=standing.values("review"))
    if figures := numbers.lists.get(Listing.POOR_REVIEW):
        since, stars = at - timedelta(days=figures["oldest_days"]), range(1, figures["stars_at_most"] + 1)
        yield Review.objects.filter(shop=shop, stars__in=stars, at__gt=since, reply="")


def _buyers_named(shop: Shop, accounts: Collection[str]) -> Mapping[str, int]:
    """Give the buyers of reviews whose order is not known; a masked name is nobody's account."""
    if not accounts:
        return {}
    named = Buyer.objects.filter(among(Buyer, "account", accounts), shop=shop)
    return dict(named.values_list("account", "pk"))
