"""Fill the lists of the follow-ups, and take off what is settled (docs/reference/followups.md).

What is read is read for many orders at once, outside the transaction; the rules themselves are
``engines/worklists``. Filling twice changes nothing: what stood on a list once never comes back to it.
"""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import connection, transaction

from guitai.common import events
from guitai.common.rows import stored_time
from guitai.domains.accounts.models import Shop
from guitai.domains.followups import buyer_facts as buyers
from guitai.domains.followups import invite_facts as inviting
from guitai.domains.followups.actions.public_answers import settle_seen
from guitai.domains.followups.actions.todos import announce_all, leave
from guitai.domains.followups.events import ListsFilled
from guitai.domains.followups.models import Listing, Todo
from guitai.domains.followups.order_facts import Candidate, candidates
from guitai.domains.followups.other_facts import refunds_to_look_at, talks_to_look_at
from guitai.domains.followups.review_facts import reviews_to_look_at
from guitai.domains.followups.review_facts import with_words as with_reviews
from guitai.domains.followups.settings import numbers_of
from guitai.domains.followups.talk_facts import with_words
from guitai.engines.worklists import (
    Entry,
    Numbers,
    buyer_entries,
    invite_entries,
    invite_leaves,
    order_entries,
    order_leaves,
    refund_entries,
    refund_leaves,
    review_entries,
    review_leaves,
    talk_entries,
    talk_leaves,
)

_COLUMNS = (
    "shop_id",
    "listing",
    "key",
    "buyer_id",
    "order_id",
    "refund_id",
    "review_id",
    "conversation_id",
    "due_at",
    "value_fen",
    "why",
    "opened_at",
    "state",
    "attempts",
    "outcome",
    "note",
)


@dataclass(frozen=True, slots=True)
class Filled:
    """How many to-dos were opened, and how many were settled by themselves."""

    opened: int = 0
    left: int = 0


@dataclass(slots=True)
class _Found:
    """What is to be put on lists, as columns of the table, and how what is settled ends."""

    entries: list[tuple[Entry, dict[str, int | None]]] = field(default_factory=list)
    ending: dict[int, str] = field(default_factory=dict)

    def put(self, found: Iterable[Entry], **about: int | None) -> None:
        self.entries += ((entry, about) for entry in found)

    def end(self, todo: int | None, outcome: str | None) -> None:
        if todo is not None and outcome is not None:
            self.ending.setdefault(todo, outcome)


def fill(*, shop: Shop, at: datetime, orders: Collection[int] | None = None) -> Filled:
    """Bring the lists of orders, talks, refunds, reviews up to date; every few minutes, after an import.

    :param orders: the keys of those that changed; None: look through all that may matter.
    """
    numbers, found = numbers_of(shop), _Found()
    _orders(shop, orders, numbers, at, found)
    _talks(shop, orders, numbers, at, found)
    _refunds(shop, orders, numbers, at, found)
    _reviews(shop, orders, numbers, at, found)
    settle_seen(shop=shop, at=at)
    if orders is None:
        _invite(shop, numbers, at, found)
    else:
        _end_buyers(shop, orders, numbers, at, found)
    return _write(shop, found, at)


def fill_buyers(*, shop: Shop, at: datetime) -> Filled:
    """Bring the lists of VIPs, and of those to wake and to invite, up to date.

    Once a day, since all orders are added up.
    """
    numbers, found = numbers_of(shop), _Found()
    _end_buyers(shop, None, numbers, at, found)
    room = dict(buyers.room(shop, numbers))
    for buyer_id, fact in buyers.to_fill(shop, room, numbers, at=at):
        for entry in buyer_entries(fact, numbers, at):
            if room[entry.listing] > 0:
                room[entry.listing] -= 1
                found.put([entry], buyer_id=buyer_id)
    _invite(shop, numbers, at, found, all_kinds=True)
    return _write(shop, found, at)


def _orders(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime, found: _Found
) -> None:
    looked = candidates(shop, orders, numbers, at)
    told = [(each, order_entries(each.fact, numbers, at)) for each in looked]
    _read_words([each for each, entries in told if entries])
    for each, entries in told:
        talk = each.talk.id if each.talk else None
        why = order_entries(each.fact, numbers, at) if entries and each.talk else entries
        found.put(why, buyer_id=each.buyer_id, order_id=each.id, conversation_id=talk)
        for listing, todo in each.running.items():
            found.end(todo, order_leaves(listing, each.fact, numbers, at))


def _read_words(entering: Collection[Candidate]) -> None:
    """Say what buyers said who did not pay, which may tell why."""
    talks = [each.talk for each in entering if each.talk]
    words = with_words(talks) if talks else {}
    for each in entering:
        if each.talk:
            each.fact = replace(each.fact, talked=words[each.talk.id])


