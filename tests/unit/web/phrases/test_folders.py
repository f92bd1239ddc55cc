"""Folders of phrases are kept by those who write the shop's."""

from django.test import Client
from django.urls import reverse
from tests.factories.knowledge import PhraseFolderFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.models import PhraseFolder


def page(name: str, *args: object) -> str:
    return reverse(name, args=["yunshang", *args])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_the_lead_makes_renames_and_removes_a_folder(shop: Shop, lead: Membership) -> None:
    client = signed_in(lead)

    client.post(page("setup-phrase-folders"), {"name": "议价"})
    made = PhraseFolder.objects.get()
    client.post(page("setup-phrase-folder", made.pk), {"name": "砍价"})
    renamed = PhraseFolder.objects.get().name
    client.post(page("setup-phrase-folder-remove", made.pk))

    assert (made.name, renamed) == ("议价", "砍价")
    assert not PhraseFolder.objects.exists()


def test_a_name_that_is_taken_is_refused_on_the_page(shop: Shop, lead: Membership) -> None:
    PhraseFolderFactory(shop=shop, name="议价")

    response = signed_in(lead).post(page("setup-phrase-folders"), {"name": "议价"})

    assert response.status_code == 422
    assert "议价" in response.content.decode()


def test_a_folder_with_phrases_stays(shop: Shop, lead: Membership) -> None:
    folder = PhraseFolderFactory(shop=shop)
    QuickPhraseFactory(shop=shop, folder=folder)

    signed_in(lead).post(page("setup-phrase-folder-remove", folder.pk))

    assert PhraseFolder.objects.exists()


def test_agents_and_neighbours_change_no_folders(
    shop: Shop, other_shop: Shop, agent: Membership, lead: Membership
) -> None:
    strange = PhraseFolderFactory(shop=other_shop)

    assert signed_in(agent).get(page("setup-phrase-folders")).status_code == 403
    assert signed_in(lead).get(page("setup-phrase-folder", strange.pk)).status_code == 404
    assert signed_in(lead).post(page("setup-phrase-folder-remove", strange.pk)).status_code == 404
