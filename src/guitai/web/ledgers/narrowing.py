"""Which lines a page of the ledgers shows: read from its address, and written into its links."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils.translation import gettext as _

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right, may
from guitai.domains.aftersales import ledger_queries as queries
from guitai.domains.aftersales.ledger_queries import Ledger, Narrowing
from guitai.web.members import MemberRequest

_LONGEST_COURIER = 40
# A register is its cases; this shows the lines they wrote instead.
LINES = "lines"
# What a column of whole numbers holds; a case's number is one.
_MOST_DIGITS = {"product": 18, "by": 18, "case": 9}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of the ledgers was asked for; without a ``month`` all months are."""

    ledger: Ledger
    month: date | None
    courier: str
    product: int | None
    by: int | None
    case: int | None
    show: str

    @property
    def narrowing(self) -> Narrowing:
        """The same as the questions take it."""
        return Narrowing(
            month=self.month, courier=self.courier, product=self.product, by=self.by, case=self.case
        )

    @property
    def is_narrowed(self) -> bool:
        """Whether a filter is set that a reader may want to take away."""
        return bool(self.courier or self.product or self.by or self.case)

    @property
    def shows_cases(self) -> bool:
        """Whether the register's cases are shown, not the lines they wrote."""
        return self.ledger is Ledger.REGISTER and self.show != LINES

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {
            "ledger": self.ledger.value,
            "month": f"{self.month:%Y-%m}" if self.month else None,
            "courier": self.courier,
            "product": self.product,
            "by": self.by,
            "case": self.case,
            "show": self.show,
            **changed,
        }
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of the ledgers."""

    title: str
    url: str
    current: bool


def wanted(request: MemberRequest, *, at: datetime) -> Wanted:
    """Read the address; what makes no sense in it is left out. Of one case all months are shown at first."""
    given, readable = request.GET, ledgers_for(request)
    asked = given.get("ledger", "")
    case = _key(request, "case")
    usual = None if case is not None and "month" not in given else queries.month_of(at)
    return Wanted(
        ledger=Ledger(asked) if asked in readable else readable[0],
        month=month_in(given.get("month", ""), usual),
        courier=given.get("courier", "")[:_LONGEST_COURIER],
        product=_key(request, "product"),
        by=_key(request, "by"),
        case=case,
        show=LINES if given.get("show") == LINES else "",
    )


def month_in(text: str, usual: date | None) -> date | None:
    """Read a month, ``2026-03``; the usual one where there is none that makes sense."""
    try:
        month = date.fromisoformat(f"{text}-01")
    except ValueError:
        return usual
    return month if 2000 <= month.year <= 2200 else usual


def ledgers_for(request: MemberRequest) -> Sequence[Ledger]:
    """Give the ledgers somebody may read: who keeps them all, the warehouse what it sent wrongly.

    :raises PermissionDenied: if there are none.
    """
    rights = accounts.rights_of(request.membership)
    if Right.KEEP_LEDGERS in rights:
        return list(Ledger)
    if Right.WORK_WAREHOUSE in rights:
        return [Ledger.WRONG]
    raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))


def tabs(request: MemberRequest, month: date | None, current: Ledger | None) -> list[Tab]:
    """Give the pages somebody may open, for the same month; ``current`` is None on the settlement."""
    key, shown = request.shop.key, f"{month:%Y-%m}" if month else ""
    found = [
        Tab(
            str(each.label), f"{reverse('ledgers:ledgers', args=[key])}?{_told(each, shown)}", each is current
        )
        for each in ledgers_for(request)
    ]
    if may(request.membership, Right.KEEP_LEDGERS):
        url = f"{reverse('ledgers:settlement', args=[key])}?{urlencode({'month': shown} if shown else {})}"
        found.insert(1, Tab(_("Month-end settlement"), url, current is None))
    return found


def case_link(request: MemberRequest, number: int) -> str:
    """Give where a case is; empty for who does not lead cases."""
    if not may(request.membership, Right.ANSWER):
        return ""
    return reverse("cases:case", args=[request.shop.key, number])


def _told(ledger: Ledger, month: str) -> str:
    return urlencode({"ledger": ledger.value, **({"month": month} if month else {})})


def _key(request: MemberRequest, name: str) -> int | None:
    text = request.GET.get(name, "").removeprefix("#")
    is_key = text.isascii() and text.isdecimal() and len(text) <= _MOST_DIGITS[name]
    return int(text) if is_key else None
