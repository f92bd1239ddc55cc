"""What the tables themselves do not take."""

import pytest
from django.db import IntegrityError
from tests.factories.guard import ApprovalFactory, VerdictFactory

from guitai.domains.guard.models import Approval, Outcome
from guitai.kernel.money import Money

pytestmark = pytest.mark.django_db


def test_one_reply_of_a_conversation_waits_for_the_lead():
    ApprovalFactory(verdict__conversation=7)

    with pytest.raises(IntegrityError):
        ApprovalFactory(verdict__conversation=7)


def test_replies_without_a_conversation_wait_side_by_side():
    for _ in range(2):
        ApprovalFactory(verdict__conversation=None)

    assert Approval.objects.count() == 2


def test_an_answer_has_somebody_who_gave_it(now):
    with pytest.raises(IntegrityError):
        ApprovalFactory(state=Approval.State.GRANTED, decided_at=now)


def test_what_became_of_a_draft_has_a_time():
    with pytest.raises(IntegrityError):
        VerdictFactory(outcome=Outcome.SENT, outcome_at=None)


def test_an_amount_is_money_or_unknown():
    assert Approval(amount_fen=2500).amount == Money(2500)
    assert Approval(amount_fen=None).amount is None
