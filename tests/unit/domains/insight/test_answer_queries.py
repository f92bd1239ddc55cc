"""Whose contradictions and gaps somebody sees, and when they were looked for."""

from datetime import timedelta

from tests.factories.insight import AnswerConflictFactory, KnowledgeGapFactory

from guitai.domains.insight import answer_queries
from guitai.domains.insight.answer_models import AnswersLook


def test_only_who_edits_the_knowledge_of_the_shop_sees_them(shop, lead, agent, other_lead, former):
    conflict, gap = AnswerConflictFactory(shop=shop), KnowledgeGapFactory(shop=shop)

    assert list(answer_queries.conflicts_of(lead)) == [conflict]
    assert list(answer_queries.gaps_of(lead)) == [gap]
    for member in (agent, other_lead, former):
        assert not answer_queries.conflicts_visible_to(member.person).exists()
        assert not answer_queries.gaps_visible_to(member.person).exists()


def test_what_is_against_the_knowledge_comes_first_then_what_was_said_most(shop, lead):
    few, many, against = (
        AnswerConflictFactory(shop=shop, count=count, against_knowledge=known)
        for count, known in ((3, False), (9, False), (2, True))
    )

    assert list(answer_queries.conflicts_of(lead)) == [against, many, few]


def test_a_look_that_never_ended_is_under_way_no_more(shop, now):
    assert not answer_queries.is_looking(answer_queries.last_look(shop), at=now)

    AnswersLook.objects.create(shop=shop, asked_at=now)

    look = answer_queries.last_look(shop)
    assert answer_queries.is_looking(look, at=now)
    assert not answer_queries.is_looking(look, at=now + timedelta(minutes=10))
