"""What the clock does about open questions and answers that contradict."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.questions import OpenQuestionFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.insight import answers as deeds
from guitai.domains.insight.answer_models import AnswerConflict, AnswersLook
from guitai.domains.insight.events import AnswersWanted
from guitai.jobs import answers
from guitai.jobs.alone import alone


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    monkeypatch.setattr(answers, "close_old_connections", lambda: None)


def _contradict(agent: Membership, other: Membership) -> None:
    at = timezone.now() - timedelta(days=40)
    for member, said in ((agent, "付款后48小时内发货"), (other, "付款后72小时内发货")):
        talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=member, opened_at=at)
        MessageFactory(conversation=talk, text="什么时候发货")
        MessageFactory(conversation=talk, text=said, agent=member)


def test_each_minute_the_lead_is_called_to_what_falls_due(agent: Membership):
    late = OpenQuestionFactory(asked_by=agent, asked_at=timezone.now() - timedelta(hours=23))

    answers.ring_due_questions.call_local()

    late.refresh_from_db()
    assert late.rung_at is not None


def test_at_night_three_months_are_looked_through(agent: Membership, other_agent: Membership):
    _contradict(agent, other_agent)

    answers.look_through_answers.call_local()

    assert AnswerConflict.objects.count() == 1
    assert AnswersLook.objects.get().lines == 4


def test_somebody_who_waits_need_not_wait_for_the_night(
    agent: Membership, other_agent: Membership, announced: Any
):
    _contradict(agent, other_agent)
    with announced() as events:
        deeds.want_look(shop=agent.shop, at=timezone.now())
    (event,) = (event for event in events if isinstance(event, AnswersWanted))

    answers.look_now.call_local(event.shop_id)

    assert AnswerConflict.objects.count() == 1
    assert AnswersLook.objects.get().asked_at is None


def test_nobody_looks_through_the_same_shop_twice_at_once(agent: Membership, other_agent: Membership):
    _contradict(agent, other_agent)

    with alone(f"answers-{agent.shop_id}"):
        answers.look_now.call_local(agent.shop_id)

    assert not AnswersLook.objects.exists()


def test_one_shops_trouble_keeps_no_other_waiting(
    shop: Shop, agent: Membership, neighbour: Membership, monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    OpenQuestionFactory(asked_by=neighbour, asked_at=timezone.now() - timedelta(hours=23))
    ring, looked = answers.asking.ring_due, []

    def fails_in_one(*, shop: Shop, at: Any, **_more: Any) -> int:
        if shop.key == "yunshang":
            raise RuntimeError
        looked.append(shop.key)
        return ring(shop=shop, at=at)

    monkeypatch.setattr(answers.asking, "ring_due", fails_in_one)
    monkeypatch.setattr(answers.answer_looking, "look", fails_in_one)

    answers.ring_due_questions.call_local()
    answers.look_through_answers.call_local()

    assert looked == ["nanshan", "nanshan"]
    assert caplog.text.count("yunshang") == 2
