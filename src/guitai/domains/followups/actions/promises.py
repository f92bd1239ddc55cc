"""Tell which promises were kept and which were broken, out of talks, orders and refunds.

docs/reference/followups.md says what keeps a promise.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Author, Kind, Message
from guitai.domains.chat.shapes import moment
from guitai.domains.followups.actions.ringing import ring_late
from guitai.domains.followups.actions.todos import announce, leave, pass_on
from guitai.domains.followups.answers import ANSWERED, is_answer
from guitai.domains.followups.models import Attempt, Listing, Outcome, State, Todo
from guitai.domains.followups.queries import open_todos
from guitai.domains.trade.models import OrderStatus, Refund, RefundStatus
from guitai.engines.promises.types import About

# What follows a promise at once belongs to it.
_IN_ONE_BREATH = timedelta(seconds=30)
# A broken promise is asked after so long; an order list may come days later.
_ASKED_AFTER = timedelta(days=7)
# A proposal nobody looked at in a day.
_FORGOTTEN = timedelta(days=1)


class _Line(NamedTuple):
    kind: str
    text: str
    at: datetime


def settle(*, shop: Shop, at: datetime) -> int:
    """End the promises that were kept, tell of those that are broken now; give how many these are.

    A broken promise stays open, since the buyer still waits: until the thing is done, late, or somebody
    closes it. What was kept in time and is heard of within a week counts as kept.
    """
    _forget_proposals(shop, at)
    todos = open_todos(shop, Listing.PROMISE).filter(
        Q(outcome="") | Q(due_at__gte=at - _ASKED_AFTER), due_at__isnull=False
    )
    return sum(_judge(todo, at, lines) for todo, lines in _with_lines(list(todos)))


def give_way(todos: Sequence[Todo], *, at: datetime) -> None:
    """End promises in whose place another was made; broken, where their time had passed by then."""
    for todo, lines in _with_lines(todos):
        due_at = todo.due_at if todo.state == State.OPEN else None
        done_at = _done_at(todo, at, lines) if due_at else None
        if done_at is not None:
            _end(todo, done_at, at)
        else:
            leave([todo.pk], outcome=Outcome.BROKEN if due_at and due_at <= at else "", at=at)


def hand_on(*, conversation_id: int, from_id: int, to_id: int, at: datetime) -> int:
    """Give the promises a member has in a talk to whoever got it from them; give how many."""
    theirs = Todo.objects.filter(
        conversation=conversation_id, listing=Listing.PROMISE, state=State.OPEN, owner=from_id
    )
    keys = list(theirs.order_by("pk").values_list("pk", flat=True))
    to = Membership.objects.get(pk=to_id) if keys else None
    for key in keys:
        pass_on(todo_id=key, to=to, by=None, at=at)
    return len(keys)


def _judge(todo: Todo, at: datetime, lines: Sequence[_Line]) -> bool:
    """End or break an open promise, if it is time; say whether anything is different now."""
    done_at = _done_at(todo, at, lines)
    if done_at is not None:
        return _end(todo, done_at, at)
    if todo.due_at is not None and todo.due_at <= at and not todo.outcome:
        return _break(todo, at)
    return False


def _done_at(todo: Todo, at: datetime, lines: Sequence[_Line]) -> datetime | None:
    """Give when the thing was done; None while it is not, or where nothing tells."""
    since, order = _since(todo), todo.order
    match todo.why.get("about"):
        case About.REPLY if todo.why.get("phone"):
            calls = todo.tries.filter(way=Attempt.Way.CALL, at__gte=since).order_by("at")
            return calls.values_list("at", flat=True).first()
        case About.REPLY | About.CHECK:
            return next((line.at for line in lines if line.at >= since and _tells(line)), None)
        case About.DISPATCH if order:
            return order.shipped_at
        case About.ARRIVAL if order and order.status in {OrderStatus.SIGNED, OrderStatus.FINISHED}:
            return order.finished_at or at
        case About.REFUND if order:
            done = Refund.objects.filter(order=order, status=RefundStatus.DONE, finished_at__gte=since)
            return done.order_by("finished_at").values_list("finished_at", flat=True).first()
    return None


def _since(todo: Todo) -> datetime:
    """Give from when on something counts: after the promise, and after somebody took back how it ended."""
    begun = todo.opened_at
    if todo.why.get("about") in ANSWERED and not todo.why.get("phone"):
        begun += _IN_ONE_BREATH
    reopened = todo.why.get("reopened")
    return max(begun, datetime.fromisoformat(reopened)) if reopened else begun


def _tells(line: _Line) -> bool:
    return line.kind != Kind.TEXT or is_answer(line.text, line.at)


@transaction.atomic
def _end(todo: Todo, done_at: datetime, at: datetime) -> bool:
    in_time = todo.due_at is not None and done_at <= todo.due_at
    Todo.objects.filter(pk=todo.pk, state=State.OPEN).update(why=todo.why | {"kept": moment(done_at)})
    return bool(leave([todo.pk], outcome=Outcome.KEPT if in_time else Outcome.BROKEN, at=at))


@transaction.atomic
def _break(todo: Todo, at: datetime) -> bool:
    broken = Todo.objects.filter(pk=todo.pk, state=State.OPEN, outcome="", due_at=todo.due_at)
    if not broken.update(outcome=Outcome.BROKEN):
        return False
    todo.outcome = Outcome.BROKEN
    announce(todo, at, was=todo.owner_id)
    ring_late(todo, at=at)
    return True


def _forget_proposals(shop: Shop, at: datetime) -> None:
    """Let go of what was never confirmed once its time has passed, or a day has."""
    proposed = Todo.objects.filter(shop=shop, listing=Listing.PROMISE, state=State.PROPOSED)
    gone = proposed.filter(due_at__lte=at) | proposed.filter(due_at=None, opened_at__lte=at - _FORGOTTEN)
    if keys := list(gone.values_list("pk", flat=True)):
        leave(keys, outcome="", at=at)


def _with_lines(todos: Collection[Todo]) -> list[tuple[Todo, Sequence[_Line]]]:
    """Give each promise with what agents said in its talk afterwards, if that may keep it."""
    waiting = [todo for todo in todos if todo.why.get("about") in ANSWERED and todo.message]
    said = _lines(waiting) if waiting else {}
    return [
        (
            todo,
            [line for key, line in said.get(todo.conversation_id or 0, ()) if key > (todo.message or 0)],
        )
        for todo in todos
    ]


def _lines(waiting: Sequence[Todo]) -> Mapping[int, list[tuple[int, _Line]]]:
    said = Message.objects.filter(
        conversation__in={todo.conversation_id for todo in waiting},
        pk__gt=min(todo.message or 0 for todo in waiting),
        author=Author.AGENT,
    ).exclude(kind__in=(Kind.NOTE, Kind.EVENT))
    said = said.only("conversation_id", "kind", "text", "sent_at")
    found: dict[int, list[tuple[int, _Line]]] = defaultdict(list)
    for line in said.order_by("pk"):
        found[line.conversation_id].append((line.pk, _Line(line.kind, line.text, line.sent_at)))
    return found
