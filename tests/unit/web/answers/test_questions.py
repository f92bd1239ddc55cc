"""The lead answers what agents asked; agents read along."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.questions import OpenQuestionFactory, QuestionWaiterFactory
from tests.unit.web.answers.conftest import ANSWERS

from guitai.domains.knowledge.entry_models import Entry, OpenQuestion

PAGE = f"{ANSWERS}questions/"
ANSWER = "可以，建议装洗衣袋"


@pytest.fixture
def question(agent):
    question = OpenQuestionFactory(asked_by=agent, asked_at=timezone.now(), note="标签上没写")
    QuestionWaiterFactory(question=question, conversation=51, buyer_name="豆豆")
    return question


@pytest.mark.parametrize(
    ("hours", "level", "clock"), [(1, "calm", "22"), (23, "soon", "59"), (25, "late", "1")]
)
def test_what_waits_is_shown_with_its_clock(leads, agent, hours, level, clock):
    OpenQuestionFactory(asked_by=agent, asked_at=timezone.now() - timedelta(hours=hours, minutes=1))

    (row,) = leads.get(PAGE).context["rows"]

    assert row.level == level
    assert clock in row.clock


def test_the_page_says_who_asked_for_whom(leads, question):
    page = leads.get(PAGE).content.decode()

    for told in (question.question, "小美", "豆豆", "标签上没写", "?c=51"):
        assert told in page


def test_the_answer_is_kept_and_becomes_knowledge_where_that_is_ticked(leads, question, shop):
    OpenQuestion.objects.update(product=ProductFactory(shop=shop))

    leads.post(f"{PAGE}{question.pk}/answer/", {"answer": ANSWER, "keep": "on"})

    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", ANSWER)
    assert Entry.objects.get().product_id == question.product_id
    answered = leads.get(PAGE, {"show": "answered"})
    (row,) = answered.context["rows"]
    assert (row.question, row.told) == (question, 0)
    assert f"/knowledge/{question.entry_id}/" in answered.content.decode()


def test_without_the_tick_it_is_told_and_not_kept(leads, question):
    leads.post(f"{PAGE}{question.pk}/answer/", {"answer": ANSWER})

    assert not Entry.objects.exists()
    assert OpenQuestion.objects.get().state == "answered"


def test_an_empty_answer_or_one_too_late_is_refused_with_a_sentence(leads, question):
    told = [
        leads.post(f"{PAGE}{question.pk}/answer/", {"answer": answer}, headers={"accept": "*/*"})
        for answer in (" ", ANSWER, ANSWER)
    ]

    assert [answer.status_code for answer in told] == [409, 302, 409]
    assert [told[0].json()["code"], told[2].json()["code"]] == [
        "knowledge.question_refused",
        "knowledge.not_open",
    ]


def test_what_needs_no_answer_is_taken_away(leads, question):
    leads.post(f"{PAGE}{question.pk}/drop/")

    assert OpenQuestion.objects.get().state == "withdrawn"
    assert leads.get(PAGE).context["rows"] == []


def test_agents_read_along_and_do_not_answer(signed_in, agent, question):
    browser = signed_in(agent)

    assert "<textarea" not in browser.get(PAGE).content.decode()
    for deed in ("answer", "drop"):
        assert browser.post(f"{PAGE}{question.pk}/{deed}/", {"answer": ANSWER}).status_code == 403
    assert OpenQuestion.objects.get().state == "open"


def test_more_questions_are_no_more_queries(leads, agent, django_assert_max_num_queries):
    for number in range(12):
        QuestionWaiterFactory(question=OpenQuestionFactory(asked_by=agent), conversation=number + 1)
    leads.get(PAGE)

    with django_assert_max_num_queries(16):
        leads.get(PAGE)
