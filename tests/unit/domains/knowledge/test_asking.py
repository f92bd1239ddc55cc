"""What nobody knows is asked once, answered by the lead, and told to everybody who waits."""

from datetime import timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.questions import OpenQuestionFactory, QuestionWaiterFactory

from guitai.domains.knowledge import asking
from guitai.domains.knowledge.asking import Wanted
from guitai.domains.knowledge.entry_models import Entry, OpenQuestion, QuestionWaiter
from guitai.domains.knowledge.errors import NotOpenError, QuestionRefusedError
from guitai.domains.knowledge.events import QuestionChanged, QuestionDue

QUESTION, ANSWER = "这件可以机洗吗？", "可以，建议装洗衣袋，30 度以下"


def ask(by, at, **wanted):
    return asking.ask_question(by=by, wanted=Wanted(**{"question": QUESTION, **wanted}), at=at)


def test_a_question_waits_a_day_and_everybody_is_told(shop, agent, now, announced):
    product = ProductFactory(shop=shop)

    with announced() as events:
        waiter = ask(agent, now, product=product, conversation=51, buyer=9, buyer_name="豆豆", note=" 急 ")

    question = waiter.question
    assert (question.question, question.product, question.note) == (QUESTION, product, "急")
    assert question.due_at == now + timedelta(hours=24)
    assert (waiter.conversation, waiter.buyer, waiter.buyer_name) == (51, 9, "豆豆")
    (event,) = events
    assert isinstance(event, QuestionChanged)
    assert (event.question["id"], event.question["product"]["id"]) == (question.pk, product.pk)
    assert [each["conversation"] for each in event.question["waiters"]] == [51]


@pytest.mark.parametrize("again", [QUESTION, "這件可以 机洗吗", "请问亲这件可以机洗呀??"])
def test_the_same_question_is_joined(agent, other_agent, now, again):
    first = ask(agent, now, conversation=51)

    second = ask(other_agent, now, question=again, conversation=52)

    assert second.question == first.question
    assert QuestionWaiter.objects.count() == 2


def test_one_talk_waits_once_and_so_does_one_buyer_beside_another_program(agent, other_agent, now):
    for by, wanted in (
        (agent, {"conversation": 51}),
        (other_agent, {"conversation": 51}),
        (agent, {"buyer": 9}),
        (agent, {"buyer": 9}),
        (agent, {}),
        (agent, {}),
        (other_agent, {"buyer": 9}),
    ):
        ask(by, now, **wanted)

    assert QuestionWaiter.objects.count() == 4


def test_another_product_or_a_settled_question_is_asked_anew(shop, agent, lead, now):
    asked = [
        ask(agent, now, conversation=51),
        ask(agent, now, conversation=51, product=ProductFactory(shop=shop)),
    ]
    asking.answer_question(question_id=asked[0].question_id, by=lead, answer=ANSWER, at=now, keep=False)

    asked.append(ask(agent, now, conversation=51))

    assert len({each.question_id for each in asked}) == 3


@pytest.mark.parametrize("wanted", [{"question": " 。？"}, {"question": "问" * 201}])
def test_an_empty_or_endless_question_is_refused(agent, now, wanted):
    with pytest.raises(QuestionRefusedError) as refused:
        ask(agent, now, **wanted)

    assert refused.value.facts["field"] == "question"
    assert not OpenQuestion.objects.exists()


def test_another_shops_product_is_refused(agent, neighbour, now):
    with pytest.raises(QuestionRefusedError):
        ask(agent, now, product=ProductFactory(shop=neighbour.shop))


def test_the_answer_is_told_and_becomes_knowledge_of_the_product(shop, agent, lead, now, announced):
    product = ProductFactory(shop=shop)
    waiter = ask(agent, now, product=product, conversation=51)

    with announced() as events:
        asking.answer_question(question_id=waiter.question_id, by=lead, answer=f" {ANSWER} ", at=now)

    question = OpenQuestion.objects.get()
    assert (question.state, question.answer, question.answered_by) == ("answered", ANSWER, lead)
    entry = Entry.objects.get()
    assert (question.entry, entry.answer, entry.product, entry.origin) == (entry, ANSWER, product, "asked")
    assert [wording.text for wording in entry.wordings.all()] == [QUESTION]
    assert entry.approved_by == lead
    told = next(event for event in events if isinstance(event, QuestionChanged))
    assert (told.question["state"], told.question["answer"]) == ("answered", ANSWER)


def test_an_answer_for_this_buyer_alone_stays_out_of_the_knowledge(agent, lead, now):
    waiter = ask(agent, now)

    asking.answer_question(question_id=waiter.question_id, by=lead, answer=ANSWER, at=now, keep=False)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("answer", ["  ", "答" * 2001])
def test_an_empty_or_endless_answer_leaves_the_question_open(agent, lead, now, answer):
    waiter = ask(agent, now)

    with pytest.raises(QuestionRefusedError):
        asking.answer_question(question_id=waiter.question_id, by=lead, answer=answer, at=now)

    assert OpenQuestion.objects.get().state == "open"


