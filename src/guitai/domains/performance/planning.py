"""Work out a roster for a week: from the shop's tables to the engine and back.

Only whoever does the timed work loads this: the solver takes a third of a second and 70 MB to load.
"""

from collections import defaultdict
from datetime import date, datetime, timedelta
from typing import Any

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.accounts.roster import local_day
from guitai.domains.performance.models import RosterProposal, RosterTerms, StaffingSettings
from guitai.domains.performance.queries import staffing
from guitai.domains.performance.queries.load import load_of
from guitai.engines.staffing.roster_types import DAYS, Pattern, Roster, Worker
from guitai.engines.staffing.rostering import propose

_DAY = timedelta(days=1)


def work_out(proposal: RosterProposal, *, at: datetime, seconds: float) -> dict[str, Any]:
    """Give a proposal's result as it is kept: who works when, what is needed, what stays short and why."""
    shop, first = proposal.shop, proposal.first
    settings = staffing.settings_of(shop)
    week = staffing.week_of(shop, settings, load_of(shop, settings, at=at), first=first)
    need = [each.needed for each in week.half_hours]
    roster = propose(
        need,
        workers_of(shop, settings, first=first, keeps_planned=proposal.keeps_planned, today=local_day(at)),
        [staffing.pattern_of(shift) for shift in accounts.shift_patterns_of(shop)],
        rules=staffing.rules_of(settings),
        seconds=seconds,
    )
    return _written(roster, need)


def workers_of(
    shop: Shop, settings: StaffingSettings, *, first: date, keeps_planned: bool, today: date
) -> list[Worker]:
    """Give those who take part, as the engine sees them. Days that are over stay as they were."""
    planned: dict[int, dict[int, Pattern]] = defaultdict(dict)
    for duty in staffing.duties_around(shop, first=first):
        day = (duty.day - first).days
        if keeps_planned or not 0 <= day < DAYS or duty.day < today:
            planned[duty.membership_id][day] = staffing.pattern_of(duty.pattern)
    away = staffing.days_off_of(shop, first=first)
    liked = {shift.name: shift.pk for shift in accounts.shift_patterns_of(shop)}
    over = {day for day in range(DAYS) if first + day * _DAY < today}
    return [
        Worker(
            key=member.pk,
            max_day=60 * (settings.max_hours_day if terms.max_hours_day is None else terms.max_hours_day),
            max_week=60 * (settings.max_hours_week if terms.max_hours_week is None else terms.max_hours_week),
            max_days=DAYS - settings.days_off,
            may_nights=terms.may_nights,
            off=frozenset(over | _off(member, terms, away, first)),
            wished_off=frozenset(terms.wished_off),
            liked=frozenset(liked[name] for name in terms.liked_shifts if name in liked),
            fixed=planned[member.pk],
        )
        for member, terms in staffing.terms_of(shop)
        if terms.takes_part
    ]


def _off(member: Membership, terms: RosterTerms, away: set[tuple[int, date]], first: date) -> set[int]:
    dated = {day for day in range(DAYS) if (member.pk, first + day * _DAY) in away}
    return dated | set(terms.weekdays_off)


def _written(roster: Roster, need: list[int]) -> dict[str, Any]:
    return {
        "proposed": [[one.worker, one.day, one.pattern, one.is_new] for one in roster.proposed],
        "need": need,
        "there": list(roster.there),
        "short": [
            [each.half_hour, each.needed, each.there, [[why.value, count] for why, count in each.why]]
            for each in roster.short
        ],
        "surplus": roster.surplus,
        "best": roster.is_best,
    }
