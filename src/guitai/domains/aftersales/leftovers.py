"""What is open when somebody's working time ends, and for how long they will be away."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q, QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.roster import duty_periods
from guitai.domains.aftersales.handover_models import HandoverItem
from guitai.domains.aftersales.handover_queries import day_end, due_by
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Assignment, Conversation
from guitai.domains.chat.models import State as TalkState
from guitai.domains.followups import queries as followups
from guitai.domains.followups.models import Listing, Todo
from guitai.kernel.days import SHANGHAI
from guitai.kernel.periods import Period
from guitai.kernel.text import shorten

# More to-dos than this are one item for each list: nobody takes hundreds by name.
MOST_TODOS = 200
LONGEST_TOLD = 300
# Where the roster does not say when somebody comes back.
_AWAY = timedelta(days=1)
_PLANNED_AHEAD, _LONGEST_STRETCH = timedelta(days=7), timedelta(days=2)
_MORNING = time(9)
_INSTANT = timedelta(microseconds=1)
_Kind = HandoverItem.Kind


@dataclass(frozen=True, slots=True)
class Left:
    """One thing that goes on without the one who leaves; the columns of :class:`HandoverItem`."""

    kind: HandoverItem.Kind
    subject: int | None
    told: str
    due_at: datetime | None


def left_by(member: Membership, *, ends_at: datetime) -> list[Left]:
    """Give what a member leaves: buyers who wait, and what falls due before they are back.

    A talk that was handed on since by the end of the shift is in, for nobody took it by name.
    """
    back = back_at(member, ends_at=ends_at)
    todos = followups.todos_of(member)
    # A promise without a time is one that may be asked about at any moment.
    promises = todos.filter(due_by(back) | Q(due_at=None, next_at=None), listing=Listing.PROMISE)
    lists = todos.filter(due_by(min(back, day_end(ends_at)))).exclude(listing=Listing.PROMISE)
    return [
        *map(_talk, _waiting(member, ends_at)),
        *(_todo(_Kind.PROMISE, todo) for todo in promises),
        *map(_case, _cases(member, back)),
        *_of_lists(lists),
    ]


def queued(shop: Shop) -> list[Left]:
    """Give the buyers who wait and whom nobody has."""
    waiting = Conversation.objects.filter(
        shop=shop, state=TalkState.WAITING, agent=None, waiting_since__isnull=False
    )
    return [_talk(talk) for talk in waiting.select_related("buyer").order_by("waiting_since", "pk")]


def back_at(member: Membership, *, ends_at: datetime) -> datetime:
    """Give when a member works again; where that is not planned, a day later."""
    ahead = duty_periods(member, of=Period(ends_at + _INSTANT, ends_at + _PLANNED_AHEAD))
    return min((period.start for period in ahead), default=ends_at + _AWAY)


def stretch_at(member: Membership, *, at: datetime) -> Period | None:
    """Give the working time a member is in, or that ends at this very moment."""
    near = duty_periods(member, of=Period(at - _LONGEST_STRETCH, at + _INSTANT))
    return next((period for period in near if period.covers(at) or period.end == at), None)


def was_by_night(stretch: Period) -> bool:
    """Say whether working time crossed midnight or ended before the morning; until midnight is an evening."""
    first, last = stretch.start.astimezone(SHANGHAI), (stretch.end - _INSTANT).astimezone(SHANGHAI)
    return first.date() != last.date() or last.time() < _MORNING


def _waiting(member: Membership, ends_at: datetime) -> QuerySet[Conversation]:
    handed_on = Assignment.objects.filter(
        from_agent=member, reason=Assignment.Reason.SHIFT_END, at__gte=ends_at
    ).values("conversation")
    waiting = Conversation.objects.filter(shop=member.shop_id, waiting_since__isnull=False)
    theirs = waiting.exclude(state=TalkState.CLOSED).filter(Q(agent=member) | Q(pk__in=handed_on))
    return theirs.select_related("buyer").order_by("waiting_since", "pk")


def _cases(member: Membership, until: datetime) -> QuerySet[Case]:
    running = Case.objects.filter(shop=member.shop_id, owner=member, state=Case.State.RUNNING)
    return running.filter(due_at__lt=until).select_related("buyer", "order").order_by("due_at", "pk")


def _of_lists(todos: QuerySet[Todo]) -> Iterable[Left]:
    found = list(todos[: MOST_TODOS + 1])
    if len(found) <= MOST_TODOS:
        return [_todo(_Kind.TODO, todo) for todo in found]
    lists = todos.order_by("listing").values_list("listing", flat=True).distinct()
    return [Left(_Kind.TODO, None, listing, None) for listing in lists]


def _talk(talk: Conversation) -> Left:
    told = " · ".join(filter(None, [talk.buyer.display_name, talk.last_text]))
    return Left(_Kind.TALK, talk.pk, shorten(told, LONGEST_TOLD), None)


def _todo(kind: HandoverItem.Kind, todo: Todo) -> Left:
    whose = todo.buyer.display_name if todo.buyer else todo.order.number if todo.order else ""
    told = " · ".join(filter(None, [whose, str((todo.why or {}).get("said") or "")]))
    return Left(kind, todo.pk, shorten(told, LONGEST_TOLD), todo.due_at)


def _case(case: Case) -> Left:
    whose = case.buyer.display_name if case.buyer else case.order.number if case.order else ""
    told = " · ".join(filter(None, [f"#{case.number}", whose, case.said]))
    return Left(_Kind.CASE, case.pk, shorten(told, LONGEST_TOLD), case.due_at)
