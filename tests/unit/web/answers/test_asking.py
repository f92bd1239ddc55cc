"""An agent asks the lead from a talk at the desk."""

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.questions import OpenQuestionFactory, QuestionWaiterFactory
from tests.factories.trade import BuyerFactory
from tests.unit.web.answers.conftest import ANSWERS

from guitai.domains.knowledge.entry_models import OpenQuestion, QuestionWaiter

QUESTION = "这件可以机洗吗"


@pytest.fixture
def product(shop, conversation):
    conversation.product = ProductFactory(shop=shop, short_name="棉质衬衫")
    conversation.save()
    return conversation.product


@pytest.fixture
def desk(signed_in, agent):
    return signed_in(agent)


def ask(browser, talk, **sent):
    return browser.post(
        f"{ANSWERS}questions/for/{talk.pk}/ask/",
        sent,
        content_type="application/json",
        headers={"accept": "*/*"},
    )


def test_the_dialog_is_filled_in_with_the_last_question_and_the_product_in_view(desk, conversation, product):
    MessageFactory(conversation=conversation, text="在吗")
    MessageFactory(conversation=conversation, text=QUESTION)

    told = desk.get(f"{ANSWERS}questions/for/{conversation.pk}/").json()

    assert told == {"question": QUESTION, "product": {"id": product.pk, "title": "棉质衬衫"}}


def test_where_nothing_was_asked_it_is_empty(desk, conversation):
    assert desk.get(f"{ANSWERS}questions/for/{conversation.pk}/").json() == {"question": "", "product": None}


def test_a_question_is_asked_for_the_talks_buyer(desk, conversation, product):
    answer = ask(desk, conversation, question=QUESTION, note="急", product=product.pk)

    waiter = QuestionWaiter.objects.get()
    assert answer.json() == {"question": waiter.question_id, "waiter": waiter.pk}
    assert (waiter.conversation, waiter.buyer) == (conversation.pk, conversation.buyer_id)
    assert (waiter.question.product, waiter.question.note) == (product, "急")


@pytest.mark.parametrize("sent", [{}, {"question": "问" * 201}, {"question": 7}])
def test_what_can_not_be_asked_is_refused_with_a_sentence(desk, conversation, sent):
    answer = ask(desk, conversation, **sent)

    assert (answer.status_code, answer.json()["code"]) == (409, "knowledge.question_refused")
    assert not OpenQuestion.objects.exists()


def test_another_shops_talk_or_product_is_not_there(desk, conversation, neighbour):
    theirs = ConversationFactory(buyer=BuyerFactory(shop=neighbour.shop))

    assert ask(desk, theirs, question=QUESTION).status_code == 404
    ask(desk, conversation, question=QUESTION, product=ProductFactory(shop=neighbour.shop).pk)

    assert OpenQuestion.objects.get().product is None


def test_what_one_asked_is_taken_back(desk, agent, conversation):
    waiter = QuestionWaiterFactory(question=OpenQuestionFactory(asked_by=agent), conversation=conversation.pk)

    desk.post(f"{ANSWERS}questions/waiting/{waiter.pk}/withdraw/")

    assert OpenQuestion.objects.get().state == "withdrawn"


def test_a_buyer_who_knows_the_answer_is_told_no_more(desk, agent, lead, conversation):
    answered = OpenQuestionFactory(asked_by=agent, answered_by=lead)
    waiter = QuestionWaiterFactory(question=answered, conversation=conversation.pk)

    desk.post(f"{ANSWERS}questions/waiting/{waiter.pk}/told/")

    waiter.refresh_from_db()
    assert waiter.told_by == agent
