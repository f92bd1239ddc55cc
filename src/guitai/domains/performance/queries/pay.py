"""Targets, margin, pay schemes and what they come to, as a lead and an agent ask for them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from guitai.domains.accounts.models import Group, Membership, Role, Shop
from guitai.domains.accounts.rights import RIGHTS, Right
from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.errors import UnknownSchemeError
from guitai.domains.performance.models import Margin, PayVersion, Target
from guitai.domains.performance.models import PayAssignment as PayAssignment
from guitai.domains.performance.pay_figures import PayFigure as PayFigure
from guitai.domains.performance.pay_figures import pay_figures as pay_figures
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut, FigureRow, account_of
from guitai.domains.performance.queries.paying import DayPay as DayPay
from guitai.domains.performance.queries.paying import Month as Month
from guitai.domains.performance.queries.paying import Pay as Pay
from guitai.domains.performance.queries.paying import paid
from guitai.engines.pay.reading import read_scheme
from guitai.engines.pay.types import Each, Scheme
from guitai.kernel.days import business_day, day_period

Targets = Mapping[str, Decimal]
_AllTargets = Mapping[int | None, dict[str, Decimal]]
_ANSWERING = [role for role, rights in RIGHTS.items() if Right.ANSWER in rights]
_SHIPPED, _OWN = "shipped", "version"


@dataclass(frozen=True, slots=True)
class Payroll:
    """An agent and what their month comes to; ``before`` is, in a trial, what it comes to as agreed."""

    member: Membership
    pay: Pay
    before: Pay | None = None


def targets_of(shop: Shop, *, month: date | None = None, membership: Membership | None = None) -> Targets:
    """Give the targets by the key of their figure, in the figure's unit (shares of one, seconds, yuan).

    :param month: the first day of the month they hold in; without it the newest ones.
    :param membership: an agent: their own, and the shop's but for sums such as sales.
    """
    targets = _all_targets(shop, month)
    return _targets_for(membership.pk, targets) if membership else targets[None]


def targets_by_agent(shop: Shop, *, month: date) -> Callable[[int | None], Targets]:
    """Give a way to ask for an agent's targets by their membership's key; None is an account of nobody."""
    targets = _all_targets(shop, month)
    return lambda member: _targets_for(member, targets)


def own_targets_of(shop: Shop, *, month: date) -> Mapping[int | None, Targets]:
    """Give the targets in a month by the agent they are of, those of the shop under None."""
    return _all_targets(shop, month)


def without_sums(targets: Targets, *, but_not: bool = False) -> dict[str, Decimal]:
    """Give targets but for those of sums: what was agreed for a month says nothing about a day or a week.

    :param but_not: leave them in after all.
    """
    known = pay_figures()
    return {
        key: value for key, value in targets.items() if but_not or (key in known and not known[key].is_sum)
    }


def margin_of(shop: Shop) -> Decimal | None:
    """Give what is left to the shop of a yuan of sales, as a share of one; None where it never said."""
    margin = Margin.objects.filter(shop=shop).first()
    return margin.share if margin else None


def assignments_of(shop: Shop) -> QuerySet[PayAssignment]:
    """Give what was put in force for whom from which month on, newest first."""
    found = PayAssignment.objects.filter(shop=shop).select_related("version", "membership", "group", "by")
    return found.order_by("-pk")


def in_force(shop: Shop, *, month: date) -> list[PayAssignment]:
    """Give what is in force in a month: the shop's first, then groups', then agents'."""
    found = _in_force(shop, month).values()
    return sorted(
        (each for each in found if each.version),
        key=lambda each: (each.membership_id or 0, each.group_id or 0),
    )


def written_scheme(shop: Shop, source: str) -> Mapping[str, Any]:
    """Give a scheme as it is written: ``shipped:<id>``, or ``version:<key>`` of one of the shop's.

    :raises UnknownSchemeError: if there is none.
    """
    kind, _colon, name = source.partition(":")
    found: Mapping[str, Any] | None = None
    if kind == _SHIPPED:
        found = shipped_schemes.written().get(name)
    elif kind == _OWN and name.isascii() and name.isdigit() and len(name) < 19:
        version = PayVersion.objects.filter(shop=shop, pk=int(name)).first()
        found = version.written if version else None
    if found is None:
        raise UnknownSchemeError(_("There is no such pay scheme."))
    return found


def members_paid(shop: Shop, month: Month) -> list[Membership]:
    """Give those whose role answers buyers and who had not left before a month, by name.

    Those who joined later are among them: chats of the time before are imported too.
    """
    here = Membership.objects.filter(shop=shop, role__in=_ANSWERING)
    here = here.filter(Q(left_at=None) | Q(left_at__gte=day_period(month.first).start))
    return list(here.select_related("person", "shop").prefetch_related("groups").order_by("nickname", "pk"))


def pay_of(membership: Membership, month: date, at: datetime) -> Pay:
    """Give what a member's month comes to, as far as it is known.

    :param month: any day of it.
    :param at: now, aware.
    """
    [row] = _payroll(membership.shop, [membership], Month.of(month, at=at), at)
    return row.pay


