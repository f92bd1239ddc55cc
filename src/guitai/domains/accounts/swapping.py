"""What a swap would do to the plan: what stands against it, and how short people would rest.

Looks at duties that were read before, so that many swaps are looked at with one question, and shifts somebody
only thinks of swapping as well.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Duty, Membership, ShiftPattern, Swap
from guitai.domains.accounts.roster import shift_periods
from guitai.kernel.periods import Period

SHORTEST_REST = timedelta(hours=11)
# A shift is shorter than a day, so what is further away neither overlaps nor shortens a rest.
_NEAR = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Shift:
    """One shift on one day, and the hours that are worked, in order."""

    day: date
    pattern: ShiftPattern
    periods: tuple[Period, ...] = field(compare=False, repr=False)

    @classmethod
    def on(cls, day: date, pattern: ShiftPattern) -> "Shift":
        """Give the shift that begins on that day."""
        return cls(day, pattern, shift_periods(pattern, day=day))

    @property
    def start(self) -> datetime:
        """When it begins."""
        return self.periods[0].start

    @property
    def end(self) -> datetime:
        """When its last hour is over; what crosses midnight ends a day later."""
        return max(period.end for period in self.periods)

    def overlaps(self, other: "Shift") -> bool:
        """Say whether nobody could work both."""
        return any(
            one.start < two.end and two.start < one.end for one in self.periods for two in other.periods
        )


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift that changes hands."""

    giver: Membership
    taker: Membership
    shift: Shift


@dataclass(frozen=True, slots=True)
class ShortRest:
    """Between two shifts a member would rest less than :data:`SHORTEST_REST`."""

    member: Membership
    before: Shift
    after: Shift
    rest: timedelta


class Plan:
    """Who works which shifts; only of the members and days that were read."""

    def __init__(self, duties: Iterable[Duty]) -> None:
        shifts: dict[int, list[Shift]] = defaultdict(list)
        for duty in duties:
            shifts[duty.membership_id].append(Shift.on(duty.day, duty.pattern))
        self._shifts = {key: tuple(sorted(own, key=_start)) for key, own in shifts.items()}

    def of(self, member: Membership) -> tuple[Shift, ...]:
        """Give a member's shifts, in the order of time."""
        return self._shifts.get(member.pk, ())


def duties_around(swaps: Iterable[Swap]) -> QuerySet[Duty]:
    """Give what a :class:`Plan` has to know to judge these swaps."""
    around = Q(pk__in=())
    for swap in swaps:
        days = [day for day in (swap.day, swap.their_day) if day]
        members = [swap.member_id, swap.colleague_id]
        around |= Q(membership__in=members, day__range=(min(days) - _NEAR, max(days) + _NEAR))
    return Duty.objects.filter(around).select_related("pattern")


def turns_of(swap: Swap) -> tuple[Turn, ...]:
    """Give the shifts that change hands: one, or two."""
    given = Turn(swap.member, swap.colleague, Shift.on(swap.day, swap.pattern))
    if swap.their_day is None or swap.their_pattern is None:
        return (given,)
    return given, Turn(swap.colleague, swap.member, Shift.on(swap.their_day, swap.their_pattern))


def why_gone(swap: Swap, plan: Plan, *, at: datetime) -> str:
    """Say why a swap has no point any more: somebody left, a duty is another one by now, or has begun."""
    for member in (swap.member, swap.colleague):
        if member.left_at is not None or not member.person.is_active:
            return _("%(name)s no longer works in this shop.") % {"name": member.nickname}
    for turn in turns_of(swap):
        facts = {"name": turn.giver.nickname, **_named(turn.shift)}
        if turn.shift not in plan.of(turn.giver):
            return _("%(name)s does not work %(shift)s on %(day)s.") % facts
        if turn.shift.start <= at:
            return _("%(shift)s of %(day)s has begun.") % facts
    return ""


def why_not(swap: Swap, plan: Plan, *, at: datetime) -> str:
    """Say why the shifts can't change hands now; empty if they can."""
    gone = why_gone(swap, plan, at=at)
    if gone:
        return gone
    turns = turns_of(swap)
    if len({turn.shift for turn in turns}) < len(turns):
        return _("Both work this shift on that day; there is nothing to swap.")
    return next(filter(None, (_in_the_way(turn, swap, plan) for turn in turns)), "")


def short_rests(swap: Swap, plan: Plan) -> tuple[ShortRest, ...]:
    """Give where somebody would rest too short before or after what they take; a fact, no refusal."""
    found = []
    for turn in turns_of(swap):
        shifts = sorted([*_kept(turn.taker, swap, plan), turn.shift], key=_start)
        place = shifts.index(turn.shift)
        near = shifts[max(place - 1, 0) : place + 2]
        for before, after in pairwise(near):
            rest = max(after.start - before.end, timedelta(0))
            if rest < SHORTEST_REST:
                found.append(ShortRest(turn.taker, before, after, rest))
    return tuple(found)


def _in_the_way(turn: Turn, swap: Swap, plan: Plan) -> str:
    """Say what the taker of a shift works instead; the roster has one shift a day."""
    for own in _kept(turn.taker, swap, plan):
        if own.day == turn.shift.day or own.overlaps(turn.shift):
            facts = {"name": turn.taker.nickname, **_named(own)}
            return _("%(name)s works %(shift)s on %(day)s already, and can't work both.") % facts
    return ""


def _kept(member: Membership, swap: Swap, plan: Plan) -> list[Shift]:
    given = [turn.shift for turn in turns_of(swap) if turn.giver.pk == member.pk]
    return [shift for shift in plan.of(member) if shift not in given]


def _start(shift: Shift) -> datetime:
    return shift.start


def _named(shift: Shift) -> dict[str, str]:
    return {"shift": shift.pattern.name, "day": f"{shift.day:%m-%d}"}
