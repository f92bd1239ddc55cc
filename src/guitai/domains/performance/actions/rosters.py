"""Have a roster worked out for a week, take it over, and take that back."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import audit, events
from guitai.domains.accounts import actions as accounts
from guitai.domains.accounts import queries as people
from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.models import Duty, Membership, Shop
from guitai.domains.accounts.roster import local_day
from guitai.domains.performance.errors import ProposalMovedOnError, StaffingRefusedError
from guitai.domains.performance.events import RosterWanted
from guitai.domains.performance.models import DayOff, RosterProposal
from guitai.engines.staffing.roster_types import DAYS

State = RosterProposal.State
_DAY = timedelta(days=1)


@transaction.atomic
def set_days_off(
    *,
    shop: Shop,
    first: date,
    days: Collection[tuple[int, date]],
    by: Membership | None,
    at: datetime,
) -> None:
    """Say who can't work on which days of a week, all of them at once: membership and day.

    :raises OtherShopError: if a member is not one of this shop's.
    """
    week = (first, first + (DAYS - 1) * _DAY)
    members = set(people.active_members(shop).values_list("pk", flat=True))
    wanted = {(member, day) for member, day in days if week[0] <= day <= week[1]}
    if not {member for member, _day in wanted} <= members:
        raise OtherShopError(_("That member or shift is not one of this shop's; load the page again."))
    kept = DayOff.objects.filter(membership__shop=shop, day__range=week)
    known = {(row.membership_id, row.day): row.pk for row in kept}
    DayOff.objects.filter(pk__in=[key for which, key in known.items() if which not in wanted]).delete()
    new = wanted - known.keys()
    DayOff.objects.bulk_create(DayOff(membership_id=member, day=day) for member, day in sorted(new))
    if new or known.keys() - wanted:
        facts = {"first": first.isoformat(), "days": len(wanted)}
        audit.record("days_off_set", subject=shop, by=by, at=at, shop_id=shop.pk, **facts)


@transaction.atomic
def want_roster(
    *, shop: Shop, first: date, keeps_planned: bool, by: Membership | None, at: datetime
) -> RosterProposal:
    """Ask for a roster of the week from this Monday on; what was proposed for it before is forgotten.

    A proposal that was taken over stays, so that it can be undone.

    :raises StaffingRefusedError: if the week is over, or the shop has no shifts to plan with.
    """
    if first + (DAYS - 1) * _DAY < local_day(at):
        raise StaffingRefusedError(_("That week is over."))
    if not people.shift_patterns_of(shop).exists():
        raise StaffingRefusedError(_("Name your shifts and their hours first."))
    RosterProposal.objects.filter(shop=shop, first=first).exclude(state=State.TAKEN).delete()
    proposal = RosterProposal.objects.create(
        shop=shop, first=first, keeps_planned=keeps_planned, made_by=by, made_at=at
    )
    events.publish(RosterWanted(shop_id=shop.pk, proposal_id=proposal.pk, at=at))
    return proposal


@transaction.atomic
def keep_result(*, proposal: RosterProposal, result: Mapping[str, Any] | None) -> bool:
    """Keep what was worked out, or that it failed; not where somebody asked anew meanwhile."""
    waiting = RosterProposal.objects.filter(pk=proposal.pk, state=State.WAITING)
    state = State.FAILED if result is None else State.READY
    return bool(waiting.update(state=state, result=result or {}))


@transaction.atomic
def take_over(*, proposal: RosterProposal, by: Membership, at: datetime) -> int:
    """Plan the week as it is proposed, from today on; give how many days were changed.

    :raises ProposalMovedOnError: if it is not there to be taken over.
    :raises OtherShopError: if a member left or a shift was taken away since.
    """
    kept = _locked(proposal, State.READY)
    today = local_day(at)
    wanted: dict[tuple[int, date], int | None] = {
        (member, kept.first + day * _DAY): pattern for member, day, pattern, _new in kept.result["proposed"]
    }
    planned = _planned(kept)
    if not kept.keeps_planned:
        wanted = dict.fromkeys(planned) | wanted
    changed = {
        cell: pattern for cell, pattern in wanted.items() if cell[1] >= today and planned.get(cell) != pattern
    }
    _plan(kept, changed, by=by, at=at)
    kept.before = [
        [member, day.isoformat(), planned.get((member, day)), pattern]
        for (member, day), pattern in sorted(changed.items())
    ]
    kept.state, kept.taken_by, kept.taken_at = State.TAKEN, by, at
    kept.save(update_fields=["before", "state", "taken_by", "taken_at"])
    facts = {"first": kept.first.isoformat(), "shifts": len(changed)}
    audit.record("roster_taken_over", subject=kept.shop, by=by, at=at, shop_id=kept.shop_id, **facts)
    return len(changed)


@transaction.atomic
def undo(*, proposal: RosterProposal, by: Membership, at: datetime) -> int:
    """Plan the days again as they were before a proposal was taken over; give how many.

    :raises ProposalMovedOnError: if it was not taken over, or the roster was changed since.
    """
    kept = _locked(proposal, State.TAKEN)
    planned = _planned(kept)
    cells = {(member, date.fromisoformat(day)): (old, new) for member, day, old, new in kept.before}
    if any(planned.get(cell) != new for cell, (_old, new) in cells.items()):
        raise ProposalMovedOnError(_("The roster was changed since; change it back on its own page."))
    _plan(kept, {cell: old for cell, (old, _new) in cells.items()}, by=by, at=at)
    kept.state = State.UNDONE
    kept.save(update_fields=["state"])
    facts = {"first": kept.first.isoformat(), "shifts": len(cells)}
    audit.record("roster_undone", subject=kept.shop, by=by, at=at, shop_id=kept.shop_id, **facts)
    return len(cells)


def _locked(proposal: RosterProposal, state: State) -> RosterProposal:
    kept = RosterProposal.objects.select_for_update(of=("self",)).select_related("shop").get(pk=proposal.pk)
    if kept.state != state:
        raise ProposalMovedOnError(_("This proposal is no longer as you see it; load the page again."))
    return kept


def _planned(proposal: RosterProposal) -> dict[tuple[int, date], int]:
    week = (proposal.first, proposal.first + (DAYS - 1) * _DAY)
    duties = Duty.objects.filter(membership__shop=proposal.shop_id, membership__left_at=None, day__range=week)
    return {
        (member, day): pattern for member, day, pattern in duties.values_list("membership", "day", "pattern")
    }


def _plan(
    proposal: RosterProposal,
    cells: Mapping[tuple[int, date], int | None],
    *,
    by: Membership,
    at: datetime,
) -> None:
    planned = [accounts.PlannedDay(member, day, pattern) for (member, day), pattern in sorted(cells.items())]
    accounts.plan_days(shop=proposal.shop, planned=planned, by=by, at=at)
