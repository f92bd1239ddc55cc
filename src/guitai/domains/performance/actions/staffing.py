"""Say how a shop is staffed and what its members may and wish, and sum up the days it is reckoned from."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.errors import StaffingRefusedError
from guitai.domains.performance.models import (
    LoadDay,
    RosterProposal,
    RosterTerms,
    SpecialDay,
    StaffingSettings,
)
from guitai.domains.performance.queries import load as loads
from guitai.domains.performance.queries.staffing import settings_of
from guitai.engines.staffing.contacts import WAITS
from guitai.engines.staffing.roster_types import DAYS
from guitai.kernel.text import clean

State = RosterProposal.State
_DAY = timedelta(days=1)

# What a number may be; beyond it is a slip of the finger.
BOUNDS: dict[str, tuple[int, int]] = {
    "level_percent": (1, 99),
    "patience_seconds": (5, 24 * 3600),
    "least_agents": (0, 500),
    "concurrency": (1, 100),
    "slowdown_percent": (0, 100),
    "weeks": (1, 26),
    "growth_percent": (-90, 900),
    "max_hours_day": (1, 24),
    "max_hours_week": (1, 168),
    "days_off": (0, 6),
    "days_in_a_row": (1, 14),
    "rest_hours": (0, 24),
}
MOST_PERCENT = 10_000


class SettingsChanges(TypedDict, total=False):
    """What can be changed of how a shop is staffed, each on its own."""

    level_percent: int
    within_seconds: int
    patience_seconds: int | None
    open_from: time
    open_until: time
    least_agents: int
    concurrency: int
    slowdown_percent: int
    weeks: int
    growth_percent: int
    max_hours_day: int
    max_hours_week: int
    days_off: int
    days_in_a_row: int
    rest_hours: int
    night_from: time
    night_until: time


@transaction.atomic
def change_settings(
    *, shop: Shop, by: Membership | None, at: datetime, **changes: Unpack[SettingsChanges]
) -> StaffingSettings:
    """Change how a shop is staffed; what is not named stays.

    :raises StaffingRefusedError: if a figure is outside of what makes sense.
    """
    given: Mapping[str, Any] = changes
    for name, value in given.items():
        least, most = BOUNDS.get(name, (0, 0))
        if name in BOUNDS and value is not None and not least <= value <= most:
            raise StaffingRefusedError(
                _("%(value)s is not between %(least)s and %(most)s.")
                % {"value": value, "least": least, "most": most}
            )
    if given.get("within_seconds", WAITS[0]) not in WAITS:
        raise StaffingRefusedError(_("Choose one of the waits that are counted."))
    kept = settings_of(shop)
    moved = {name: value for name, value in given.items() if getattr(kept, name) != value}
    for name, value in moved.items():
        setattr(kept, name, value)
    if moved:
        kept.save()
        told = {name: str(value) for name, value in moved.items()}
        audit.record("staffing_changed", subject=shop, by=by, at=at, shop_id=shop.pk, **told)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a member may and wishes; hours without a figure are the shop's. Weekdays from Monday, 0."""

    takes_part: bool = True
    may_nights: bool = True
    max_hours_day: int | None = None
    max_hours_week: int | None = None
    weekdays_off: Collection[int] = ()
    wished_off: Collection[int] = ()
    liked_shifts: Collection[str] = ()


@transaction.atomic
def change_terms(*, membership: Membership, terms: Terms, by: Membership | None, at: datetime) -> None:
    """Say what a member may work and wishes to.

    :raises StaffingRefusedError: if hours are more than there are, or a weekday is none.
    """
    for name in ("max_hours_day", "max_hours_week"):
        least, most = BOUNDS[name]
        value = getattr(terms, name)
        if value is not None and not least <= value <= most:
            raise StaffingRefusedError(
                _("%(value)s is not between %(least)s and %(most)s.")
                % {"value": value, "least": least, "most": most}
            )
    if not {*terms.weekdays_off, *terms.wished_off} <= set(range(DAYS)):
        raise StaffingRefusedError(_("A week has seven days."))
    values = {
        name: sorted(value) if isinstance(value, Collection) and not isinstance(value, str) else value
        for name, value in asdict(terms).items()
    }
    kept = RosterTerms.objects.filter(membership=membership).first() or RosterTerms(membership=membership)
    if all(getattr(kept, name) == value for name, value in values.items()):
        return
    RosterTerms.objects.update_or_create(membership=membership, defaults=values)
    audit.record("roster_terms_changed", subject=membership, by=by, at=at, shop_id=membership.shop_id)


@dataclass(frozen=True, slots=True)
class Special:
    """A day unlike others: with so many per cent of a usual one's chats."""

    day: date
    name: str
    percent: int


@transaction.atomic
def set_special_days(
    *, shop: Shop, days: Iterable[Special], since: date, by: Membership | None, at: datetime
) -> None:
    """Say which days from one on are special; those before stay as they are.

    :raises StaffingRefusedError: if a day comes twice, has no name, or a figure nobody means.
    """
    wanted = sorted(days, key=lambda special: special.day)
    if len({special.day for special in wanted}) < len(wanted):
        raise StaffingRefusedError(_("A day stands there twice."))
    for special in wanted:
        if not clean(special.name) or special.day < since or not 0 <= special.percent <= MOST_PERCENT:
            raise StaffingRefusedError(
                _("%(day)s needs a name and a figure between 0 and %(most)s.")
                % {"day": special.day, "most": MOST_PERCENT}
            )
    kept = SpecialDay.objects.filter(shop=shop, day__gte=since)
    before = sorted(kept.values_list("day", "name", "percent"))
    after = [(special.day, clean(special.name), special.percent) for special in wanted]
    if before == after:
        return
    kept.delete()
    SpecialDay.objects.bulk_create(
        SpecialDay(shop=shop, day=day, name=name, percent=percent) for day, name, percent in after
    )
    audit.record("special_days_set", subject=shop, by=by, at=at, shop_id=shop.pk, days=len(after))


def count_load(*, shop: Shop, at: datetime, most: int) -> int:
    """Sum up the newest days whose talks were not, as many as allowed; give how many were."""
    first, last = loads.period(settings_of(shop), at=at)
    stale = loads.stale_days(shop, first=first, last=last)[:most]
    changes = loads.changes_of(shop, stale)
    for day in stale:
        for _day, load in loads.summed_up(shop, first=day, last=day):
            LoadDay.objects.update_or_create(
                shop=shop, day=day, defaults={"changes": changes.get(day, 0), "sums": asdict(load)}
            )
    return len(stale)
