"""Questions without an entry, and the entry that is written for them."""

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.insight import KnowledgeGapFactory
from tests.unit.web.answers.conftest import ANSWERS

from guitai.domains.insight.answer_models import KnowledgeGap
from guitai.domains.knowledge.entry_models import Entry

PAGE = f"{ANSWERS}gaps/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def gap(shop):
    return KnowledgeGapFactory(
        shop=shop, topic="裙子有内衬吗", product=ProductFactory(shop=shop, code="YS07").pk
    )


def test_a_gap_shows_how_often_and_in_which_words_it_is_asked(leads, gap):
    page = leads.get(PAGE).content.decode()

    for told in ("裙子有内衬吗", "内衬有没有", "37", "desk/?c=1", "product=YS07"):
        assert told in page


def test_the_entry_is_written_with_the_wordings_that_are_ticked(leads, gap):
    said = {"answer": "有的，是棉的", "question": ["内衬有没有", "别人的问题"]}

    answer = leads.post(f"{PAGE}{gap.pk}/answer/", said, headers=HTMX)

    entry = Entry.objects.get()
    assert (entry.answer, entry.product_id) == ("有的，是棉的", gap.product)
    assert [wording.text for wording in entry.wordings.all()] == ["内衬有没有"]
    assert KnowledgeGap.objects.get().state == "settled"
    assert f"{PAGE}{gap.pk}/back/" in answer.content.decode()


def test_an_empty_answer_is_refused_on_the_page_and_what_was_typed_stays(leads, gap):
    answer = leads.post(f"{PAGE}{gap.pk}/answer/", {"answer": " 长" + "长" * 2000}, headers=HTMX)

    assert answer.context["problem"]
    assert answer.context["rows"][0].typed
    assert KnowledgeGap.objects.get().state == "open"


def test_what_needs_no_entry_is_put_aside_and_taken_back(leads, gap):
    leads.post(f"{PAGE}{gap.pk}/dismiss/", headers=HTMX)
    assert [row.gap for row in leads.get(PAGE, {"state": "dismissed"}).context["rows"]] == [gap]

    leads.post(f"{PAGE}{gap.pk}/back/")

    assert KnowledgeGap.objects.get().state == "open"


def test_only_who_edits_the_knowledge_looks(signed_in, agent, gap):
    assert signed_in(agent).get(PAGE).status_code == 403
