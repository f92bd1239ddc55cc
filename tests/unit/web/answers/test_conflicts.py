"""Contradictions side by side: settled, put aside, taken back."""

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.insight import AnswerConflictFactory, side
from tests.factories.knowledge import EntryFactory
from tests.unit.web.answers.conftest import ANSWERS

from guitai.domains.insight.answer_models import AnswerConflict, AnswersLook
from guitai.domains.knowledge.entry_models import Entry

PAGE = f"{ANSWERS}conflicts/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def conflict(shop):
    return AnswerConflictFactory(shop=shop, topic="什么时候发货")


def shown(browser, **asked):
    return [row.conflict for row in browser.get(PAGE, asked).context["rows"]]


def test_both_sides_stand_with_who_said_them_and_their_talks(leads, conflict):
    page = leads.get(PAGE).content.decode()

    for told in ("什么时候发货", "48小时内", "72小时内", "小美", "阿杰", "desk/?c=1"):
        assert told in page


def test_the_knowledges_side_shows_its_entry_and_what_it_would_become(leads, shop):
    entry = EntryFactory(shop=shop, answer="付款后48小时内发货，周末顺延")
    AnswerConflictFactory(
        shop=shop, sides=[side("48小时内", entries=[entry.pk]), side("72小时内")], against_knowledge=True
    )

    (row,) = leads.get(PAGE).context["rows"]

    assert [each.becomes for each in row.sides] == [
        "付款后48小时内发货，周末顺延",
        "付款后72小时内发货，周末顺延",
    ]
    assert f"/knowledge/{entry.pk}/" in leads.get(PAGE).content.decode()


def test_where_nobody_can_tell_what_it_becomes_it_is_to_be_written(leads, shop):
    keys = [EntryFactory(shop=shop, answer="48小时内发货").pk for _each in range(2)]
    AnswerConflictFactory(shop=shop, sides=[side("48小时内", entries=keys), side("72小时内")])

    (row,) = leads.get(PAGE).context["rows"]

    assert row.sides[1].becomes == ""


def test_filters_stand_in_the_address(leads, shop, lead, conflict):
    product = ProductFactory(shop=shop)
    against = AnswerConflictFactory(shop=shop, against_knowledge=True)
    of_product = AnswerConflictFactory(shop=shop, product=product.pk)
    done = AnswerConflictFactory(shop=shop, state="dismissed", decided_by=lead, decided_at=conflict.found_at)

    assert set(shown(leads)) == {conflict, against, of_product}
    assert shown(leads, against="knowledge") == [against]
    assert shown(leads, product=product.pk) == [of_product]
    assert shown(leads, state="dismissed") == [done]
    assert len(shown(leads, state="?", product="x", against="?")) == 3


def test_the_right_side_is_settled_in_one_post_and_taken_back(leads, conflict):
    settled = leads.post(f"{PAGE}{conflict.pk}/settle/", {"side": "1"}, headers=HTMX)

    assert settled.templates[0].name == "answers/conflicts_body.html"
    assert Entry.objects.get().answer == "付款后72小时内发货的"
    assert f"{PAGE}{conflict.pk}/back/" in settled.content.decode()

    leads.post(f"{PAGE}{conflict.pk}/back/", headers=HTMX)

    conflict.refresh_from_db()
    assert (conflict.state, Entry.objects.filter(retired_at=None).count()) == ("open", 0)


def test_what_is_no_fault_is_put_aside_without_scripts_too(leads, conflict):
    answer = leads.post(f"{PAGE}{conflict.pk}/dismiss/?against=agents")

    assert answer.url == f"{PAGE}?against=agents"
    assert AnswerConflict.objects.get().state == "dismissed"


def test_a_refusal_stands_on_the_page(leads, conflict):
    leads.post(f"{PAGE}{conflict.pk}/dismiss/", headers=HTMX)

    for number, data in enumerate(({"side": "0"}, {"side": "x"})):
        answer = leads.post(f"{PAGE}{conflict.pk}/settle/", data, headers=HTMX)
        assert answer.status_code == 200, number
        assert answer.context["problem"]


def test_only_who_edits_the_knowledge_looks(signed_in, agent, conflict):
    assert signed_in(agent).get(PAGE).status_code == 403


def test_a_look_is_wanted_and_shown_until_it_is_done(leads, shop, conflict):
    assert leads.post(f"{ANSWERS}look/", {"page": "conflicts"}).url == PAGE

    assert AnswersLook.objects.get().asked_at
    assert leads.get(f"{ANSWERS}look/live/?tab=conflicts").context["is_looking"]
    AnswersLook.objects.update(asked_at=None, looked_at=conflict.found_at, lines=1234)
    live = leads.get(f"{ANSWERS}look/live/?tab=conflicts")
    assert not live.context["is_looking"]
    assert "1234" in live.content.decode()


def test_more_contradictions_are_no_more_queries(leads, shop, django_assert_max_num_queries):
    for number in range(12):
        entry = EntryFactory(shop=shop, answer=f"{number}小时内发货")
        product = ProductFactory(shop=shop)
        sides = [side(f"{number}小时内", entries=[entry.pk]), side("72小时内")]
        AnswerConflictFactory(shop=shop, sides=sides, product=product.pk)

    with django_assert_max_num_queries(20):
        assert len(leads.get(PAGE).context["rows"]) == 12
