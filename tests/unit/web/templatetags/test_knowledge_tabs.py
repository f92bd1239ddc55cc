"""The tabs of the knowledge."""

import pytest
from tests.factories.knowledge import CandidateFactory

from guitai.web.templatetags.knowledge_tabs import knowledge_tabs


def tabs(member, present=""):
    return knowledge_tabs({"page": {"membership": member, "shop": member.shop}, "tab": present})["tabs"]


def names(member):
    return [tab["name"] for tab in tabs(member)]


@pytest.mark.parametrize("who", ["lead", "agent", "warehouse"])
def test_everybody_reads_entries_questions_and_guides(who, request):
    shown = names(request.getfixturevalue(who))

    assert {"knowledge", "knowledge-candidates", "questions", "guides"} <= set(shown)
    assert ("knowledge-duplicates" in shown) is (who == "lead")


def test_the_page_one_is_on_is_marked(agent):
    assert [tab["name"] for tab in tabs(agent, "guides") if tab["current"]] == ["guides"]


def test_what_waits_is_counted_for_who_decides_and_for_who_asked(lead, agent, other_agent):
    CandidateFactory(by=agent)

    waiting = [sum(tab["waiting"] for tab in tabs(member)) for member in (lead, agent, other_agent)]

    assert waiting == [1, 1, 0]
