"""Open, take, pass on, put off and close what is to be done for buyers.

Every deed locks its to-do, and is announced once it is committed.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import events
from guitai.common.audit import record
from guitai.common.rows import among
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.shapes import moment
from guitai.domains.followups import lists
from guitai.domains.followups.errors import NoSuchTodoError, OutcomeRefusedError, TimeRefusedError
from guitai.domains.followups.events import TodoChanged
from guitai.domains.followups.models import Listing, Outcome, State, Todo
from guitai.domains.followups.queries import RUNNING, whole
from guitai.domains.followups.shapes import todo_row
from guitai.kernel.text import clean

LONGEST_NOTE = 300
MANY = 200  # to-dos that change at once
# Taking these out of their seals would be most of the work.
_NOT_SHOWN = ("buyer__phone", "order__receiver", "order__phone", "order__address")


@transaction.atomic
def open_todo(*, shop: Shop, listing: Listing, key: str, at: datetime, **about: Any) -> Todo | None:
    """Put something on a list; None if it stands or stood there before, however it ended.

    :param about: further columns of the row, as buyer, order, due_at, why, state.
    """
    todo, is_new = Todo.objects.get_or_create(
        shop=shop, listing=listing, key=key, defaults={"opened_at": at, **about}
    )
    if not is_new:
        return None
    announce(todo, at)
    return todo


@transaction.atomic
def confirm(*, todo_id: int, by: Membership, at: datetime, due_at: datetime | None = None) -> Todo:
    """Agree that this is to be done; a proposal is open from then on.

    :param due_at: another time than was read out of the words.
    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    :raises TimeRefusedError: if the other time has passed, or what was promised was for a time that has.
    """
    todo = running(todo_id, by.shop_id)
    if due_at is not None and todo.outcome == Outcome.BROKEN:
        raise TimeRefusedError(_("The promised time has passed; it can be put off, but not changed."))
    if due_at is not None:
        if due_at <= at:
            raise TimeRefusedError(_("Choose a time to come."))
        todo.due_at, todo.rang_at = due_at, None
        todo.ring_at = lists.ring_at(at, due_at)
    todo.state, todo.confirmed_at = State.OPEN, at
    return _keep(todo, at, "due_at", "ring_at", "rang_at", "state", "confirmed_at")


@transaction.atomic
def pass_on(*, todo_id: int, to: Membership | None, by: Membership | None, at: datetime) -> Todo:
    """Give a to-do to a member, who may be the one who asks for it; to nobody: whoever is there.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    """
    shop_id = by.shop_id if by else to.shop_id if to else None
    todo = running(todo_id, shop_id)
    if to is not None and to.shop_id != todo.shop_id:
        raise NoSuchTodoError(_("There is no such to-do in this shop."))
    was = todo.owner_id
    todo.owner = to
    return _keep(todo, at, "owner", was=was)


@transaction.atomic
def put_off(*, todo_id: int, until: datetime, by: Membership, at: datetime) -> Todo:
    """Look at it again then; the time it is due stays.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    :raises TimeRefusedError: if that moment has passed.
    """
    if until <= at:
        raise TimeRefusedError(_("Choose a time to come."))
    todo = running(todo_id, by.shop_id)
    todo.next_at = todo.ring_at = until
    todo.rang_at = None
    todo.owner = todo.owner or by
    return _keep(todo, at, "next_at", "ring_at", "rang_at", "owner")


@transaction.atomic
def close(*, todo_id: int, outcome: str, by: Membership, at: datetime, note: str = "") -> Todo:
    """Say what came of it, which ends it; a promise whose time has passed is broken, whatever is said.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    :raises OutcomeRefusedError: if its list knows no such outcome.
    """
    todo = running(todo_id, by.shop_id)
    known = lists.outcomes(Listing(todo.listing))
    if outcome not in known:
        raise OutcomeRefusedError(
            _("This list does not know the outcome “%(outcome)s”.") % {"outcome": outcome},
            outcomes=[each.value for each in known],
        )
    if todo.listing == Listing.PROMISE and todo.due_at and todo.due_at < at:
        outcome = Outcome.BROKEN
    todo.outcome, todo.note = outcome, clean(note)[:LONGEST_NOTE]
    return _end(todo, State.DONE, by, at)


@transaction.atomic
def drop(*, todo_id: int, by: Membership, at: datetime, note: str = "") -> Todo:
    """Take off a list what should not be there; it does not come back by itself.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    """
    todo = running(todo_id, by.shop_id)
    todo.note = clean(note)[:LONGEST_NOTE]
    record("todo_dropped", subject=todo, by=by, at=at, shop_id=todo.shop_id)
    return _end(todo, State.DROPPED, by, at)


@transaction.atomic
def reopen(*, todo_id: int, by: Membership, at: datetime) -> Todo:
    """Take back how it ended; what was there by then does not end it again (``why["reopened"]``).

    :raises NoSuchTodoError: if nothing of that key was closed in the shop.
    """
    closed = Todo.objects.select_for_update().filter(pk=todo_id, shop=by.shop_id).exclude(state__in=RUNNING)
    todo = closed.first()
    if todo is None:
        raise NoSuchTodoError(_("There is no such to-do in this shop."))
    todo.state, todo.outcome, todo.closed_at, todo.closed_by = State.OPEN, "", None, None
    told = {name: value for name, value in todo.why.items() if name != "kept"}
    todo.why = told | {"reopened": moment(at)}
    return _keep(todo, at, "state", "outcome", "closed_at", "closed_by", "why")


@transaction.atomic
def leave(todos: Collection[int], *, outcome: Outcome | str, at: datetime) -> int:
    """End what a rule says is settled, as nobody's deed; give how many ran.

    :param todos: keys; what is closed already stays as it ended. Very many are not announced one by one.
    """
    running = Todo.objects.select_for_update().filter(among(Todo, "id", todos), state__in=RUNNING)
    ended = list(running.order_by("pk").values_list("pk", flat=True))
    ending = Todo.objects.filter(among(Todo, "id", ended))
    ending.update(state=State.LEFT, outcome=outcome, closed_at=at, closed_by=None)
    announce_all(ended, at)
    return len(ended)


def running(todo_id: int, shop_id: int | None) -> Todo:
    """Give a to-do that runs, locked.

    :raises NoSuchTodoError: if nothing of that key runs in the shop.
    """
    todo = Todo.objects.select_for_update().filter(pk=todo_id, shop=shop_id, state__in=RUNNING).first()
    if todo is None:
        raise NoSuchTodoError(_("There is no such to-do in this shop, or it is settled already."))
    return todo


def announce(todo: Todo, at: datetime, *, was: int | None = None) -> None:
    """Tell what a to-do is now.

    :param was: the key of the member who had it before.
    """
    shown = whole().get(pk=todo.pk)
    events.publish(
        TodoChanged(
            shop_id=shown.shop_id,
            todo=todo_row(shown),
            owner_id=shown.owner_id,
            previous_owner_id=was,
            at=at,
        )
    )


def announce_all(todos: Collection[int], at: datetime) -> None:
    """Tell what several to-dos are now; nothing of so many that a page had better ask anew."""
    if not todos or len(todos) >= MANY:
        return
    for shown in whole().filter(pk__in=todos).defer(*_NOT_SHOWN):
        events.publish(
            TodoChanged(
                shop_id=shown.shop_id,
                todo=todo_row(shown),
                owner_id=shown.owner_id,
                previous_owner_id=shown.owner_id,
                at=at,
            )
        )


def _end(todo: Todo, state: State, by: Membership | None, at: datetime) -> Todo:
    todo.state, todo.closed_at, todo.closed_by = state, at, by
    return _keep(todo, at, "state", "outcome", "note", "closed_at", "closed_by")


def _keep(todo: Todo, at: datetime, *columns: str, was: int | None = None) -> Todo:
    todo.save(update_fields=columns)
    announce(todo, at, was=todo.owner_id if was is None else was)
    return todo
