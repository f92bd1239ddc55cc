"""Questions that wait for the lead, and the buyers who wait for the answer."""

from datetime import UTC, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.knowledge.models import OpenQuestion, QuestionWaiter
from tests.factories.accounts import MembershipFactory

ASKED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class OpenQuestionFactory(DjangoModelFactory):
    """Asked at 09:00 in Shanghai on 2 March 2026; answered, if ``answered_by`` is named."""

    class Meta:
        model = OpenQuestion

    asked_by = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("asked_by.shop")
    question = factory.Sequence(lambda number: f"可以机洗吗{number}")
    key = factory.Sequence(lambda number: f"{number:064x}")
    asked_at = ASKED
    due_at = factory.LazyAttribute(lambda row: row.asked_at + timedelta(hours=24))
    answered_by = None
    answered_at = factory.LazyAttribute(lambda row: row.due_at if row.answered_by else None)
    state = factory.LazyAttribute(lambda row: "answered" if row.answered_by else "open")
    answer = factory.LazyAttribute(lambda row: "可以，建议装洗衣袋" if row.answered_by else "")


class QuestionWaiterFactory(DjangoModelFactory):
    """Asked beside another program, unless a conversation is named."""

    class Meta:
        model = QuestionWaiter

    question = factory.SubFactory(OpenQuestionFactory)
    asked_by = factory.SelfAttribute("question.asked_by")
    asked_at = factory.SelfAttribute("question.asked_at")
    buyer_name = "tb_demo01"
