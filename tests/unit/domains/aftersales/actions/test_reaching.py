"""A try to reach a buyer is kept and counts as a contact; one that reached them is the first answer."""

from datetime import datetime

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.reaching import note_attempt
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.models import Case, CaseAttempt
from guitai.domains.guard.actions.contacts import mark_no_contact
from guitai.domains.guard.models import Contact
from guitai.domains.trade.models import Buyer


@pytest.fixture
def case(buyer: Buyer, agent: Membership) -> Case:
    return CaseFactory(order=OrderFactory(buyer=buyer), owner=agent)


@pytest.mark.parametrize("way", CaseAttempt.Way.values)
def test_a_try_counts_as_a_contact(case: Case, agent: Membership, now: datetime, way: str) -> None:
    note_attempt(case_id=case.pk, way=way, was_reached=False, by=agent, at=now, note="没人接")

    assert [(each.kind, each.account) for each in Contact.objects.all()] == [(way, "tb_demo01")]
    case.refresh_from_db()
    assert case.answered_at is None
    note_attempt(case_id=case.pk, way=way, was_reached=True, by=agent, at=now)
    case.refresh_from_db()
    assert (case.answered_at, [each.was_reached for each in case.attempts.all()]) == (now, [False, True])


def test_who_wants_to_hear_nothing_is_left_alone(case: Case, agent: Membership, now: datetime) -> None:
    mark_no_contact(shop=case.shop, account="tb_demo01", by=agent, at=now)
    for wrong in ({"way": "call"}, {"way": "pigeon"}):
        with pytest.raises(CaseRefusedError) as refused:
            note_attempt(case_id=case.pk, was_reached=True, by=agent, at=now, **wrong)
        assert refused.value.facts["field"] == "way"
    assert not CaseAttempt.objects.exists()
    assert not Contact.objects.exists()
