"""The lead writes and changes entries; an agent reads them and suggests."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import EntryFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.guard.models import Place, Verdict
from guitai.domains.knowledge.models import Candidate, Entry

TYPED = {"questions": "包邮吗\n要邮费吗", "answer": "{买家}您好，满99包邮。"}


def page(name: str, *args: object) -> str:
    return reverse(name, args=["yunshang", *args])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize("role", [Role.LEAD, Role.TRAINER])
def test_who_edits_the_knowledge_writes_an_approved_entry(role: Role, shop: Shop, agent: Membership) -> None:
    agent.role = role
    agent.save()
    product = ProductFactory(shop=shop, code="C100")
    typed = {
        **TYPED,
        "product": "C100",
        "is_weakness": "on",
        "valid_from": "2026-03-01",
        "valid_until": "2026-03-31",
        "owner": agent.pk,
    }

    response = signed_in(agent).post(page("knowledge-new"), typed)

    entry = Entry.objects.get()
    assert response.status_code == 302
    assert [wording.text for wording in entry.wordings.all()] == ["包邮吗", "要邮费吗"]
    assert (entry.product, entry.is_weakness, entry.owner, entry.approved_by) == (product, True, agent, agent)
    assert f"{entry.valid_from:%m-%d} {entry.valid_until:%m-%d}" == "03-01 03-31"


def test_an_entry_is_changed_retired_and_brought_back(shop: Shop, lead: Membership) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    client = signed_in(lead)

    client.post(page("knowledge-entry", entry.pk), TYPED)
    gone = client.post(page("knowledge-retire", entry.pk), follow=True).content.decode()
    retired = Entry.objects.get().retired_at
    client.post(page("knowledge-restore", entry.pk))

    assert Entry.objects.get().answer == TYPED["answer"]
    assert retired is not None and page("knowledge-restore", entry.pk) in gone
    assert Entry.objects.get().retired_at is None


def test_what_is_wrong_is_said_and_what_was_typed_stays(shop: Shop, lead: Membership) -> None:
    client = signed_in(lead)

    strange = client.post(page("knowledge-new"), {**TYPED, "product": "C999"})
    backwards = client.post(
        page("knowledge-new"), {**TYPED, "valid_from": "2026-03-02", "valid_until": "2026-03-01"}
    )

    assert (strange.status_code, backwards.status_code) == (422, 422)
    assert "C999" in strange.content.decode() and "满99包邮" in backwards.content.decode()
    assert not Entry.objects.exists()


def test_an_answer_the_guard_blocks_is_not_saved(shop: Shop, lead: Membership) -> None:
    response = signed_in(lead).post(page("knowledge-new"), {**TYPED, "answer": "加我微信13800000000"})

    assert response.status_code == 422
    assert not Entry.objects.exists()
    assert Verdict.objects.get().place == Place.KNOWLEDGE


def test_an_agents_change_becomes_a_suggestion_and_never_a_change(shop: Shop, agent: Membership) -> None:
    entry = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    client = signed_in(agent)

    reading = client.get(page("knowledge-entry", entry.pk)).content.decode()
    client.post(page("knowledge-entry", entry.pk), {"question": "包邮吗", "answer": "满99包邮"})
    client.post(page("knowledge-new"), {"question": "能开发票吗", "answer": "能"})
    again = client.post(page("knowledge-new"), {"question": "能开发票吗", "answer": "能"})

    changed, new = Candidate.objects.order_by("pk")
    assert "包邮吗" in reading and 'name="valid_until"' not in reading
    assert (changed.entry, changed.answer, changed.by) == (entry, "满99包邮", agent)
    assert (new.entry, new.question) == (None, "能开发票吗")
    assert again.status_code == 422
    assert [each.answer for each in Entry.objects.all()] == ["包邮"]


def test_only_who_edits_the_knowledge_approves_and_retires(
    shop: Shop, agent: Membership, lead: Membership
) -> None:
    entry = EntryFactory(shop=shop, approved_by=None, questions=["包邮吗"])

    refused = [
        signed_in(agent).post(page(name, entry.pk)).status_code
        for name in ("knowledge-approve", "knowledge-retire", "knowledge-restore")
    ]
    signed_in(lead).post(page("knowledge-approve", entry.pk))

    assert refused == [403, 403, 403]
    assert Entry.objects.get().approved_by == lead


def test_another_shops_entry_is_not_there(shop: Shop, other_shop: Shop, lead: Membership) -> None:
    strange = EntryFactory(shop=other_shop)

    assert signed_in(lead).get(page("knowledge-entry", strange.pk)).status_code == 404
    assert signed_in(lead).post(page("knowledge-retire", strange.pk)).status_code == 404


def test_the_preview_is_filled_with_samples_and_names_unknown_slots(shop: Shop, agent: Membership) -> None:
    response = signed_in(agent).post(page("knowledge-preview"), {"answer": "发{快递}，{不存在}"})

    assert "发圆通速递，{不存在}" in response.content.decode()
    assert "不存在</p>" in response.content.decode()


def test_a_retired_entry_can_be_used_again_from_its_page(shop: Shop, lead: Membership) -> None:
    entry = EntryFactory(shop=shop, retired_at=timezone.now())

    assert (
        page("knowledge-restore", entry.pk)
        in signed_in(lead).get(page("knowledge-entry", entry.pk)).content.decode()
    )
