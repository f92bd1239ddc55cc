"""Put public reviews into a shop's tables; a list that comes twice changes nothing.

A list says nothing of when it was made. What it does not say leaves what is known; one that knows neither the
answer nor the addition a review has by now is the older one, and changes nothing of it.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields, replace
from typing import Any

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.rows import among
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.drafts import ReviewDraft
from guitai.domains.trade.models import Order, Review

_FIELDS = tuple(field.name for field in fields(ReviewDraft) if field.name != "number")


@transaction.atomic
def put_reviews(*, shop: Shop, drafts: Sequence[ReviewDraft], journal: Journal | None = None) -> Tally:
    """Add reviews, or bring known ones up to date; give some hundreds or thousands at a time.

    One whose order is not known is kept too, and joined by :func:`join_reviews`.
    """
    told_once, repeats = _joined(drafts)
    batch = _Batch(shop, told_once, journal)
    for draft in told_once:
        batch.put(draft)
    batch.write()
    for draft, differs in repeats:
        batch.count_repeat(draft, differs=differs)
    return batch.tally


@transaction.atomic
def join_reviews(*, shop: Shop, numbers: Collection[str], journal: Journal | None = None) -> None:
    """Join the reviews that came before their orders to those with these numbers, now that they are there."""
    homeless = Review.objects.filter(shop=shop, order=None).exclude(order_number="")
    waiting = list(homeless.filter(among(Review, "order_number", numbers)))
    if not waiting:
        return
    orders = _orders(shop, {review.order_number for review in waiting})
    changes = Changes(Review, journal)
    for review in waiting:
        changes.change(review, {"order_id": orders.get(review.order_number)})
    changes.write()


class _Batch:
    """Some reviews of one list on their way into the tables."""

    def __init__(self, shop: Shop, drafts: Sequence[ReviewDraft], journal: Journal | None) -> None:
        self.tally = Tally()
        self._shop = shop
        self._told = {draft.number: draft.fingerprint for draft in drafts}
        self._orders = _orders(shop, {draft.order_number for draft in drafts})
        stored = Review.objects.filter(among(Review, "number", self._told), shop=shop)
        self._known = dict(stored.values_list("number", "fingerprint"))
        differing = [number for number, known in self._known.items() if known != self._told[number]]
        self._reviews = {
            review.number: review for review in stored.filter(among(Review, "number", differing))
        }
        self._changes = Changes(Review, journal)
        self._moved: set[str] = set()

    def put(self, draft: ReviewDraft) -> None:
        """Take one review in."""
        review = self._reviews.get(draft.number)
        if draft.number not in self._known:
            self._add(draft)
        elif review is None or _is_behind(draft, review):
            self.tally.unchanged += 1
        else:
            self._change(review, draft)

    def count_repeat(self, draft: ReviewDraft, *, differs: bool) -> None:
        """Count a further line about a review: an update if it said something new of one that moved."""
        if differs and draft.number in self._moved:
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1

    def write(self) -> None:
        """Write what was taken in."""
        self._changes.write()

    def _add(self, draft: ReviewDraft) -> None:
        review = Review(shop=self._shop, number=draft.number, fingerprint=self._told[draft.number])
        self._changes.add(review, _named(draft) | {"order_id": self._orders.get(draft.order_number)})
        self._moved.add(draft.number)
        self.tally.added += 1

    def _change(self, review: Review, draft: ReviewDraft) -> None:
        values = _named(draft)
        if review.order_id is None:
            values["order_id"] = self._orders.get(draft.order_number)
        differs = self._changes.change(review, values)
        self._changes.change(review, {"fingerprint": self._told[draft.number]})
        if differs:
            self._moved.add(draft.number)
            self.tally.updated += 1
        else:
            self.tally.unchanged += 1


def _is_behind(told: ReviewDraft, known: ReviewDraft | Review) -> bool:
    """Say whether a list tells of a state before the known one."""
    return bool((known.reply and not told.reply) or (known.added and not told.added))


def _orders(shop: Shop, numbers: Collection[str]) -> dict[str, int]:
    found = Order.objects.filter(among(Order, "number", numbers), shop=shop)
    return dict(found.values_list("number", "pk"))


def _joined(drafts: Sequence[ReviewDraft]) -> tuple[list[ReviewDraft], list[tuple[ReviewDraft, bool]]]:
    """Give every review once, and the further lines, each with whether it says something new."""
    joined: dict[str, ReviewDraft] = {}
    repeats: list[tuple[ReviewDraft, bool]] = []
    for draft in drafts:
        before = joined.get(draft.number)
        if before is None:
            joined[draft.number] = draft
            continue
        differs = before != draft and not _is_behind(draft, before)
        repeats.append((draft, differs))
        if differs:
            joined[draft.number] = replace(before, **_named(draft))
    return list(joined.values()), repeats


def _named(draft: ReviewDraft) -> dict[str, Any]:
    """Give the columns the line names; what is missing or empty in a list says nothing."""
    values = {name: getattr(draft, name) for name in _FIELDS}
    return {name: value for name, value in values.items() if value not in (None, "")}
