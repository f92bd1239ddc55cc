"""A second person says whether a shipment was wrong: at the step that asks for it, or beside the case."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory, LedgerLineFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.confirming import confirm
from guitai.domains.aftersales.errors import LedgerRefusedError
from guitai.domains.aftersales.models import Case, LedgerLine


@pytest.fixture
def case(agent: Membership) -> Case:
    """A case in which 小美 found that the wrong goods were sent; it waits for a second person."""
    case: Case = CaseFactory(order__buyer__shop=agent.shop, owner=agent, kind="lost", step="confirm")
    LedgerLineFactory(case=case, ledger="wrong", entry="wrong", amount_fen=0)
    return case


def _decisions(case: Case) -> list[str]:
    found = LedgerLine.objects.filter(case=case, ledger="wrong").exclude(entry="wrong")
    return list(found.values_list("entry", flat=True))


def test_a_case_that_asks_for_it_goes_on(case: Case, warehouse: Membership, now: datetime):
    confirm(case=case, confirmed=True, by=warehouse, at=now + timedelta(hours=1), note="看过监控")

    case.refresh_from_db()
    assert (case.state, case.outcome) == ("ended", "refused")
    assert case.trail[-1]["note"] == "看过监控"
    assert _decisions(case) == ["confirmed"]


def test_what_its_step_has_no_answer_for_is_written_beside_it(
    case: Case, warehouse: Membership, now: datetime
):
    confirm(case=case, confirmed=False, by=warehouse, at=now + timedelta(hours=1))

    case.refresh_from_db()
    assert (case.state, case.step) == ("running", "confirm")
    assert _decisions(case) == ["denied"]


@pytest.mark.parametrize("ended", [True, False])
def test_a_case_that_asks_something_else_stays_where_it_is(
    ended: bool, case: Case, warehouse: Membership, now: datetime
):
    columns = {"state": "ended", "outcome": "refused", "ended_at": now} if ended else {"step": "decide"}
    Case.objects.filter(pk=case.pk).update(**columns)

    confirm(case=case, confirmed=True, by=warehouse, at=now + timedelta(hours=1))

    assert Case.objects.filter(pk=case.pk, trail=[], **columns).exists()
    assert _decisions(case) == ["confirmed"]


def test_who_found_it_wrong_is_refused_at_the_step_too(case: Case, agent: Membership, now: datetime):
    with pytest.raises(LedgerRefusedError):
        confirm(case=case, confirmed=True, by=agent, at=now + timedelta(hours=1))

    assert _decisions(case) == []
