"""What agents suggest is decided about one by one, with undo."""

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.knowledge import CandidateFactory, EntryFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.models import Candidate, Entry

HTMX = {"HX-Request": "true"}
State = Candidate.State


def page(name: str, *args: object) -> str:
    return reverse(name, args=["yunshang", *args])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def candidate(shop: Shop, agent: Membership) -> Candidate:
    entry = EntryFactory(shop=shop, questions=["几天发货"], answer="48小时内发货")
    return CandidateFactory(by=agent, entry=entry, question="多久发", answer="24小时内发货", conversation=7)


def test_the_lead_sees_what_was_asked_suggested_and_sent(candidate: Candidate, lead: Membership) -> None:
    shown = signed_in(lead).get(page("knowledge-candidates")).content.decode()

    assert all(
        words in shown for words in ("多久发", "48小时内发货", "<del>48</del>", "<ins>24</ins>", "?c=7")
    )


@pytest.mark.parametrize(
    ("to", "answer", "wordings"),
    [
        ("answer", "24小时内发货", ["几天发货"]),
        ("wording", "48小时内发货", ["几天发货", "多久发"]),
    ],
)
def test_approving_goes_into_the_entry_and_back_with_undo(
    to: str, answer: str, wordings: list[str], candidate: Candidate, lead: Membership
) -> None:
    client = signed_in(lead)

    client.post(page("knowledge-decide", candidate.pk), {"to": to}, headers=HTMX)
    entry = Entry.objects.get()
    approved = entry.answer, [wording.text for wording in entry.wordings.all()]
    client.post(page("knowledge-undo", candidate.pk), headers=HTMX)

    assert approved == (answer, wordings)
    assert (Entry.objects.get().answer, Candidate.objects.get().state) == ("48小时内发货", State.WAITING)


def test_the_lead_words_it_anew_and_goes_on_with_the_next(
    candidate: Candidate, agent: Membership, lead: Membership
) -> None:
    following = CandidateFactory(by=agent, question="能改地址吗")
    typed = {"to": "new", "question": "多久发货", "answer": "一天内"}

    body = signed_in(lead).post(page("knowledge-decide", candidate.pk), typed, headers=HTMX).content.decode()

    made = Entry.objects.get(answer="一天内")
    assert [wording.text for wording in made.wordings.all()] == ["多久发货"]
    assert f'pk={following.pk}"' in body and page("knowledge-undo", candidate.pk) in body
    assert "<html" not in body


def test_dropping_changes_nothing(candidate: Candidate, lead: Membership) -> None:
    response = signed_in(lead).post(page("knowledge-decide", candidate.pk), {"to": "drop"})

    assert response.status_code == 302
    assert Candidate.objects.get().state == State.DROPPED
    assert Entry.objects.get().answer == "48小时内发货"


def test_it_goes_into_the_entry_the_lead_chooses(shop: Shop, agent: Membership, lead: Membership) -> None:
    near = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    candidate = CandidateFactory(by=agent, question="要邮费吗", answer="不要")

    signed_in(lead).post(page("knowledge-decide", candidate.pk), {"to": "wording", "into": near.pk})

    assert [wording.text for wording in near.wordings.all()] == ["包邮吗", "要邮费吗"]


def test_what_the_guard_blocks_or_nobody_can_keep_waits_on(candidate: Candidate, lead: Membership) -> None:
    client = signed_in(lead)

    blocked = client.post(
        page("knowledge-decide", candidate.pk), {"to": "answer", "answer": "加我微信13800000000"}
    )
    far_too_long = client.post(
        page("knowledge-decide", candidate.pk), {"to": "new", "question": "问" * 201}, headers=HTMX
    )

    assert (blocked.status_code, far_too_long.status_code) == (422, 200)
    assert "field-error" in far_too_long.content.decode() or "errorlist" in far_too_long.content.decode()
    assert Candidate.objects.get().state == State.WAITING


def test_a_second_decision_is_told_that_it_comes_late(candidate: Candidate, lead: Membership) -> None:
    client = signed_in(lead)
    client.post(page("knowledge-decide", candidate.pk), {"to": "drop"})

    late = client.post(page("knowledge-decide", candidate.pk), {"to": "new"})

    assert late.status_code == 422
    assert Entry.objects.count() == 1


def test_agents_see_their_own_and_decide_nothing(
    candidate: Candidate, agent: Membership, other_agent: Membership
) -> None:
    mine = signed_in(agent).get(page("knowledge-candidates")).content.decode()
    theirs = signed_in(other_agent).get(page("knowledge-candidates")).content.decode()

    assert "多久发" in mine and 'name="to"' not in mine
    assert "多久发" not in theirs
    assert signed_in(agent).post(page("knowledge-decide", candidate.pk), {"to": "new"}).status_code == 403
    assert signed_in(agent).post(page("knowledge-undo", candidate.pk)).status_code == 403


def test_the_tab_says_how_many_wait(candidate: Candidate, lead: Membership) -> None:
    shown = signed_in(lead).get(page("knowledge")).content.decode()

    tab = shown[shown.index(page("knowledge-candidates")) :]
    assert tab[: tab.index("</a>")].endswith('<span class="meta num">1</span>')
