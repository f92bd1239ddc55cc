"""Facts nobody knows, asked for a buyer of another program."""

import pytest
from django.test import Client
from tests.factories.catalog import ProductFactory
from tests.factories.questions import OpenQuestionFactory, QuestionWaiterFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.knowledge.entry_models import OpenQuestion, QuestionWaiter
from guitai.domains.trade.models import Buyer

QUESTION, ANSWER = "这件可以机洗吗", "可以，建议装洗衣袋，30度以下"


def test_what_was_pasted_is_asked_for_the_buyer_at_hand(post, buyer: Buyer):
    product = ProductFactory(shop=buyer.shop)

    (asked,) = post("questions/ask/", question=QUESTION, buyer=buyer.pk, product=product.pk)["questions"]

    waiter = QuestionWaiter.objects.get()
    assert (waiter.conversation, waiter.buyer, waiter.question.product) == (None, buyer.pk, product)
    assert (asked["id"], asked["state"], asked["buyer_id"]) == (waiter.pk, "open", buyer.pk)


def test_a_question_without_a_buyer_is_asked_too(post):
    post("questions/ask/", question=QUESTION)

    assert QuestionWaiter.objects.get().buyer is None


@pytest.fixture
def answered(agent: Membership, lead: Membership, buyer: Buyer) -> QuestionWaiter:
    question = OpenQuestionFactory(asked_by=agent, answered_by=lead, answer=ANSWER)
    return QuestionWaiterFactory(question=question, buyer=buyer.pk)


def test_the_answer_is_listed_until_it_is_copied_for_the_buyer(
    post, browser: Client, answered: QuestionWaiter
):
    page = "/s/yunshang/sidecar/questions/"
    (shown,) = browser.get(page).json()["questions"]
    assert (shown["answer"], shown["answered_by"]["name"]) == (ANSWER, "王芳")

    post("copied/", text=f"您好，{ANSWER}", buyer=answered.buyer)

    assert browser.get(page).json() == {"questions": []}


def test_it_is_put_away_or_taken_back(post, agent: Membership, answered: QuestionWaiter):
    waiting = QuestionWaiterFactory(question=OpenQuestionFactory(asked_by=agent))

    assert len(post(f"questions/{answered.pk}/told/")["questions"]) == 1
    assert post(f"questions/{waiting.pk}/withdraw/") == {"questions": []}

    assert OpenQuestion.objects.get(pk=waiting.question_id).state == "withdrawn"
