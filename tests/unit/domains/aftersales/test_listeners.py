"""An agent's reply stops the first clock; the warehouse's answer leads a case on."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseFactory
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.actions import add_note, receive_message, send_message
from guitai.domains.chat.models import Conversation
from guitai.domains.warehouse.actions import tasks
from guitai.domains.warehouse.models import Task

pytestmark = pytest.mark.usefixtures("books")


@pytest.fixture
def case(conversation: Conversation, agent: Membership) -> Case:
    order = OrderFactory(buyer=conversation.buyer)
    return CaseFactory(order=order, conversation=conversation, owner=agent, step="give")


def test_only_what_an_agent_tells_the_buyer_is_a_first_answer(
    case: Case, agent: Membership, now: datetime, django_capture_on_commit_callbacks
) -> None:
    told = now + timedelta(minutes=1)
    with django_capture_on_commit_callbacks(execute=True):
        add_note(conversation_id=case.conversation_id, by=agent, local_id="n1", text="先查物流", at=now)
        receive_message(
            shop=case.shop, account=case.buyer.account, name="", local_id="b1", text="在吗", at=now
        )
    case.refresh_from_db()
    assert case.answered_at is None

    with django_capture_on_commit_callbacks(execute=True):
        send_message(
            conversation_id=case.conversation_id, by=agent, local_id="a1", text="亲，我看一下", at=told
        )
    case.refresh_from_db()
    assert (case.answered_at, case.due_at) == (told, None)


def test_the_answer_of_the_warehouse_leads_on(
    case: Case, agent: Membership, warehouse: Membership, now: datetime, django_capture_on_commit_callbacks
) -> None:
    cases.answer(case_id=case.pk, answer="again", by=agent, at=now)
    task = Task.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        tasks.take(task_id=task.pk, by=warehouse, at=now)
        tasks.answer(task_id=task.pk, answer="no_stock", by=warehouse, at=now)

    case.refresh_from_db()
    assert (case.step, case.task) == ("give", None)
