"""Which swaps run, whom they wait for, what became of them; and with whom a shift could be swapped.

A swap whose shift began, or is no longer worked by who gave it, has lapsed: it runs no more, whatever its
row says.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from guitai.domains.accounts.models import Duty, Membership, Shop
from guitai.domains.accounts.models import Swap as Swap
from guitai.domains.accounts.queries import active_members, may
from guitai.domains.accounts.rights import RIGHTS, Right
from guitai.domains.accounts.roster import local_day
from guitai.domains.accounts.swapping import Plan, duties_around, short_rests, why_gone, why_not
from guitai.domains.accounts.swapping import Shift as Shift
from guitai.domains.accounts.swapping import ShortRest as ShortRest

RUNNING = (Swap.State.ASKED, Swap.State.AGREED)
# What ended so long ago is told nobody any more.
_REMEMBERED = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class SwapRow:
    """A swap as it stands now.

    ``gone``: why it lapsed; ``trouble``: why the shifts can't change hands now, which may change again; both
    sentences, empty where there is none, and only of one that was not decided. ``rests``: who would rest too
    short.
    """

    swap: Swap
    gone: str = ""
    trouble: str = ""
    rests: tuple[ShortRest, ...] = ()

    @property
    def is_running(self) -> bool:
        """Whether somebody's answer is waited for."""
        return self.swap.state in RUNNING and not self.gone


@dataclass(frozen=True, slots=True)
class Offer:
    """What a colleague could give for a shift: a shift of theirs, or nothing."""

    theirs: Shift | None
    rests: tuple[ShortRest, ...]


@dataclass(frozen=True, slots=True)
class Partner:
    """A colleague, what they work on the day of the shift, and what could be swapped with them."""

    colleague: Membership
    works: tuple[Shift, ...]
    offers: tuple[Offer, ...]


def swaps_visible_to(member: Membership) -> QuerySet[Swap]:
    """Give the swaps a member may see: those they take part in; who plans the roster, all of the shop."""
    swaps = Swap.objects.filter(shop=member.shop_id).select_related(
        "shop",
        "member__person",
        "colleague__person",
        "pattern",
        "their_pattern",
        "decided_by",
    )
    if may(member, Right.EDIT_ROSTER):
        return swaps
    return swaps.filter(Q(member=member) | Q(colleague=member))


def running_swaps(member: Membership, *, at: datetime) -> tuple[SwapRow, ...]:
    """Give what runs of what a member may see, the next shift first."""
    near = swaps_visible_to(member).filter(state__in=RUNNING, day__gte=local_day(at))
    return tuple(row for row in _rows(near.order_by("day", "pk"), at=at) if row.is_running)


def waiting_for(member: Membership, *, at: datetime) -> tuple[SwapRow, ...]:
    """Give what colleagues ask of a member and is not answered."""
    rows = running_swaps(member, at=at)
    return tuple(
        row for row in rows if row.swap.colleague_id == member.pk and row.swap.state == Swap.State.ASKED
    )


def to_approve(member: Membership, *, at: datetime) -> tuple[SwapRow, ...]:
    """Give what two have agreed on and waits for who plans the roster; nothing for anybody else."""
    if not may(member, Right.EDIT_ROSTER):
        return ()
    rows = running_swaps(member, at=at)
    return tuple(row for row in rows if row.swap.state == Swap.State.AGREED)


def own_swaps(member: Membership, *, at: datetime, most: int) -> tuple[SwapRow, ...]:
    """Give what a member asked, and what they were asked and is settled, the last first; of a month."""
    swaps = swaps_visible_to(member).filter(
        Q(member=member) | Q(colleague=member) & ~Q(state=Swap.State.ASKED),
        asked_at__gte=at - _REMEMBERED,
    )
    return _rows(swaps.order_by("-asked_at", "-pk")[:most], at=at)