def test_nobody_answers_twice_nor_what_is_another_shops(agent, lead, other_lead, now):
    waiter = ask(agent, now)
    with pytest.raises(NotOpenError):
        asking.answer_question(question_id=waiter.question_id, by=other_lead, answer=ANSWER, at=now)
    asking.answer_question(question_id=waiter.question_id, by=lead, answer=ANSWER, at=now, keep=False)

    with pytest.raises(NotOpenError, match="王芳"):
        asking.answer_question(question_id=waiter.question_id, by=lead, answer="不可以", at=now)

    assert OpenQuestion.objects.get().answer == ANSWER


def test_a_question_ends_when_the_last_who_waited_takes_it_back(agent, other_agent, now, announced):
    first, second = ask(agent, now, conversation=51), ask(other_agent, now, conversation=52)

    asking.withdraw_question(waiter_id=first.pk, by=agent, at=now)
    assert OpenQuestion.objects.get().state == "open"
    with announced() as events:
        asking.withdraw_question(waiter_id=second.pk, by=other_agent, at=now)

    assert OpenQuestion.objects.get().state == "withdrawn"
    assert [event.question["state"] for event in events] == ["withdrawn"]


def test_only_who_asked_takes_it_back(agent, other_agent, neighbour, now):
    waiter = ask(agent, now)

    for by in (other_agent, neighbour):
        with pytest.raises(NotOpenError):
            asking.withdraw_question(waiter_id=waiter.pk, by=by, at=now)

    assert QuestionWaiter.objects.exists()


def test_the_lead_drops_what_needs_no_answer(agent, lead, now, announced):
    waiter = ask(agent, now)

    with announced() as events:
        asking.drop_question(question_id=waiter.question_id, by=lead, at=now)

    assert [event.question["state"] for event in events] == ["withdrawn"]
    with pytest.raises(NotOpenError):
        asking.answer_question(question_id=waiter.question_id, by=lead, answer=ANSWER, at=now)


def test_a_buyer_is_told_once_and_never_before_the_answer(agent, lead, other_agent, now, announced):
    waiter = ask(agent, now, conversation=51)
    with pytest.raises(NotOpenError):
        asking.mark_told(waiter_id=waiter.pk, by=agent, at=now)
    asking.answer_question(question_id=waiter.question_id, by=lead, answer=ANSWER, at=now, keep=False)

    later = now + timedelta(hours=1)
    with announced() as events:
        asking.mark_told(waiter_id=waiter.pk, by=agent, at=later)
        asking.mark_told(waiter_id=waiter.pk, by=other_agent, at=later + timedelta(hours=1))

    waiter.refresh_from_db()
    assert (waiter.told_by, waiter.told_at) == (agent, later)
    assert len(events) == 1


@pytest.mark.parametrize(
    ("reply", "is_told"),
    [
        (f"您好，{ANSWER}哦", True),
        ("可以机洗，建议装进洗衣袋，水温30度以下就好", True),
        ("您好，请稍等，我帮您确认一下", False),
        ("可以的", False),
    ],
)
def test_a_reply_that_holds_the_answer_tells_it(agent, lead, now, reply, is_told):
    waiter = ask(agent, now, conversation=51, buyer=9)
    asking.answer_question(question_id=waiter.question_id, by=lead, answer=ANSWER, at=now, keep=False)

    told = asking.tell_answers(by=agent, buyer=9, text=reply, at=now)

    waiter.refresh_from_db()
    assert (told, waiter.told_at is not None) == (int(is_told), is_told)


def test_nobody_else_is_told_by_it(agent, other_agent, lead, neighbour, now):
    asked = [ask(agent, now, conversation=51, buyer=9), ask(agent, now), ask(agent, now, question="另一件事")]
    asking.answer_question(question_id=asked[0].question_id, by=lead, answer=ANSWER, at=now, keep=False)

    for by, buyer in ((agent, 10), (other_agent, None), (neighbour, 9)):
        assert asking.tell_answers(by=by, buyer=buyer, text=ANSWER, at=now) == 0
    assert asking.tell_answers(by=agent, buyer=None, text=ANSWER, at=now) == 1

    assert list(QuestionWaiter.objects.filter(told_at__isnull=False)) == [asked[1]]


def test_the_lead_is_called_two_hours_before_and_when_it_falls_due(agent, now, announced):
    question = OpenQuestionFactory(asked_by=agent, asked_at=now)
    OpenQuestionFactory(asked_by=agent, asked_at=now, answered_by=agent)
    QuestionWaiterFactory(question=question)
    rung = []

    for hours in (20, 22, 23, 24, 30):
        with announced() as events:
            asking.ring_due(shop=agent.shop, at=now + timedelta(hours=hours))
        rung += [(hours, event.late) for event in events if isinstance(event, QuestionDue)]

    assert rung == [(22, False), (24, True)]


def test_a_clock_that_stood_still_calls_once(agent, now, announced):
    OpenQuestionFactory(asked_by=agent, asked_at=now)

    with announced() as events:
        for minutes in (0, 1):
            asking.ring_due(shop=agent.shop, at=now + timedelta(hours=30, minutes=minutes))

    assert [event.late for event in events] == [True]
