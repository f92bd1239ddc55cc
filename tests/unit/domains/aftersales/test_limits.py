"""How much money an answer may move."""

from datetime import datetime

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory, LedgerLineFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.limits import most_to_give, most_to_refund, written
from guitai.domains.aftersales.models import Case, LedgerEntry
from guitai.domains.trade.models import Buyer
from guitai.kernel.money import Money


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    return CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)


@pytest.mark.parametrize(
    ("own", "most", "given", "left"),
    [
        (None, None, 0, 2000),  # the shop's ¥20.00
        (5000, None, 0, 5000),
        (5000, 3000, 0, 3000),  # the playbook lets nobody give more by this answer
        (1000, 3000, 0, 1000),
        (5000, 3000, 1200, 1800),
        (1000, None, 1500, 0),
    ],
)
def test_an_agent_gives_what_they_may(
    case: Case, agent: Membership, own: int | None, most: int | None, given: int, left: int
) -> None:
    agent.authority_fen = own
    if given:
        LedgerLineFactory(case=case, ledger="register", entry=LedgerEntry.GIVEN, amount_fen=given)

    assert most_to_give(case, agent, most) == Money(left)


def test_the_lead_gives_as_much_as_seems_right(case: Case, lead: Membership) -> None:
    assert most_to_give(case, lead, 100) is None


@pytest.mark.parametrize(
    ("lines", "order_paid", "refunded", "left"),
    [
        ([15800], 15800, 0, 15800),
        ([15800, 4200], 18000, 0, 18000),  # ¥20.00 off the whole order
        ([4200], 20000, 0, 4200),
        ([4200], 20000, 4000, 200),
        ([4200], 20000, 9900, 0),
        ([], 20000, 0, 20000),
        ([4200], 0, 0, 4200),  # an order list without amounts paid
    ],
)
def test_no_more_goes_back_than_was_paid(
    buyer: Buyer, lines: list[int], order_paid: int, refunded: int, left: int
) -> None:
    case = CaseFactory(order=OrderFactory(buyer=buyer, paid_fen=order_paid))
    for fen in lines:
        CaseLineFactory(case=case, paid_fen=fen)
    if refunded:
        LedgerLineFactory(case=case, ledger="register", entry=LedgerEntry.REFUNDED, amount_fen=refunded)

    assert most_to_refund(case) == Money(left)


def test_without_any_amount_nobody_knows(buyer: Buyer) -> None:
    assert most_to_refund(CaseFactory(order=OrderFactory(buyer=buyer, paid_fen=0))) is None


def test_a_corrected_line_counts_by_its_correction(case: Case, now: datetime) -> None:
    first = LedgerLineFactory(case=case, ledger="register", entry=LedgerEntry.GIVEN, amount_fen=900)
    LedgerLineFactory(case=case, ledger="register", entry=LedgerEntry.GIVEN, amount_fen=500, corrects=first)
    LedgerLineFactory(case=case, ledger="register", entry=LedgerEntry.GIVEN, amount_fen=100)

    assert written(case, (LedgerEntry.GIVEN,)) == Money(600)
