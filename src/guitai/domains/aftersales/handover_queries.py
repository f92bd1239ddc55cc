"""What shifts left to the next one, what each thing left is by now, and who has taken it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Count, Q, QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.aftersales.handover_models import Handover as Handover
from guitai.domains.aftersales.handover_models import HandoverItem as HandoverItem
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Conversation
from guitai.domains.chat.models import State as TalkState
from guitai.domains.followups import queries as followups
from guitai.domains.followups.models import Todo
from guitai.kernel.days import SHANGHAI, business_day, day_period

# A handover is of use to the shifts that follow; later its subjects stand in their own rooms alone.
CURRENT = timedelta(days=2)
_NOON = time(12)
_INSTANT = timedelta(microseconds=1)
_Kind = HandoverItem.Kind


@dataclass(frozen=True, slots=True)
class ItemNow:
    """An item and what it is about, as that is by now; nothing of them where it is gone.

    ``left`` counts what the one who left still has of a list that stands as one item.
    """

    item: HandoverItem
    talk: Conversation | None = None
    todo: Todo | None = None
    case: Case | None = None
    left: int = 0

    @property
    def is_list(self) -> bool:
        """Whether it stands for a whole list."""
        return self.item.kind == _Kind.TODO and self.item.subject is None

    @property
    def holder(self) -> Membership | None:
        """Who has it now, however they came by it."""
        if self.talk is not None:
            return self.talk.agent
        if self.todo is not None:
            return self.todo.owner
        return self.case.owner if self.case is not None else self.item.taken_by

    @property
    def waiting_since(self) -> datetime | None:
        """Since when its buyer waits for an answer."""
        return self.talk.waiting_since if self.talk is not None else None

    @property
    def due_at(self) -> datetime | None:
        """When its own clock runs out, as it stands now."""
        if self.todo is not None:
            return self.todo.due_at
        return self.case.due_at if self.case is not None else self.item.due_at

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do, without anybody saying so."""
        match self.item.kind:
            case _Kind.NOTE:
                return False
            case _Kind.TALK:
                talk = self.talk
                return talk is None or talk.state == TalkState.CLOSED or talk.waiting_since is None
            case _Kind.CASE:
                return self.case is None or self.case.state != Case.State.RUNNING
        if self.is_list:
            return self.left == 0
        return self.todo is None or self.todo.state not in followups.RUNNING


def handovers_visible_to(person: Person) -> QuerySet[Handover]:
    """Give the handovers of the shops this person works in now."""
    shops = accounts.memberships_of(person).values("shop")
    return Handover.objects.filter(shop__in=shops).select_related("shop", "member")


def items_visible_to(person: Person) -> QuerySet[HandoverItem]:
    """Give the items of the shops this person works in now."""
    return _whole().filter(handover__shop__in=accounts.memberships_of(person).values("shop"))


def current_handovers(shop: Shop, *, at: datetime) -> QuerySet[Handover]:
    """Give the handovers of the last two days, latest first.

    Each with ``many`` items and ``many_open`` of them that are not settled.
    """
    found = Handover.objects.filter(shop=shop, ends_at__gte=at - CURRENT).select_related("shop", "member")
    is_open = Count("items", filter=Q(items__settled_at=None))
    return found.annotate(many=Count("items"), many_open=is_open).order_by("-ends_at", "pk")


def items_of(handover: Handover) -> QuerySet[HandoverItem]:
    """Give all items of a handover, settled ones too, by kind and the first to fall due at the front."""
    return _in_order(_whole().filter(handover=handover))


def open_items(shop: Shop, *, at: datetime) -> QuerySet[HandoverItem]:
    """Give what is not settled of the current handovers, by kind and the first to fall due at the front."""
    since = at - CURRENT
    return _in_order(_whole().filter(handover__shop=shop, handover__ends_at__gte=since, settled_at=None))


def unclaimed(shop: Shop, *, at: datetime) -> QuerySet[HandoverItem]:
    """Give what nobody has taken yet."""
    return open_items(shop, at=at).filter(taken_by=None)


def mine(member: Membership, *, at: datetime) -> QuerySet[HandoverItem]:
    """Give what a member has taken and not settled."""
    return open_items(member.shop, at=at).filter(taken_by=member)


def night_open(shop: Shop, *, at: datetime) -> QuerySet[HandoverItem]:
    """Give what came from the night and is not settled, whether somebody took it or not."""
    return open_items(shop, at=at).filter(handover__by_night=True)


def as_they_are(items: Iterable[HandoverItem]) -> list[ItemNow]:
    """Look at what each item is about, as it is now; a question for each kind, however many items."""
    rows = list(items)
    todos = followups.whole().in_bulk(_subjects(rows, _Kind.PROMISE, _Kind.TODO))
    talks = Conversation.objects.select_related("buyer", "agent").defer("reading")
    cases = Case.objects.select_related("buyer", "order", "owner", "shop", "playbook")
    known_talks = talks.in_bulk(_subjects(rows, _Kind.TALK))
    known_cases = cases.in_bulk(_subjects(rows, _Kind.CASE))
    return [
        ItemNow(
            item,
            talk=known_talks.get(item.subject or 0) if item.kind == _Kind.TALK else None,
            todo=todos.get(item.subject or 0) if item.kind in {_Kind.PROMISE, _Kind.TODO} else None,
            case=known_cases.get(item.subject or 0) if item.kind == _Kind.CASE else None,
            left=left_of_list(item).count() if item.kind == _Kind.TODO and item.subject is None else 0,
        )
        for item in rows
    ]


def left_of_list(item: HandoverItem) -> QuerySet[Todo]:
    """Give what the one who left still has of a list that stands as one item, due by the end of that day."""
    handover = item.handover
    theirs = followups.todos_of(handover.member).filter(listing=item.told)
    return theirs.filter(due_by(day_end(handover.ends_at)))


def due_by(moment: datetime) -> Q:
    """Say which to-dos fall due, or come back after they were put off, before a moment."""
    return Q(due_at__lt=moment) | Q(next_at__lt=moment)


def day_end(ends_at: datetime) -> datetime:
    """Give the end of the day somebody's working time ended on; what ends at midnight ends its own day."""
    return day_period(business_day(ends_at - _INSTANT)).end


def noon_of(handover: Handover) -> datetime:
    """Give until when what came from a night is to be settled: noon of the day it ended on."""
    return datetime.combine(handover.ends_at.astimezone(SHANGHAI).date(), _NOON, SHANGHAI)


def _whole() -> QuerySet[HandoverItem]:
    return HandoverItem.objects.select_related("handover__member", "handover__shop", "taken_by")


def _in_order(items: QuerySet[HandoverItem]) -> QuerySet[HandoverItem]:
    return items.order_by("due_at", "pk")


def _subjects(items: Iterable[HandoverItem], *kinds: HandoverItem.Kind) -> set[int]:
    return {item.subject for item in items if item.kind in kinds and item.subject is not None}
