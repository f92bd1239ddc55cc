"""What can be asked about what is to be done for buyers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.followups.models import Attempt as Attempt
from guitai.domains.followups.models import Listing as Listing
from guitai.domains.followups.models import Outcome as Outcome
from guitai.domains.followups.models import Process as Process
from guitai.domains.followups.models import State as State
from guitai.domains.followups.models import Todo as Todo
from guitai.kernel.periods import Period

RUNNING = (State.PROPOSED, State.OPEN)


def whole() -> QuerySet[Todo]:
    """Give to-dos with all that a row of them shows at hand."""
    return Todo.objects.select_related("buyer", "order", "owner__person", "shop")


def todos_visible_to(person: Person) -> QuerySet[Todo]:
    """Give the to-dos of the shops this person works in now."""
    return whole().filter(shop__in=accounts.memberships_of(person).values("shop"))


def open_todos(shop: Shop, listing: Listing | None = None) -> QuerySet[Todo]:
    """Give what is open, of one list or of all, the first to fall due at the front; without a time last."""
    todos = whole().filter(shop=shop, state=State.OPEN)
    if listing is not None:
        todos = todos.filter(listing=listing)
    return todos.order_by(F("due_at").asc(nulls_last=True), "pk")


def todos_of(owner: Membership) -> QuerySet[Todo]:
    """Give what somebody has to do now, the first to fall due at the front."""
    return open_todos(owner.shop).filter(owner=owner)


def concerning(member: Membership) -> QuerySet[Todo]:
    """Give what a desk has to know of: the member's own, and every promise of the shop, proposals too.

    The first to fall due stand at the front.
    """
    todos = whole().filter(Q(owner=member) | Q(listing=Listing.PROMISE), shop=member.shop, state__in=RUNNING)
    return todos.order_by(F("due_at").asc(nulls_last=True), "pk")


def free_for(member: Membership) -> QuerySet[Todo]:
    """Give what is open and is the member's or nobody's, the first to fall due at the front."""
    return open_todos(member.shop).filter(Q(owner=member) | Q(owner=None))


def of_conversation(conversation_id: int) -> QuerySet[Todo]:
    """Give what runs about a talk, proposals too, the first to fall due at the front."""
    todos = whole().filter(conversation=conversation_id, state__in=RUNNING)
    return todos.order_by(F("due_at").asc(nulls_last=True), "pk")


def open_counts(shop: Shop, *, owner: Membership | None = None) -> dict[str, int]:
    """Give how much is open on each list, of one member or of all; lists with nothing are left out."""
    todos = Todo.objects.filter(shop=shop, state=State.OPEN)
    if owner is not None:
        todos = todos.filter(owner=owner)
    return dict(todos.order_by().values_list("listing").annotate(Count("pk")))


def loads(shop: Shop, members: Iterable[int]) -> dict[int, int]:
    """Give how much each of these members has open; nothing is 0."""
    wanted = list(members)
    counted = Todo.objects.filter(shop=shop, state=State.OPEN, owner__in=wanted).order_by()
    return dict.fromkeys(wanted, 0) | dict(counted.values_list("owner").annotate(Count("pk")))


def overdue(shop: Shop, *, at: datetime) -> QuerySet[Todo]:
    """Give what should have been done by now."""
    return open_todos(shop).filter(Q(due_at__lte=at))


@dataclass(frozen=True, slots=True)
class Result:
    """What came of what was put on a list: how many are done, or left by themselves, and how each ended.

    ``attempts`` were made at it so far, ``brought_fen`` is what was paid within three days of one.
    ``owner`` is the key of the member who has it, None: nobody.
    """

    listing: str
    owner: int | None = None
    opened: int = 0
    done: int = 0
    left: int = 0
    attempts: int = 0
    brought_fen: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Results:
    """The same by list, and by list and member."""

    by_list: tuple[Result, ...]
    by_agent: tuple[Result, ...]


def results(shop: Shop, period: Period) -> Results:
    """Give what came of the to-dos opened within a period, as they stand; what was taken off is in."""
    opened = Todo.objects.filter(shop=shop, opened_at__gte=period.start, opened_at__lt=period.end).exclude(
        state=State.PROPOSED
    )
    return Results(_results(opened, "listing"), _results(opened, "listing", "owner"))


def _results(opened: QuerySet[Todo], *by: str) -> tuple[Result, ...]:
    ended: dict[tuple[Any, ...], dict[str, int]] = {}
    closed = opened.exclude(outcome="").order_by().values_list(*by, "outcome").annotate(Count("pk"))
    for *place, outcome, many in closed:
        ended.setdefault(tuple(place), {})[outcome] = many
    rows = opened.order_by(*by).values(*by).annotate(**_SUMS)
    return tuple(
        Result(
            listing=row["listing"],
            owner=row.get("owner"),
            outcomes=ended.get(tuple(row[name] for name in by), {}),
            **{name: row[f"sum_{name}"] for name in ("opened", "done", "left", "attempts", "brought_fen")},
        )
        for row in rows
    )


_SUMS = {
    "sum_opened": Count("pk"),
    "sum_done": Count("pk", filter=Q(state=State.DONE)),
    "sum_left": Count("pk", filter=Q(state=State.LEFT)),
    "sum_attempts": Sum("attempts"),
    "sum_brought_fen": Sum("brought_fen", default=0),
}