def _talks(shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime, found: _Found) -> None:
    looked = talks_to_look_at(shop, orders, numbers, at=at)
    entering = {each.talk.id: each for each in looked if talk_entries(each.fact, numbers, at)}
    words = with_words([each.talk for each in entering.values()]) if entering else {}
    for key, each in entering.items():
        fact = replace(each.fact, said=words[key].said)
        found.put(talk_entries(fact, numbers, at), buyer_id=each.talk.buyer_id, conversation_id=key)
    for each in looked:
        if each.running is not None:
            found.end(each.running, talk_leaves(each.fact, numbers, at))


def _refunds(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime, found: _Found
) -> None:
    for each in refunds_to_look_at(shop, orders, numbers, at=at):
        entries = refund_entries(each.fact, numbers, at)
        found.put(entries, buyer_id=each.buyer_id, order_id=each.order_id, refund_id=each.id)
        if each.running is not None:
            found.end(each.running, refund_leaves(each.fact))


def _reviews(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime, found: _Found
) -> None:
    looked = reviews_to_look_at(shop, orders, numbers, at=at)
    entering = [each for each in looked if review_entries(each.fact, numbers, at)]
    for each in with_reviews(entering) if entering else ():
        entries = review_entries(each.fact, numbers, at)
        found.put(entries, buyer_id=each.buyer_id, order_id=each.order_id, review_id=each.id)
    for each in looked:
        if each.running is not None:
            found.end(each.running, review_leaves(each.fact, numbers, at))


def _invite(shop: Shop, numbers: Numbers, at: datetime, found: _Found, *, all_kinds: bool = False) -> None:
    for todo, outcome in buyers.to_leave(shop, None, numbers, at=at, lists=[Listing.INVITE]):
        found.end(todo, outcome)
    for todo, fact in inviting.invited(shop, numbers):
        found.end(todo, invite_leaves(fact))
    if not (room := inviting.room(shop, numbers)):
        return
    looked = inviting.to_invite(shop, numbers, at=at, all_kinds=all_kinds)
    told = [(each, invite_entries(fact, numbers, at)) for each, fact in looked]
    # What comes onto another list just now is not there to be seen yet.
    taken = {about.get("buyer_id") for _entry, about in found.entries}
    entering = [(each, entries) for each, entries in told if entries and each.id not in taken]
    for each, entries in entering[:room]:
        about = {"order_id": each.order_id, "conversation_id": each.conversation_id}
        found.put(entries, buyer_id=each.id, **about)


def _end_buyers(
    shop: Shop, orders: Collection[int] | None, numbers: Numbers, at: datetime, found: _Found
) -> None:
    for todo, outcome in buyers.to_leave(shop, orders, numbers, at=at):
        found.end(todo, outcome)


@transaction.atomic
def _write(shop: Shop, found: _Found, at: datetime) -> Filled:
    ending: dict[str, list[int]] = defaultdict(list)
    for todo, outcome in found.ending.items():
        ending[outcome].append(todo)
    left = sum(leave(todos, outcome=outcome, at=at) for outcome, todos in sorted(ending.items()))
    opened = _insert(shop, found, at)
    announce_all(opened, at)
    if opened or left:
        events.publish(ListsFilled(shop_id=shop.pk, opened=len(opened), left=left, at=at))
    return Filled(len(opened), left)


def _insert(shop: Shop, found: _Found, at: datetime) -> list[int]:
    """Put new rows into the table but those that stand there already; give the keys of the new ones."""
    if not found.entries:
        return []
    before = Todo.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    opened_at = stored_time(at)
    rows = [
        (
            shop.pk,
            entry.listing,
            entry.key,
            about.get("buyer_id"),
            about.get("order_id"),
            about.get("refund_id"),
            about.get("review_id"),
            about.get("conversation_id"),
            stored_time(entry.due_at),
            entry.value_fen,
            json.dumps(entry.why, ensure_ascii=False),
            opened_at,
            "open",
            0,
            "",
            "",
        )
        for entry, about in found.entries
    ]
    places = ", ".join(["%s"] * len(_COLUMNS))
    names = ", ".join(f'"{name}"' for name in _COLUMNS)
    with connection.cursor() as cursor:
        cursor.executemany(
            f'INSERT INTO "followups_todo" ({names}) VALUES ({places}) ON CONFLICT DO NOTHING',  # noqa: S608 - own names
            rows,
        )
    new = Todo.objects.filter(pk__gt=before).order_by("pk").values_list("pk", "shop_id", "listing")
    return [key for key, of, listing in new if of == shop.pk and listing != Listing.PROMISE]