def payroll(shop: Shop, *, month: date, at: datetime) -> list[Payroll]:
    """Give what a month comes to for everybody who was there to answer buyers in it.

    :param month: any day of it.
    """
    when = Month.of(month, at=at)
    return [row for row in _payroll(shop, members_paid(shop, when), when, at) if _was_there(row)]


def trial(
    shop: Shop,
    *,
    scheme: Scheme,
    month: date,
    at: datetime,
    membership: Membership | None = None,
    group: Group | None = None,
) -> list[Payroll]:
    """Give what a scheme would come to in a month with today's targets, beside what was agreed.

    :param membership: for this agent alone; ``group`` for this group's.
    """
    when = Month.of(month, at=at)
    members = [
        member
        for member in members_paid(shop, when)
        if (membership is None or member == membership) and (group is None or group in member.groups.all())
    ]
    agreed = _payroll(shop, members, when, at)
    # By what is asked of agents now: the month may have had no targets yet.
    targets = _all_targets(shop, business_day(at).replace(day=1))
    tried = _scored(shop, dict.fromkeys(members, (scheme, 0)), when, at, targets)
    rows = [Payroll(row.member, tried[row.member], before=row.pay) for row in agreed]
    return [row for row in rows if _was_there(row)]


def _was_there(row: Payroll) -> bool:
    """Say whether somebody worked in a month, or was there to; leads need not answer buyers."""
    joined = row.member.joined_at < day_period(row.pay.month.last).end
    worked = row.pay.score is not None or bool(row.pay.days)
    return worked or (joined and row.member.role != Role.LEAD)


def _payroll(shop: Shop, members: list[Membership], month: Month, at: datetime) -> list[Payroll]:
    holding = _in_force(shop, month.first)
    schemes: dict[Membership, tuple[Scheme, int]] = {}
    for member in members:
        version = _version_for(member, holding)
        if version:
            schemes[member] = read_scheme(version.written, version.scheme), version.version
    scored = _scored(shop, schemes, month, at, _all_targets(shop, month.first))
    return [Payroll(member, scored.get(member) or Pay(month=month)) for member in members]


def _scored(
    shop: Shop,
    schemes: Mapping[Membership, tuple[Scheme, int]],
    month: Month,
    at: datetime,
    targets: _AllTargets,
) -> dict[Membership, Pay]:
    """Score some members, each by their scheme; figures are asked for once for all of them."""
    only = account_of(next(iter(schemes))) if len(schemes) == 1 else ""
    found: dict[Membership, Pay] = {}
    for each in Each:
        those = {member: scheme for member, scheme in schemes.items() if scheme[0].each is each}
        if not those:
            continue
        rows, missing = _rows(shop, each, month, at, agent=only)
        for member, (scheme, version) in those.items():
            found[member] = paid(
                month=month,
                scheme=scheme,
                version=version,
                rows=rows[account_of(member)],
                targets=without_sums(_targets_for(member.pk, targets), but_not=each is Each.MONTH),
                missing=missing,
            )
    return found


def _rows(
    shop: Shop, each: Each, month: Month, at: datetime, *, agent: str
) -> tuple[Mapping[str, list[FigureRow]], tuple[date, ...]]:
    rows: dict[str, list[FigureRow]] = defaultdict(list)
    if not month.has_begun:
        return rows, ()
    cut = Cut.AGENT_DAY if each is Each.DAY else Cut.AGENT
    told = figures.report(shop, first=month.first, last=month.last, cut=cut, at=at, agent=agent)
    for row in told.rows:
        if row.agent:
            rows[row.agent.account].append(row)
    return rows, told.missing


def _version_for(member: Membership, holding: Mapping[Any, PayAssignment]) -> PayVersion | None:
    """Give the scheme in force for a member: their own, else the newest of their groups', else the shop's."""
    own = holding.get(("membership", member.pk))
    if own:
        return own.version
    groups = [holding[key] for group in member.groups.all() if (key := ("group", group.pk)) in holding]
    if groups:
        return max(groups, key=lambda each: (each.month, each.pk)).version
    shops = holding.get(("shop", None))
    return shops.version if shops else None


def _in_force(shop: Shop, month: date) -> dict[tuple[str, int | None], PayAssignment]:
    """Give the assignment that counts in a month for the shop, each group and each agent that has one."""
    rows = PayAssignment.objects.filter(shop=shop, month__lte=month).order_by("month", "pk")
    return {_whose(row): row for row in rows.select_related("version", "membership", "group", "by")}


def _whose(row: PayAssignment) -> tuple[str, int | None]:
    if row.membership_id:
        return "membership", row.membership_id
    return ("group", row.group_id) if row.group_id else ("shop", None)


def _targets_for(member: int | None, targets: _AllTargets) -> Targets:
    """Give an agent's targets: their own before the shop's, of which a sum is not meant for one agent."""
    return without_sums(targets[None]) | (targets[member] if member else {})


def _all_targets(shop: Shop, month: date | None) -> _AllTargets:
    rows: Iterable[Target] = Target.objects.filter(shop=shop).order_by("month", "pk")
    newest: dict[tuple[int | None, str], Decimal | None] = {}
    for row in rows:
        if month is None or row.month <= month:
            newest[row.membership_id, row.figure] = row.value
    found: dict[int | None, dict[str, Decimal]] = defaultdict(dict)
    for (member, figure), value in newest.items():
        if value is not None:
            found[member][figure] = value
    return found
