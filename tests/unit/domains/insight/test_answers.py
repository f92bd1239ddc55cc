"""A side of a contradiction becomes the knowledge, a question gets its entry; both can be taken back."""

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.insight import AnswerConflictFactory, KnowledgeGapFactory, side
from tests.factories.knowledge import EntryFactory

from guitai.domains.insight import answers
from guitai.domains.insight.answer_models import AnswersLook, Finding
from guitai.domains.insight.errors import AlreadyDecidedError, NotReplaceableError
from guitai.domains.insight.events import AnswersWanted
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.domains.knowledge.entry_models import Entry


def test_the_right_side_of_two_agents_becomes_an_entry_of_the_product(shop, lead, now):
    product = ProductFactory(shop=shop)
    conflict = AnswerConflictFactory(shop=shop, topic="什么时候发货", product=product.pk)

    settled = answers.settle_conflict(conflict=conflict, side=1, by=lead, at=now)

    entry = Entry.objects.get()
    assert (entry.answer, entry.product, entry.approved_by) == ("付款后72小时内发货的", product, lead)
    assert [wording.text for wording in entry.wordings.all()] == ["什么时候发货"]
    assert (settled.state, settled.entry, settled.decided_by, settled.decided_at) == (
        "settled",
        entry.pk,
        lead,
        now,
    )


def test_against_the_knowledge_the_value_alone_is_put_in_its_entry(shop, lead, now):
    entry = EntryFactory(
        shop=shop, questions=["何时发货", "发货时间"], answer="付款后48小时内发货，周末顺延。"
    )
    conflict = AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")]
    )

    settled = answers.settle_conflict(conflict=conflict, side=1, by=lead, at=now)

    entry.refresh_from_db()
    assert entry.answer == "付款后72小时内发货，周末顺延。"
    assert [wording.text for wording in entry.wordings.all()] == ["何时发货", "发货时间"]
    assert (settled.entry, settled.before) == (entry.pk, "付款后48小时内发货，周末顺延。")


def test_where_the_knowledge_is_right_it_stays_as_it_is(shop, lead, now):
    entry = EntryFactory(shop=shop, answer="付款后48小时内发货")
    conflict = AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")]
    )

    settled = answers.settle_conflict(conflict=conflict, side=0, by=lead, at=now)

    assert (settled.state, settled.entry) == ("settled", None)
    assert Entry.objects.get().answer == "付款后48小时内发货"


@pytest.mark.parametrize("answer", ["现在24小时发", "48小时内揽收，48小时内发出"])
def test_an_entry_that_says_it_otherwise_by_now_is_left_to_the_lead(shop, lead, now, answer):
    entry = EntryFactory(shop=shop, answer=answer)
    conflict = AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")]
    )

    with pytest.raises(NotReplaceableError):
        answers.settle_conflict(conflict=conflict, side=1, by=lead, at=now)

    conflict.refresh_from_db()
    assert (conflict.state, Entry.objects.get().answer) == (Finding.OPEN, answer)


def test_several_entries_or_no_such_side_are_left_to_the_lead(shop, lead, now):
    entries = [EntryFactory(shop=shop).pk for _each in range(2)]
    conflict = AnswerConflictFactory(shop=shop, sides=[side("48小时内", entries=entries), side("72小时内")])

    for number in (1, 2, -1):
        with pytest.raises(NotReplaceableError):
            answers.settle_conflict(conflict=conflict, side=number, by=lead, at=now)


def test_a_retired_entry_is_no_rival(shop, lead, now):
    entry = EntryFactory(shop=shop, answer="48小时内发货", retired_at=now)
    conflict = AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")]
    )

    answers.settle_conflict(conflict=conflict, side=1, by=lead, at=now)

    assert Entry.objects.filter(retired_at=None).count() == 1


def test_nobody_decides_twice(shop, lead, now):
    for found in (AnswerConflictFactory(shop=shop), KnowledgeGapFactory(shop=shop)):
        assert answers.dismiss(found=found, by=lead, at=now).state == Finding.DISMISSED
        with pytest.raises(AlreadyDecidedError, match="王芳"):
            answers.dismiss(found=found, by=lead, at=now)


def test_taking_back_gives_the_entry_what_it_said_before(shop, lead, now):
    entry = EntryFactory(shop=shop, questions=["何时发货"], answer="付款后48小时内发货")
    conflict = AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")]
    )
    answers.settle_conflict(conflict=conflict, side=1, by=lead, at=now)

    back = answers.take_back(found=conflict, by=lead, at=now)

    entry.refresh_from_db()
    assert entry.answer == "付款后48小时内发货"
    assert (back.state, back.entry, back.before, back.decided_by) == (Finding.OPEN, None, "", None)
    assert answers.take_back(found=conflict, by=lead, at=now).state == Finding.OPEN


def test_taking_back_retires_what_was_made(shop, lead, now):
    conflict, gap = AnswerConflictFactory(shop=shop), KnowledgeGapFactory(shop=shop)
    answers.settle_conflict(conflict=conflict, side=0, by=lead, at=now)
    draft = EntryDraft(questions=("有内衬吗",), answer="有的")
    answered = answers.answer_gap(gap=gap, draft=draft, by=lead, at=now)
    assert Entry.objects.get(pk=answered.entry).answer == "有的"

    for found in (conflict, gap):
        answers.take_back(found=found, by=lead, at=now)

    assert not Entry.objects.filter(retired_at=None).exists()


def test_what_is_wanted_twice_is_looked_at_once(shop, now, announced):
    with announced() as events:
        for _time in range(2):
            answers.want_look(shop=shop, at=now)

    assert AnswersLook.objects.get().asked_at == now
    assert events == [AnswersWanted(shop_id=shop.pk)] * 2
