"""Which ledger an entry belongs to, what its lines do to a case's sums, the months they are settled by."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db.models import Q

from guitai.domains.aftersales.ledger_models import Ledger, LedgerEntry
from guitai.engines.playbooks.types import WITH_AMOUNT as TOLD_WITH_AMOUNT
from guitai.kernel.days import business_day, day_period
from guitai.kernel.periods import Period

LEDGER_OF: Mapping[LedgerEntry, Ledger] = {
    LedgerEntry.CLAIMED: Ledger.COMPENSATION,
    LedgerEntry.ACCEPTED: Ledger.COMPENSATION,
    LedgerEntry.DECLINED: Ledger.COMPENSATION,
    LedgerEntry.PAID: Ledger.COMPENSATION,
    LedgerEntry.GIVEN: Ledger.REGISTER,
    LedgerEntry.REFUNDED: Ledger.REGISTER,
    LedgerEntry.SPENT: Ledger.REGISTER,
    LedgerEntry.POSTAGE: Ledger.POSTAGE,
    LedgerEntry.WRONG: Ledger.WRONG,
    LedgerEntry.CONFIRMED: Ledger.WRONG,
    LedgerEntry.DENIED: Ledger.WRONG,
}
# These say how much; a line of another is there or is not.
WITH_AMOUNT = frozenset(LedgerEntry(entry.value) for entry in TOLD_WITH_AMOUNT)
# What a case cost the shop, and what came back. A price paid back is a cost if the goods did not come back.
COSTS = (LedgerEntry.GIVEN, LedgerEntry.SPENT, LedgerEntry.POSTAGE)
REGAINED = (LedgerEntry.PAID,)
# A claim is answered by these; a courier who pays without a word has answered too.
ANSWERS_TO_CLAIMS = (LedgerEntry.ACCEPTED, LedgerEntry.DECLINED, LedgerEntry.PAID)
DECISIONS = (LedgerEntry.CONFIRMED, LedgerEntry.DENIED)
# A line as it stands: no other was written in its place, and it is not one that took an earlier line out.
STANDS = Q(corrected_by=None) & ~Q(corrects__isnull=False, amount_fen=0)

_LONGER_THAN_A_MONTH = timedelta(days=32)


def entries_of(ledger: Ledger) -> list[LedgerEntry]:
    """Give the entries of a ledger, in the order things happen."""
    return [entry for entry, its in LEDGER_OF.items() if its is ledger]


def month_of(moment: datetime) -> date:
    """Give the first day of the month a moment belongs to where the shops are."""
    return business_day(moment).replace(day=1)


def month_after(month: date) -> date:
    """Give the first day of the month after this one."""
    return (month.replace(day=1) + _LONGER_THAN_A_MONTH).replace(day=1)


def month_before(month: date) -> date:
    """Give the first day of the month before this one."""
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def month_period(month: date) -> Period:
    """Give the moments a month begins and ends at where the shops are.

    :param month: any day of it.
    """
    return Period(day_period(month.replace(day=1)).start, day_period(month_after(month)).start)
