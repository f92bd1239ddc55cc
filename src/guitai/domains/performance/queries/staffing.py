"""How many agents a week needs and has, and what is proposed for it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Duty, Membership, Shop
from guitai.domains.accounts.models import ShiftPattern as ShiftPattern
from guitai.domains.accounts.queries import Right
from guitai.domains.performance.models import (
    DayOff,
)
from guitai.domains.performance.models import RosterProposal as RosterProposal
from guitai.domains.performance.models import RosterTerms as RosterTerms
from guitai.domains.performance.models import SpecialDay as SpecialDay
from guitai.domains.performance.models import StaffingSettings as StaffingSettings
from guitai.domains.performance.queries.load import Load
from guitai.engines.staffing.needing import HALF_HOURS, Expected, Service, agents_needed, expected
from guitai.engines.staffing.roster_types import DAY_MINUTES, DAYS, Pattern, Rules, counted

State = RosterProposal.State
DAY = timedelta(days=1)
# A mean of so few chats in a half hour is one that came by once in a month: nobody waits at the desk for it.
_HARDLY_ANY = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfHour:
    """One half hour of a week: chats expected, agents needed and on duty, what buyers may expect of these."""

    chats: float
    needed: int
    on_duty: int
    expected: Expected
    reached: float | None  # in the weeks the load was taken from

    @property
    def is_overloaded(self) -> bool:
        """Whether there are fewer agents than needed."""
        return self.on_duty < self.needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Week:
    """A week from its Monday on: 336 half hours, and the special days in it by number."""

    first: date
    half_hours: tuple[HalfHour, ...]
    special: Mapping[int, SpecialDay]
    service: Service

    def of_day(self, day: int) -> tuple[HalfHour, ...]:
        """Give the half hours of one day; 0 is Monday."""
        return self.half_hours[day * HALF_HOURS : (day + 1) * HALF_HOURS]


def settings_of(shop: Shop) -> StaffingSettings:
    """Give the shop's settings; what it never set is as shipped."""
    return StaffingSettings.objects.filter(shop=shop).first() or StaffingSettings(shop=shop)


def service_of(settings: StaffingSettings, load: Load) -> Service:
    """Give the promise and how agents work, as the engine takes it."""
    return Service(
        level=settings.level_percent / 100,
        within=settings.within_seconds,
        patience=settings.patience_seconds,
        concurrency=settings.concurrency,
        slowdown=settings.slowdown_percent / 100,
        measured_at=load.measured_at,
    )


def rules_of(settings: StaffingSettings) -> Rules:
    """Give what holds for everybody, as the engine takes it."""
    start, end = _minutes(settings.night_from), _minutes(settings.night_until)
    return Rules(
        rest=settings.rest_hours * 60,
        days_in_a_row=settings.days_in_a_row,
        night=(start, end if end > start else end + DAY_MINUTES),
    )


def week_of(shop: Shop, settings: StaffingSettings, load: Load, *, first: date) -> Week:
    """Give what a week needs and who is planned for it."""
    special = {
        (row.day - first).days: row
        for row in SpecialDay.objects.filter(shop=shop, day__range=(first, first + (DAYS - 1) * DAY))
    }
    service = service_of(settings, load)
    on_duty = counted(
        ((duty.day - first).days, pattern_of(duty.pattern)) for duty in duties_around(shop, first=first)
    )
    half_hours = []
    for place, there in enumerate(on_duty):
        day, half_hour = divmod(place, HALF_HOURS)
        percent = special[day].percent if day in special else 100 + settings.growth_percent
        chats = load.chats[day][half_hour] * percent / 100
        half_hours.append(
            HalfHour(
                chats=chats,
                needed=_needed(chats, half_hour, settings, load, service),
                on_duty=there,
                expected=expected(there, chats, handling=load.handling, service=service),
                reached=load.in_time[day][half_hour],
            )
        )
    return Week(first=first, half_hours=tuple(half_hours), special=special, service=service)


