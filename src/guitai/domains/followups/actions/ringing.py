"""What the clock does with to-dos: it rings in time, and gives what nobody has to whoever is on duty."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import Q, QuerySet

from guitai.common import events
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Presence
from guitai.domains.chat.models import State as TalkState
from guitai.domains.chat.queries import presence
from guitai.domains.followups import lists
from guitai.domains.followups.actions.todos import pass_on
from guitai.domains.followups.events import TodoRang
from guitai.domains.followups.models import Listing, ListSetting, State, Todo
from guitai.domains.followups.queries import loads, open_todos, whole
from guitai.domains.followups.shapes import todo_row

# What falls due within this is passed on; what does not may wait for its owner to come back.
NEAR = timedelta(hours=2)
# Where no roster is planned: a silent page is no absence yet, and who was there today will come again.
_SILENT = timedelta(minutes=10)
_COMES_AGAIN = timedelta(days=1)
# The talks of a shift that ended are handed over first, and their promises with them.
_HANDING_OVER = timedelta(minutes=2)
_AT_ONCE = 300


@dataclass(frozen=True, slots=True)
class _Hands:
    """Who can be given something, and who keeps what they have: all of it, or what is not due soon.

    ``handing_over`` have just finished.
    """

    free: tuple[Membership, ...]
    seen: frozenset[int]
    keep: frozenset[int]
    keep_later: frozenset[int]
    handing_over: frozenset[int]


def ring_due(*, at: datetime) -> int:
    """Ring for every open to-do of any shop whose time to ring has come, once each; give how many rang.

    It is its owner's, if they are on duty or there; else nobody's.
    """
    due = whole().filter(ring_at__lte=at, rang_at=None, state=State.OPEN).order_by("ring_at", "pk")
    there: dict[int, frozenset[int]] = {}
    rung = 0
    for todo in due[:_AT_ONCE]:
        if todo.shop_id not in there:
            there[todo.shop_id] = _there(todo.shop, at)
        rung += _ring(todo, at, there[todo.shop_id])
    return rung


def ring_late(todo: Todo, *, at: datetime) -> None:
    """Ring once more for what has fallen due, if it rang before that."""
    if todo.due_at and todo.rang_at and todo.rang_at < todo.due_at <= at:
        _announce(todo, at, _there(todo.shop, at))


def share_out(*, shop: Shop, at: datetime) -> int:
    """Give what nobody has, and what those have left who are not on duty, to those who are; give how much.

    A promise goes with its talk, all else to whose group it is, and to who has least to do.
    """
    hands = _hands(shop, at)
    if not hands.free:
        return 0
    groups = _groups(shop)
    load = loads(shop, (member.pk for member in hands.free))
    loose = list(islice((todo for todo in _astray(shop, hands) if _is_loose(todo, hands, at)), _AT_ONCE))
    for todo in loose:
        to = min(hands.free, key=lambda one: _rank(one, todo, hands, groups, load, at))
        pass_on(todo_id=todo.pk, to=to, by=None, at=at)
        load[to.pk] += 1
    return len(loose)


def _there(shop: Shop, at: datetime) -> frozenset[int]:
    return frozenset(accounts.on_duty(shop, at=at)) | _present(shop, at)


def _present(shop: Shop, at: datetime) -> frozenset[int]:
    off = Presence.Choice.OFF
    return frozenset(pk for pk, state in presence(shop_id=shop.pk, at=at).items() if state != off)


@transaction.atomic
def _ring(todo: Todo, at: datetime, there: frozenset[int]) -> bool:
    waiting = Todo.objects.filter(pk=todo.pk, ring_at=todo.ring_at, rang_at=None, state=State.OPEN)
    if not waiting.update(rang_at=at):
        return False
    _announce(todo, at, there)
    return True


def _announce(todo: Todo, at: datetime, there: frozenset[int]) -> None:
    events.publish(
        TodoRang(
            shop_id=todo.shop_id,
            todo=todo_row(todo),
            owner_id=todo.owner_id if todo.owner_id in there else None,
            late=todo.due_at is not None and todo.due_at <= at,
            at=at,
        )
    )


def _hands(shop: Shop, at: datetime) -> _Hands:
    members = {member.pk: member for member in accounts.answering_members(shop)}
    seen = _present(shop, at)
    if accounts.has_roster(shop, at=at):
        here = accounts.on_duty(shop, at=at)
        keep, keep_later = here, here | accounts.on_duty(shop, at=at + NEAR)
        over = accounts.shift_over(shop, at=at, within=_HANDING_OVER)
    else:
        here, over = set(seen), set()
        lately = Presence.objects.filter(membership__shop=shop, seen_at__gte=at - _COMES_AGAIN)
        chose_off = Q(state=Presence.Choice.OFF, gone=False)
        keep = _members(lately.filter(~chose_off, seen_at__gte=at - _SILENT))
        keep_later = _members(lately)
    return _Hands(
        free=tuple(member for pk, member in sorted(members.items()) if pk in here),
        seen=seen,
        keep=frozenset(keep & members.keys()),
        keep_later=frozenset(keep_later & members.keys()),
        handing_over=frozenset(over & members.keys()),
    )


def _members(seen: QuerySet[Presence]) -> set[int]:
    return set(seen.values_list("membership", flat=True))


def _astray(shop: Shop, hands: _Hands) -> Iterable[Todo]:
    astray = open_todos(shop).filter(Q(owner=None) | ~Q(owner__in=hands.keep))
    found = astray.select_related("conversation", "buyer", "order", "owner__person", "shop")
    return found.iterator(_AT_ONCE)


def _is_loose(todo: Todo, hands: _Hands, at: datetime) -> bool:
    """Say whether something is to be done by somebody else than who has it, and is not there."""
    if todo.owner is None or todo.owner.left_at is not None:
        return True
    is_promise, talk = todo.listing == Listing.PROMISE, todo.conversation
    holds = talk is not None and talk.state == TalkState.OPEN and talk.agent_id == todo.owner_id
    if is_promise and holds and todo.owner_id in hands.handing_over:
        return False
    if _is_soon(todo, at):
        return True
    waits = todo.next_at is not None and todo.next_at > at
    return not (is_promise or waits or todo.owner_id in hands.keep_later)


def _is_soon(todo: Todo, at: datetime) -> bool:
    times = [time for time in (todo.due_at, todo.next_at) if time is not None]
    return bool(times) and min(times) <= at + NEAR


def _groups(shop: Shop) -> dict[str, int]:
    """Give the group a shop set for a list, by the list."""
    chosen = ListSetting.objects.filter(shop=shop, group__isnull=False)
    return {listing: group for listing, group in chosen.values_list("listing", "group") if group}


def _rank(
    member: Membership,
    todo: Todo,
    hands: _Hands,
    groups: dict[str, int],
    load: dict[int, int],
    at: datetime,
) -> tuple[bool, bool, bool, int, int]:
    """Give how far a member is from getting a to-do; the lowest gets it."""
    talk = todo.conversation if todo.listing == Listing.PROMISE else None
    group, purpose = groups.get(todo.listing), lists.kinds()[Listing(todo.listing)].group
    if group:
        fits = any(each.pk == group for each in member.groups.all())
    else:
        fits = purpose is None or any(each.purpose == purpose for each in member.groups.all())
    return (
        not (talk and talk.agent_id == member.pk),
        _is_soon(todo, at) and member.pk not in hands.seen,
        not fits,
        load[member.pk],
        member.pk,
    )
