"""Which month, and for whom: choices the pay pages share."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.errors import OtherShopError
from guitai.domains.accounts.queries import Group, Membership, Shop
from guitai.kernel.days import business_day
from guitai.web.reports.filters import Filters

_PAST = 13
MONTH = "%Y-%m"


@dataclass(frozen=True, slots=True)
class Whom:
    """One agent, a group or, with neither, the whole shop."""

    membership: Membership | None = None
    group: Group | None = None


def this_month(at: datetime) -> date:
    """Give the first day of the month it is."""
    return business_day(at).replace(day=1)


def month_of(text: str, *, at: datetime) -> date:
    """Read a month of an address, ``2026-11``; the present one where there is none that makes sense."""
    try:
        month = datetime.strptime(text, MONTH).date()  # noqa: DTZ007, a month has no zone
    except ValueError:
        return this_month(at)
    return month if 2000 <= month.year <= 2200 else this_month(at)


def is_a_month(filters: Filters) -> bool:
    """Say whether the days are those of one calendar month, from the first to the last."""
    return filters.first.day == 1 and _next(filters.first) - timedelta(days=1) == filters.last


def months(first: date, count: int) -> list[tuple[str, str]]:
    """Give months to choose from, from the first on, backwards where the count is below zero."""
    found, month = [], first
    for _number in range(abs(count)):
        found.append((f"{month:%Y-%m}", date_format(month, "YEAR_MONTH_FORMAT")))
        month = _next(month) if count > 0 else (month - timedelta(days=1)).replace(day=1)
    return found


def past_months(at: datetime) -> list[tuple[str, str]]:
    """Give the present month and a year before it."""
    return months(this_month(at), -_PAST)


def coming_months(at: datetime) -> list[tuple[str, str]]:
    """Give the last month, the present one and the next two."""
    return months((this_month(at) - timedelta(days=1)).replace(day=1), 4)


def people(shop: Shop) -> list[tuple[str, str]]:
    """Give for whom something can be agreed: the shop, its groups, its agents."""
    found = [("shop", _("the whole shop"))]
    found += [
        (f"group:{group.pk}", _("group %(name)s") % {"name": group.name})
        for group in accounts.groups_of(shop)
    ]
    found += [(f"member:{member.pk}", member.nickname) for member in accounts.answering_members(shop)]
    return found


def whom(shop: Shop, chosen: str) -> Whom:
    """Give whom a choice means.

    :raises OtherShopError: if it is nobody of this shop, or nothing was chosen.
    """
    kind, _colon, key = chosen.partition(":")
    if chosen == "shop":
        return Whom()
    for group in accounts.groups_of(shop):
        if (kind, key) == ("group", str(group.pk)):
            return Whom(group=group)
    for member in accounts.answering_members(shop):
        if (kind, key) == ("member", str(member.pk)):
            return Whom(membership=member)
    raise OtherShopError(_("Choose the shop, one of its groups or one of its agents."))


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
