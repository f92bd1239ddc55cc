"""Shifts and who works them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from guitai.common import audit
from guitai.domains.accounts.errors import (
    BlocksRefusedError,
    MembershipEndedError,
    MissingNameError,
    NameTakenError,
    OtherShopError,
    ShiftInUseError,
)
from guitai.domains.accounts.models import Duty, Membership, ShiftPattern, Shop, Swap
from guitai.domains.accounts.roster import local_day
from guitai.kernel.text import clean, fold

_WEEK = timedelta(days=7)
_DAY = 24 * 60  # minutes
_CLOCK = re.compile(r"(\d{1,2}):(\d{2})")
_SPAN = re.compile(r"\s*(\d{1,2}:\d{2})\s*[-–—~至到]\s*(\d{1,2}:\d{2})\s*[,;、。]?")


@transaction.atomic
def define_pattern(
    *,
    shop: Shop,
    name: str,
    blocks: Iterable[Sequence[str]],
    at: datetime,
    by: Membership | None = None,
    pattern: ShiftPattern | None = None,
) -> ShiftPattern:
    """Say which hours a shift has; new hours of a known one begin today, the days before keep the old ones.

    :param blocks: pairs of times, ``("09:00", "12:00")``; the last may end after midnight, 24:00 is midnight.
    :param pattern: the shift to give another name or other hours.
    :raises BlocksRefusedError: if a time is none, blocks overlap or are more than a day together.
    :raises MissingNameError: if the name is empty.
    :raises NameTakenError: if another shift has the name.
    """
    hours = check_blocks(blocks)
    name = clean(name)
    if not name:
        raise MissingNameError(_("Write the shift's name."))
    others = ShiftPattern.objects.filter(shop=shop, name=name, retired_at=None)
    if (others.exclude(pk=pattern.pk) if pattern else others).exists():
        raise NameTakenError(_("There is a shift %(name)s already.") % {"name": name})
    if pattern is None:
        pattern = ShiftPattern.objects.create(shop=shop, name=name, blocks=hours)
    else:
        pattern = _redefine(pattern, name=name, hours=hours, at=at)
    audit.record("shift_defined", subject=pattern, by=by, at=at, shop_id=shop.pk, hours=hours)
    return pattern


@transaction.atomic
def retire_pattern(*, pattern: ShiftPattern, by: Membership | None, at: datetime) -> None:
    """Take a shift out of the plan; days that were worked keep it.

    :raises ShiftInUseError: if somebody is to work it today or later.
    """
    ahead = Duty.objects.filter(pattern=pattern, day__gte=local_day(at)).count()
    if ahead:
        raise ShiftInUseError(
            _("%(name)s is still planned on %(count)s days; give those another shift first.")
            % {"name": pattern.name, "count": ahead}
        )
    audit.record("shift_retired", subject=pattern, by=by, at=at, shop_id=pattern.shop_id)
    swapped = Swap.objects.filter(Q(pattern=pattern) | Q(their_pattern=pattern))
    if pattern.duties.exists() or swapped.exists():
        pattern.retired_at = at
        pattern.save(update_fields=["retired_at"])
    else:
        pattern.delete()


@transaction.atomic
def set_duty(
    *, membership: Membership, day: date, pattern: ShiftPattern, by: Membership | None, at: datetime
) -> Duty:
    """Let a member work this shift on that day, in place of any other.

    :raises MembershipEndedError: if they no longer work in the shop.
    :raises OtherShopError: if the shift is another shop's, or retired.
    """
    member = Membership.objects.select_for_update().get(pk=membership.pk)
    if member.left_at is not None:
        raise MembershipEndedError(_("%(name)s no longer works in this shop.") % {"name": member.nickname})
    if pattern.shop_id != member.shop_id or pattern.retired_at is not None:
        raise OtherShopError(_("That shift is not one of this shop's."))
    Duty.objects.filter(membership=member, day=day).exclude(pattern=pattern).delete()
    duty, is_new = Duty.objects.get_or_create(membership=member, day=day, pattern=pattern)
    if is_new:
        facts = {"day": day.isoformat(), "shift": pattern.name}
        audit.record("duty_set", subject=member, by=by, at=at, shop_id=member.shop_id, **facts)
    return duty


@transaction.atomic
def clear_duty(*, membership: Membership, day: date, by: Membership | None, at: datetime) -> None:
    """Give a member the day off."""
    removed, _kinds = Duty.objects.filter(membership=membership, day=day).delete()
    if removed:
        facts = {"day": day.isoformat()}
        audit.record("duty_cleared", subject=membership, by=by, at=at, shop_id=membership.shop_id, **facts)


@dataclass(frozen=True, slots=True)
class PlannedDay:
    """What a member is to work on a day: a shift, or nothing."""

    membership_id: int
    day: date
    pattern_id: int | None


@transaction.atomic
def plan_days(*, shop: Shop, planned: Iterable[PlannedDay], by: Membership | None, at: datetime) -> None:
    """Plan several days at once, all of them or none.

    :raises OtherShopError: if a member or a shift is not one of this shop's.
    """
    members = Membership.objects.filter(shop=shop, left_at=None).in_bulk()
    patterns = ShiftPattern.objects.filter(shop=shop, retired_at=None).in_bulk()
    for one in planned:
        member = members.get(one.membership_id)
        pattern = patterns.get(one.pattern_id) if one.pattern_id else None
        if member is None or (one.pattern_id and pattern is None):
            raise OtherShopError(_("That member or shift is not one of this shop's; load the page again."))
        if pattern:
            set_duty(membership=member, day=one.day, pattern=pattern, by=by, at=at)
        else:
            clear_duty(membership=member, day=one.day, by=by, at=at)


@transaction.atomic
def copy_week(*, shop: Shop, first: date, by: Membership | None, at: datetime) -> int:
    """Plan the seven days from the first one on like the seven before; what is planned already stays.

    Gives how many shifts were added.
    """
    before = Duty.objects.filter(
        membership__shop=shop,
        membership__left_at=None,
        pattern__retired_at=None,
        day__range=(first - _WEEK, first - timedelta(days=1)),
    )
    planned = set(
        Duty.objects.filter(membership__shop=shop, day__range=(first, first + timedelta(days=6))).values_list(
            "membership_id", "day"
        )
    )
    copies = [
        Duty(membership_id=duty.membership_id, pattern_id=duty.pattern_id, day=duty.day + _WEEK)
        for duty in before
        if (duty.membership_id, duty.day + _WEEK) not in planned
    ]
    Duty.objects.bulk_create(copies)
    if copies:
        facts = {"first": first.isoformat(), "shifts": len(copies)}
        audit.record("week_copied", subject=shop, by=by, at=at, shop_id=shop.pk, **facts)
    return len(copies)


def parse_blocks(text: str) -> list[tuple[str, str]]:
    """Read hours as people write them: ``09:00-12:00 13:00-18:00``, in half or full width.

    :raises BlocksRefusedError: if anything in it is no pair of times.
    """
    text = fold(text)
    spans = _SPAN.findall(text)
    if not spans or _SPAN.sub("", text).strip():
        raise BlocksRefusedError(_("Write hours like 09:00-12:00 13:00-18:00."))
    return spans


def check_blocks(blocks: Iterable[Sequence[str]]) -> list[list[str]]:
    """Give the hours as they are kept, in order.

    :raises BlocksRefusedError: if a time is none, blocks overlap or are more than a day together.
    """
    read = sorted((_clock(start), _clock(end)) for start, end in blocks)
    if not read:
        raise BlocksRefusedError(_("A shift needs hours."))
    # On a line of minutes from the first midnight on; only the last block can reach into the next day.
    ends = [_minutes(end) if end > start else _minutes(end) + _DAY for start, end in read]
    starts = [_minutes(start) for start, end in read]
    starts.append(starts[0] + _DAY)
    if any(end > following for end, following in zip(ends, starts[1:], strict=True)):
        raise BlocksRefusedError(_("The hours of this shift overlap."))
    return [[start.isoformat("minutes"), end.isoformat("minutes")] for start, end in read]


def _clock(text: str) -> time:
    found = _CLOCK.fullmatch(fold(text))
    hour, minute = (int(part) for part in found.groups()) if found else (99, 0)
    if (hour, minute) == (24, 0):
        return time(0)
    if hour > 23 or minute > 59:
        raise BlocksRefusedError(_("“%(text)s” is no time of day; write it like 09:30.") % {"text": text})
    return time(hour, minute)


def _minutes(clock: time) -> int:
    return clock.hour * 60 + clock.minute


def _redefine(pattern: ShiftPattern, *, name: str, hours: list[list[str]], at: datetime) -> ShiftPattern:
    today = local_day(at)
    if hours != pattern.blocks and pattern.duties.filter(day__lt=today).exists():
        pattern.retired_at = at
        pattern.save(update_fields=["retired_at"])
        followed_by = ShiftPattern.objects.create(shop_id=pattern.shop_id, name=name, blocks=hours)
        pattern.duties.filter(day__gte=today).update(pattern=followed_by)
        return followed_by
    pattern.name, pattern.blocks = name, hours
    pattern.save(update_fields=["name", "blocks"])
    return pattern
