"""Entries that ask the same are shown side by side, made one, and parted again."""

from django.test import Client
from django.urls import reverse
from tests.factories.knowledge import EntryFactory

from guitai.domains.accounts.models import Membership, Shop


def page(name: str) -> str:
    return reverse(name, args=["yunshang"])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_two_of_a_kind_are_merged_and_parted(shop: Shop, lead: Membership) -> None:
    first = EntryFactory(shop=shop, questions=["包邮吗"], answer="包邮")
    second = EntryFactory(shop=shop, questions=["请问包邮吗", "要邮费吗"], answer="满99包邮")
    client = signed_in(lead)

    before = client.get(page("knowledge-duplicates")).content.decode()
    merged = client.post(
        page("knowledge-merge"), {"all": f"{first.pk},{second.pk}", "into": second.pk}, follow=True
    )
    first.refresh_from_db()
    retired = first.retired_at
    client.post(
        page("knowledge-unmerge"), {"into": second.pk, "merged": str(first.pk), "kept": "2"}, follow=True
    )

    first.refresh_from_db()
    assert "满99包邮" in before and f'value="{first.pk},{second.pk}"' in before
    assert retired is not None and page("knowledge-unmerge") in merged.content.decode()
    assert first.retired_at is None


def test_entries_of_another_shop_are_never_merged(shop: Shop, other_shop: Shop, lead: Membership) -> None:
    own, strange = EntryFactory(shop=shop, questions=["包邮吗"]), EntryFactory(shop=other_shop)

    signed_in(lead).post(page("knowledge-merge"), {"all": f"{own.pk},{strange.pk}", "into": own.pk})
    stolen = signed_in(lead).post(page("knowledge-merge"), {"all": str(own.pk), "into": strange.pk})

    strange.refresh_from_db()
    assert strange.retired_at is None
    assert stolen.status_code == 404


def test_nothing_alike_says_so(shop: Shop, lead: Membership) -> None:
    EntryFactory(shop=shop, questions=["包邮吗"])

    assert 'class="twin"' not in signed_in(lead).get(page("knowledge-duplicates")).content.decode()


def test_agents_merge_nothing(shop: Shop, agent: Membership) -> None:
    assert signed_in(agent).get(page("knowledge-duplicates")).status_code == 403
    assert signed_in(agent).post(page("knowledge-merge")).status_code == 403
