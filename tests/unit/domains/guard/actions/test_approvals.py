"""The lead is asked, and answers once."""

from datetime import timedelta

import pytest
from tests.factories.guard import ApprovalFactory, FindingFactory, VerdictFactory

from guitai.common.models import AuditEntry
from guitai.domains.guard import actions
from guitai.domains.guard.errors import AlreadyAskedError, NothingToAskError, NotWaitingError
from guitai.domains.guard.models import Approval, Outcome
from guitai.engines.rulebook.types import Severity
from guitai.kernel.money import Money

State = Approval.State


@pytest.fixture
def held(agent, now):
    return FindingFactory(verdict__member=agent, verdict__at=now).verdict


@pytest.fixture
def waiting(agent, now):
    return ApprovalFactory(verdict__member=agent, asked_at=now)


def ask(verdict, by, at, **asked):
    return actions.ask_approval(verdict_row=verdict, by=by, local_id="g1", at=at, **asked)


def decide(approval, by, at, granted=True, answer=""):
    return actions.decide(
        approval_id=approval.pk, shop_id=by.shop_id, granted=granted, by=by, answer=answer, at=at
    )


def test_asking_keeps_the_draft_and_tells_everybody(held, agent, now, announced):
    with announced() as events:
        approval = ask(held, agent, now, phrases=[3], order_number="1001", amount=Money(2500), note="老客 ")

    approval.refresh_from_db()
    held.refresh_from_db()
    assert (approval.state, approval.text, approval.note) == (State.WAITING, held.text, "老客")
    assert (approval.phrases, approval.order_number, approval.amount) == ([3], "1001", Money(2500))
    assert (held.outcome, held.outcome_at) == (Outcome.ASKED, now)
    (event,) = events
    assert (event.shop_id, event.asked_by_id) == (agent.shop_id, agent.pk)
    assert (event.approval["id"], event.approval["amount"]) == (approval.pk, "25.00")


@pytest.mark.parametrize("severity", [Severity.CONFIRM, Severity.BLOCK])
def test_no_lead_is_asked_for_what_needs_none_or_nobody_may_allow(agent, now, severity):
    with pytest.raises(NothingToAskError):
        ask(VerdictFactory(member=agent, severity=severity), agent, now)


def test_a_draft_is_asked_for_once(held, agent, now):
    ask(held, agent, now)

    with pytest.raises(NothingToAskError):
        ask(held, agent, now)


def test_one_reply_of_a_conversation_waits_at_a_time(held, agent, now):
    ApprovalFactory(verdict__member=agent, verdict__conversation=held.conversation)

    with pytest.raises(AlreadyAskedError):
        ask(held, agent, now)

    held.refresh_from_db()
    assert held.outcome == Outcome.HELD


@pytest.mark.parametrize(
    ("granted", "state", "outcome"),
    [(True, State.GRANTED, Outcome.GRANTED), (False, State.REFUSED, Outcome.REFUSED)],
)
def test_an_answer_says_who_and_when_and_is_told(waiting, lead, now, announced, granted, state, outcome):
    later = now + timedelta(minutes=2)
    with announced() as events:
        decide(waiting, lead, later, granted, "下不为例")

    waiting.refresh_from_db()
    assert (waiting.state, waiting.decided_by, waiting.decided_at) == (state, lead, later)
    assert (waiting.answer, waiting.verdict.outcome) == ("下不为例", outcome)
    assert [event.approval["state"] for event in events] == [state]
    assert events[0].approval["decided_by"] == {"id": lead.pk, "name": lead.nickname}
    entry = AuditEntry.objects.get()
    assert (entry.deed, entry.by_id, entry.facts["amount"]) == (f"approval_{state}", lead.pk, "25.00")
    assert waiting.text not in str(entry.facts)


@pytest.mark.parametrize("granted", [True, False])
def test_a_second_answer_is_refused_and_says_who_gave_the_first(waiting, lead, now, granted):
    decide(waiting, lead, now, granted)

    with pytest.raises(NotWaitingError, match=lead.nickname) as refused:
        decide(waiting, lead, now, not granted)

    waiting.refresh_from_db()
    assert waiting.state == refused.value.facts["state"] == (State.GRANTED if granted else State.REFUSED)


def test_what_is_asked_next_door_is_not_answered_here(waiting, other_lead, now):
    with pytest.raises(NotWaitingError):
        decide(waiting, other_lead, now)

    waiting.refresh_from_db()
    assert waiting.state == State.WAITING


def test_who_asked_may_withdraw(waiting, agent, lead, now):
    actions.withdraw(approval_id=waiting.pk, shop_id=agent.shop_id, by=agent, at=now)

    waiting.refresh_from_db()
    assert (waiting.state, waiting.verdict.outcome) == (State.WITHDRAWN, Outcome.WITHDRAWN)
    with pytest.raises(NotWaitingError, match=agent.nickname):
        decide(waiting, lead, now)


def test_nobody_else_withdraws_it(waiting, other_agent, now):
    with pytest.raises(NotWaitingError, match="小美"):
        actions.withdraw(approval_id=waiting.pk, shop_id=waiting.shop_id, by=other_agent, at=now)


def test_after_half_an_hour_a_request_lapses(waiting, lead, now, announced):
    with announced() as events:
        assert actions.lapse(at=now + timedelta(minutes=29)) == 0
        assert actions.lapse(at=now + timedelta(minutes=30)) == 1

    waiting.refresh_from_db()
    assert (waiting.state, waiting.verdict.outcome) == (State.LAPSED, Outcome.DROPPED)
    assert [event.approval["state"] for event in events] == ["lapsed"]
    with pytest.raises(NotWaitingError):
        decide(waiting, lead, now)


def test_after_an_answer_the_conversation_may_ask_again(waiting, agent, lead, now):
    decide(waiting, lead, now, granted=False)
    again = VerdictFactory(member=agent, conversation=waiting.conversation)

    assert ask(again, agent, now).state == State.WAITING


def test_a_granted_reply_knows_its_message(waiting):
    actions.sent_as(approval=waiting, message=77)

    waiting.verdict.refresh_from_db()
    assert waiting.verdict.message == 77