def swap_to_tell(*, shop_id: int, swap_id: int) -> Swap | None:
    """Give a swap with everybody in it, for what the installation itself tells them."""
    swaps = Swap.objects.select_related("member", "colleague", "pattern", "their_pattern", "decided_by")
    return swaps.filter(shop=shop_id, pk=swap_id).first()


def roster_keepers(shop_id: int) -> QuerySet[Membership]:
    """Give those of a shop who may approve a swap."""
    roles = [role for role, rights in RIGHTS.items() if Right.EDIT_ROSTER in rights]
    return Membership.objects.filter(
        shop=shop_id, role__in=roles, left_at=None, person__is_active=True
    ).order_by("pk")


def shifts_of(shop: Shop, *, first: date, last: date) -> dict[date, list[tuple[Membership, Shift]]]:
    """Give who works what on each of the days, in the order of the hours; a day nobody works is left out."""
    duties = Duty.objects.filter(
        membership__shop=shop, membership__left_at=None, day__range=(first, last)
    ).select_related("membership", "pattern")
    days: dict[date, list[tuple[Membership, Shift]]] = {}
    for duty in duties.order_by("day", "membership__joined_at", "membership"):
        days.setdefault(duty.day, []).append((duty.membership, Shift.on(duty.day, duty.pattern)))
    for workers in days.values():
        workers.sort(key=lambda worker: worker[1].start)
    return days


def partners_for(member: Membership, *, shift: Shift, last: date, at: datetime) -> tuple[Partner, ...]:
    """Give every colleague with what could be had from them for a shift, until the last day; three questions.

    Who has the member's own role comes first; whoever could give nothing and take nothing has no offers.
    """
    colleagues = [each for each in active_members(member.shop) if each.pk != member.pk]
    days = (local_day(at) - timedelta(days=2), max(last, shift.day) + timedelta(days=2))
    duties = Duty.objects.filter(membership__shop=member.shop_id, day__range=days)
    plan = Plan(duties.select_related("pattern"))
    partners = [
        Partner(
            colleague=colleague,
            works=tuple(own for own in plan.of(colleague) if own.day == shift.day),
            offers=_offers(member, shift, colleague, plan, last=last, at=at),
        )
        for colleague in colleagues
    ]
    return tuple(sorted(partners, key=lambda each: (not each.offers, each.colleague.role != member.role)))


def _offers(
    member: Membership, shift: Shift, colleague: Membership, plan: Plan, *, last: date, at: datetime
) -> tuple[Offer, ...]:
    coming = [own for own in plan.of(colleague) if own.day <= last and own.start > at]
    thought = [(theirs, _thought(member, shift, colleague, theirs)) for theirs in (None, *coming)]
    return tuple(
        Offer(theirs, short_rests(swap, plan)) for theirs, swap in thought if not why_not(swap, plan, at=at)
    )


def _thought(member: Membership, shift: Shift, colleague: Membership, theirs: Shift | None) -> Swap:
    """Give a swap nobody has asked for, to look at what it would do."""
    return Swap(
        shop=member.shop,
        member=member,
        day=shift.day,
        pattern=shift.pattern,
        colleague=colleague,
        their_day=theirs.day if theirs else None,
        their_pattern=theirs.pattern if theirs else None,
    )


def _rows(swaps: Iterable[Swap], *, at: datetime) -> tuple[SwapRow, ...]:
    found = list(swaps)
    undecided = [swap for swap in found if swap.state in RUNNING]
    plan = Plan(duties_around(undecided)) if undecided else Plan(())
    return tuple(_row(swap, plan, at=at) if swap.state in RUNNING else SwapRow(swap) for swap in found)


def _row(swap: Swap, plan: Plan, *, at: datetime) -> SwapRow:
    return SwapRow(
        swap,
        gone=why_gone(swap, plan, at=at),
        trouble=why_not(swap, plan, at=at),
        rests=short_rests(swap, plan),
    )