def _needed(chats: float, half_hour: int, settings: StaffingSettings, load: Load, service: Service) -> int:
    if not _is_open(half_hour, settings):
        return 0
    if chats < _HARDLY_ANY:
        return settings.least_agents
    return max(settings.least_agents, agents_needed(chats, handling=load.handling, service=service))


def _is_open(half_hour: int, settings: StaffingSettings) -> bool:
    """Say whether the shop answers then: from one time to the other, which may lie after midnight."""
    start, end = _minutes(settings.open_from), _minutes(settings.open_until)
    minute = half_hour * 30
    if start < end:
        return start <= minute < end
    return minute >= start or minute < end


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def pattern_of(shift: ShiftPattern) -> Pattern:
    """Give a shift as the engine takes it: minutes that go on past midnight."""
    spans = [(_minutes(block.start), _minutes(block.end)) for block in shift.as_blocks()]
    blocks = [(start, end if end > start else end + DAY_MINUTES) for start, end in spans]
    return Pattern(shift.pk, tuple(blocks))


def duties_around(shop: Shop, *, first: date) -> QuerySet[Duty]:
    """Give what is planned in a week, in the one before and on the day after: what rest is counted from."""
    return Duty.objects.filter(
        membership__shop=shop,
        membership__left_at=None,
        day__range=(first - DAYS * DAY, first + DAYS * DAY),
    ).select_related("pattern")


def terms_of(shop: Shop) -> list[tuple[Membership, RosterTerms]]:
    """Give those who answer buyers, each with what they may and wish."""
    kept = {terms.membership_id: terms for terms in RosterTerms.objects.filter(membership__shop=shop)}
    return [
        (member, kept.get(member.pk) or RosterTerms(membership=member))
        for member in accounts.answering_members(shop)
    ]


def days_off_of(shop: Shop, *, first: date) -> set[tuple[int, date]]:
    """Give who can't work on which days of a week: member and day."""
    days = DayOff.objects.filter(membership__shop=shop, day__range=(first, first + (DAYS - 1) * DAY))
    return set(days.values_list("membership_id", "day"))


def special_days_of(shop: Shop, *, since: date) -> QuerySet[SpecialDay]:
    """Give the special days from a day on, earliest first."""
    return SpecialDay.objects.filter(shop=shop, day__gte=since).order_by("day")


def proposals_of(shop: Shop) -> QuerySet[RosterProposal]:
    """Give the shop's proposals, newest first."""
    return RosterProposal.objects.filter(shop=shop).select_related("made_by", "taken_by").order_by("-pk")


def shifts_of(proposal: RosterProposal) -> dict[int, ShiftPattern]:
    """Give the shifts a proposal names, by key; retired ones too."""
    named = {pattern for _member, _day, pattern, _new in proposal.result["proposed"]}
    return ShiftPattern.objects.filter(shop=proposal.shop_id).in_bulk(named)


def members_of(proposal: RosterProposal) -> list[Membership]:
    """Give whom a proposal is about: those it plans, and who takes part and stays free all week."""
    named = {member for member, _day, _pattern, _new in proposal.result["proposed"]}
    taking_part = {member.pk: member for member, terms in terms_of(proposal.shop) if terms.takes_part}
    others = Membership.objects.filter(shop=proposal.shop_id, pk__in=named - taking_part.keys())
    return [*taking_part.values(), *others.order_by("pk")]


def proposal_of(shop: Shop, *, first: date) -> RosterProposal | None:
    """Give the newest proposal for a week."""
    return proposals_of(shop).filter(first=first).first()


def may_plan(membership: Membership) -> bool:
    """Say whether a member may propose rosters and take them over."""
    return accounts.may(membership, Right.EDIT_ROSTER)


def overloaded(half_hours: Sequence[HalfHour]) -> int:
    """Count the agents that are missing, in half hours."""
    return sum(max(0, each.needed - each.on_duty) for each in half_hours)


def proposals_waiting(*, before: datetime) -> QuerySet[RosterProposal]:
    """Give the proposals nobody has begun to work out, or somebody was stopped at."""
    return RosterProposal.objects.filter(state=State.WAITING, made_at__lt=before).select_related("shop")
