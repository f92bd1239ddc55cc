"""Owners and leads hear in time that a clock runs out, and once more when it has."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory
from tests.factories.warehouse import AnsweredTaskFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.watching import catch_up, warn
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Buyer

MINUTE = timedelta(minutes=1)


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    return CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)


def test_a_first_answer_is_warned_of_two_minutes_before_and_when_it_is_late(
    case: Case, agent: Membership, lead: Membership, now: datetime, announced
) -> None:
    heard = []
    for minutes in (2, 3, 4, 5, 6, 60):
        with announced() as events:
            warn(shop=case.shop, at=now + minutes * MINUTE)
        heard += [(minutes, event.clock, event.due_at, event.whom) for event in events]

    whom = tuple(sorted((agent.pk, lead.pk)))
    assert heard == [(3, "answer", now + 5 * MINUTE, whom), (5, "answer", now + 5 * MINUTE, whom)]


def test_48_hours_are_warned_of_six_before(case: Case, lead: Membership, now: datetime, announced) -> None:
    due = now + timedelta(hours=48)
    Case.objects.update(answered_at=now, settle_due_at=due, due_at=due)

    warned = [warn(shop=case.shop, at=now + timedelta(hours=hours)) for hours in (41, 42, 43, 47, 48, 49)]

    assert warned == [0, 1, 0, 0, 1, 0]


def test_what_nobody_owns_rings_the_leads_alone(
    case: Case, lead: Membership, other_lead: Membership, now: datetime, announced
) -> None:
    Case.objects.update(owner=None)
    with announced() as events:
        warn(shop=case.shop, at=now + 4 * MINUTE)

    assert [event.whom for event in events] == [(lead.pk,)]


def test_what_ended_is_not_warned_of(case: Case, lead: Membership, now: datetime) -> None:
    Case.objects.update(state="ended", outcome="refused", ended_at=now)

    assert warn(shop=case.shop, at=now + 9 * MINUTE) == 0


@pytest.mark.usefixtures("books")
def test_what_was_answered_unheard_goes_on(case: Case, now: datetime) -> None:
    task = AnsweredTaskFactory(order=case.order, kind="resend", answer="no_stock")
    Case.objects.update(task=task, step="resend")

    assert catch_up(shop=case.shop, at=now) == 1
    case.refresh_from_db()
    assert (case.step, case.task) == ("give", None)
    assert catch_up(shop=case.shop, at=now) == 0
