"""Cases that are over go on again, change their kind, or become one."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.pictures import CasePictureFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases, ending
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Buyer
from guitai.domains.warehouse.models import Task

pytestmark = pytest.mark.usefixtures("books")
LATER = timedelta(hours=3)


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    return CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)


def _ended(case: Case, now: datetime) -> Case:
    Case.objects.filter(pk=case.pk).update(
        state="ended", outcome="refused", ended_at=now, answered_at=now, due_at=None, step="give"
    )
    case.refresh_from_db()
    return case


def test_an_ended_case_goes_on_from_the_start_with_new_clocks(
    case: Case, agent: Membership, now: datetime
) -> None:
    _ended(case, now)

    after = ending.reopen(case_id=case.pk, by=agent, at=now + LATER, why="又坏了")

    assert (after.state, after.step, after.outcome, after.reopened) == ("running", "look", "", 1)
    assert (after.answered_at, after.answer_due_at) == (None, now + LATER + timedelta(minutes=5))
    assert after.due_at == after.answer_due_at
    assert (after.trail[-1]["answer"], after.trail[-1]["note"]) == ("", "又坏了")
    with pytest.raises(CaseRefusedError):  # nothing was answered since
        cases.step_back(case_id=case.pk, by=agent, at=now + LATER)


def test_what_is_under_way_merged_or_begun_anew_is_not_reopened(
    case: Case, agent: Membership, now: datetime
) -> None:
    with pytest.raises(CaseRefusedError):
        ending.reopen(case_id=case.pk, by=agent, at=now)
    _ended(case, now)
    again = CaseFactory(order=case.order, owner=agent)
    with pytest.raises(CaseRefusedError) as refused:
        ending.reopen(case_id=case.pk, by=agent, at=now)
    assert refused.value.facts["number"] == again.number


def test_a_case_whose_owner_left_is_owned_by_who_reopens_it(
    buyer: Buyer, former: Membership, agent: Membership, now: datetime
) -> None:
    case = _ended(CaseFactory(order=OrderFactory(buyer=buyer), owner=former), now)

    assert ending.reopen(case_id=case.pk, by=agent, at=now).owner == agent


def test_another_kind_begins_its_own_playbook_and_clock(case: Case, agent: Membership, now: datetime) -> None:
    Case.objects.filter(pk=case.pk).update(step="give")
    cases.answer(case_id=case.pk, answer="again", by=agent, at=now)

    after = ending.change_kind(case_id=case.pk, kind="lost", by=agent, at=now + LATER)

    assert (after.kind, after.step, after.task) == ("lost", "search", None)
    # The 48 hours of a courier count from when the case was opened.
    assert after.settle_due_at == case.opened_at + timedelta(hours=48)
    assert Task.objects.get().state == "withdrawn"
    with pytest.raises(CaseRefusedError):
        ending.change_kind(case_id=case.pk, kind="odd", by=agent, at=now)


def test_two_cases_of_one_buyer_become_one(
    case: Case, buyer: Buyer, agent: Membership, now: datetime
) -> None:
    other = CaseFactory(order=OrderFactory(buyer=buyer), kind="lost", step="search", owner=agent)
    CaseLineFactory(case=case, title="杯子")
    CaseLineFactory(case=case, title="茶托")
    CaseLineFactory(case=other, title="茶托")

    for message, filed_in in ((7, case), (8, case), (7, other)):
        CasePictureFactory(case=filed_in, message=message)
    CasePictureFactory(case=case)

    into = ending.merge(case_id=case.pk, into_id=other.pk, by=agent, at=now)

    case.refresh_from_db()
    assert (case.state, case.merged_into, case.ended_at, case.due_at) == ("merged", other, now, None)
    assert sorted(line.title for line in into.lines.all()) == ["杯子", "茶托"]
    assert sorted(into.pictures.values_list("message", flat=True), key=str) == [7, 8, None]
    with pytest.raises(CaseRefusedError):
        ending.reopen(case_id=case.pk, by=agent, at=now)
    with pytest.raises(CaseRefusedError):
        cases.step_back(case_id=case.pk, by=agent, at=now)


def test_cases_of_different_buyers_stay_apart(case: Case, agent: Membership, now: datetime) -> None:
    stranger = CaseFactory(order=OrderFactory(buyer=BuyerFactory(shop=case.shop)), owner=agent)
    nobodys = CaseFactory(order=OrderFactory(buyer=None, shop=case.shop), buyer=None, owner=agent)
    others = CaseFactory(order=OrderFactory(buyer=None, shop=case.shop), buyer=None, owner=agent)

    for one, into in ((case, stranger), (case, case), (nobodys, others)):
        with pytest.raises(CaseRefusedError):
            ending.merge(case_id=one.pk, into_id=into.pk, by=agent, at=now)
    assert Case.objects.filter(state="running").count() == 4
