"""What waits for the lead, and for a buyer to be told."""

from datetime import timedelta

import pytest
from tests.factories.questions import ASKED, OpenQuestionFactory, QuestionWaiterFactory

from guitai.domains.knowledge import asking_queries
from guitai.domains.knowledge.asking_queries import State


@pytest.fixture
def question(agent):
    return OpenQuestionFactory(asked_by=agent)


def test_only_members_see_their_shops_questions(question, agent, former, neighbour, nobody):
    for person, seen in (
        (agent.person, True),
        (former.person, False),
        (neighbour.person, False),
        (nobody, False),
    ):
        assert asking_queries.questions_visible_to(person).filter(pk=question.pk).exists() is seen


def test_what_falls_due_first_is_at_the_front(question, agent, lead):
    sooner = OpenQuestionFactory(asked_by=agent, asked_at=ASKED - timedelta(hours=3))
    answered = OpenQuestionFactory(asked_by=agent, answered_by=lead)

    assert list(asking_queries.open_questions(agent.shop)) == [sooner, question]
    assert list(asking_queries.answered_questions(agent.shop)) == [answered]
    assert asking_queries.open_count(agent.shop) == 2


@pytest.mark.parametrize(("hours", "count"), [(21, 0), (22, 1), (30, 1)])
def test_what_falls_due_soon_is_counted(question, agent, lead, hours, count):
    OpenQuestionFactory(asked_by=agent, answered_by=lead)

    assert asking_queries.due_soon(agent.shop, at=ASKED + timedelta(hours=hours)) == count


def test_a_desk_shows_what_waits_and_whom_to_tell(question, agent, lead):
    at = question.due_at
    untold, told, beside, old = (
        OpenQuestionFactory(asked_by=agent, answered_by=lead, answered_at=answered_at)
        for answered_at in (at, at, at, at - asking_queries.WAITS_FOR)
    )
    OpenQuestionFactory(asked_by=agent, state=State.WITHDRAWN)
    for row, conversation in ((untold, 51), (told, 52), (beside, None), (old, 53)):
        done = {"told_by": agent, "told_at": at} if row == told else {}
        QuestionWaiterFactory(question=row, conversation=conversation, **done)

    shown = asking_queries.for_desk(agent.shop, at=at)

    assert {each["id"] for each in shown} == {question.pk, untold.pk}
    (answered,) = (each for each in shown if each["id"] == untold.pk)
    assert answered["answered_by"] == {"id": lead.pk, "name": "王芳"}
    assert [each["conversation"] for each in answered["waiters"]] == [51]


def test_beside_another_program_one_sees_what_one_asked_there_until_it_is_told(question, agent, other_agent):
    mine = QuestionWaiterFactory(question=question, buyer=9)
    QuestionWaiterFactory(question=question, buyer=10, told_by=agent, told_at=ASKED)
    QuestionWaiterFactory(question=question, conversation=51)
    QuestionWaiterFactory(question=question, asked_by=other_agent)

    (shown,) = asking_queries.beside(agent, at=ASKED)

    assert (shown["id"], shown["buyer_id"], shown["state"]) == (mine.pk, 9, "open")
    assert shown["due_at"] == "2026-03-03T01:00:00.000Z"
