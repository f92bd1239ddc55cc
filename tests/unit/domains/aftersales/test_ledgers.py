"""Which ledger an entry belongs to, and the months they are settled by."""

from datetime import UTC, date, datetime

from guitai.domains.aftersales.ledgers import (
    LEDGER_OF,
    WITH_AMOUNT,
    entries_of,
    month_after,
    month_before,
    month_of,
    month_period,
)
from guitai.domains.aftersales.models import Ledger, LedgerEntry
from guitai.engines.playbooks import Entry


def test_every_entry_has_its_ledger_and_playbooks_write_no_other():
    assert set(LEDGER_OF) == set(LedgerEntry)
    assert set(LedgerEntry.values) == {entry.value for entry in Entry}
    assert set(LEDGER_OF.values()) == set(Ledger)


def test_entries_stand_in_the_order_things_happen():
    assert entries_of(Ledger.COMPENSATION) == ["claimed", "accepted", "declined", "paid"]
    assert entries_of(Ledger.WRONG) == ["wrong", "confirmed", "denied"]


def test_what_says_how_much():
    assert set(LedgerEntry) - WITH_AMOUNT == {"declined", "wrong", "confirmed", "denied"}


def test_a_month_is_one_where_the_shops_are():
    last_second = datetime(2026, 2, 28, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Shanghai

    assert month_of(last_second) == date(2026, 2, 1)
    assert month_of(datetime(2026, 2, 28, 16, 0, tzinfo=UTC)) == date(2026, 3, 1)
    period = month_period(date(2026, 2, 14))
    assert period.start == datetime(2026, 1, 31, 16, 0, tzinfo=UTC)
    assert period.end == datetime(2026, 2, 28, 16, 0, tzinfo=UTC)
    assert period.covers(last_second)


def test_months_follow_each_other_over_the_year():
    assert month_after(date(2026, 12, 31)) == date(2027, 1, 1)
    assert month_before(date(2026, 1, 31)) == date(2025, 12, 1)
    assert month_after(month_before(date(2026, 3, 1))) == date(2026, 3, 1)
