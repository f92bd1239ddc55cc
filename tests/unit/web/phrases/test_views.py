"""The pages of quick phrases: looked through, written, retired, brought back."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from tests.factories.knowledge import PhraseFolderFactory, QuickPhraseFactory

from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.knowledge import actions
from guitai.domains.knowledge.models import QuickPhrase, Scope


def page(name: str, *args: object) -> str:
    return reverse(name, args=["yunshang", *args])


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def picture() -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (20, 10), "teal").save(written, "PNG")
    return SimpleUploadedFile("size.png", written.getvalue(), content_type="image/png")


def test_the_list_shows_a_folder_and_finds_by_initials(shop: Shop, agent: Membership) -> None:
    folder = PhraseFolderFactory(shop=shop, name="发票")
    QuickPhraseFactory(shop=shop, title="电子发票", folder=folder)
    QuickPhraseFactory(shop=shop, title="欢迎光临")
    client = signed_in(agent)

    everything = client.get(page("setup-phrases")).content.decode()
    in_folder = client.get(page("setup-phrases"), {"folder": folder.pk}).content.decode()
    found = client.get(page("setup-phrases"), {"q": "hygl"}).content.decode()

    assert "电子发票" in everything and "欢迎光临" in everything
    assert "电子发票" in in_folder and "欢迎光临" not in in_folder
    assert "电子发票" not in found and "欢迎光临" in found


def test_an_agent_writes_a_phrase_of_their_own_with_a_picture(shop: Shop, agent: Membership) -> None:
    client = signed_in(agent)
    typed = {"title": "尺码表", "text": "您看下图", "scope": "personal", "code": "cmb", "picture": picture()}

    response = client.post(page("setup-phrase-new"), typed)

    phrase = QuickPhrase.objects.get()
    assert response.status_code == 302
    assert (phrase.owner, phrase.code) == (agent, "cmb")
    assert phrase.picture is not None and phrase.picture.width == 20


def test_an_agent_cannot_write_for_the_shop(shop: Shop, agent: Membership) -> None:
    response = signed_in(agent).post(page("setup-phrase-new"), {"title": "甲", "text": "好", "scope": "shop"})

    assert response.status_code == 422
    assert not QuickPhrase.objects.exists()


def test_a_refusal_keeps_what_was_typed(shop: Shop, lead: Membership) -> None:
    QuickPhraseFactory(shop=shop, code="hy")

    response = signed_in(lead).post(
        page("setup-phrase-new"), {"title": "欢迎", "text": "您好啊", "scope": "shop", "code": "hy"}
    )

    assert response.status_code == 422
    assert "您好啊" in response.content.decode()


def test_a_phrase_is_changed_and_its_picture_taken_away(shop: Shop, lead: Membership) -> None:
    client = signed_in(lead)
    client.post(
        page("setup-phrase-new"), {"title": "图", "text": "看图", "scope": "shop", "picture": picture()}
    )
    phrase = QuickPhrase.objects.get()

    client.post(page("setup-phrase", phrase.pk), {"title": "图", "text": "改了", "scope": "shop"})
    kept = QuickPhrase.objects.get()
    client.post(
        page("setup-phrase", phrase.pk),
        {"title": "图", "text": "改了", "scope": "shop", "drop_picture": "on"},
    )

    assert (kept.text, kept.picture_id) == ("改了", phrase.picture_id)
    assert QuickPhrase.objects.get().picture is None


def test_others_phrases_are_read_not_changed(shop: Shop, agent: Membership) -> None:
    phrase = QuickPhraseFactory(shop=shop, text="{买家}您好")
    client = signed_in(agent)

    shown = client.get(page("setup-phrase", phrase.pk)).content.decode()
    client.post(page("setup-phrase", phrase.pk), {"title": "改", "text": "改", "scope": "personal"})
    refused = client.post(page("setup-phrase-retire", phrase.pk))

    assert "tb_demo01您好" in shown
    assert refused.status_code == 403
    phrase.refresh_from_db()
    assert (phrase.text, phrase.retired_at) == ("{买家}您好", None)


def test_a_colleagues_own_phrase_and_the_neighbours_are_not_there(
    shop: Shop, other_shop: Shop, lead: Membership, agent: Membership
) -> None:
    private = QuickPhraseFactory(shop=shop, scope=Scope.PERSONAL, owner=agent)
    strange = QuickPhraseFactory(shop=other_shop)
    client = signed_in(lead)

    for pk in (private.pk, strange.pk):
        assert client.get(page("setup-phrase", pk)).status_code == 404
        assert client.post(page("setup-phrase-retire", pk)).status_code == 404


@pytest.mark.parametrize(
    "name",
    [
        "setup-phrases",
        "setup-phrase-new",
        "setup-phrases-usage",
        "setup-phrases-export",
        "setup-phrases-import",
    ],
)
def test_only_members_come_in(
    name: str, shop: Shop, agent: Membership, former: Membership, neighbour: Membership
) -> None:
    assert signed_in(agent).get(page(name)).status_code == 200
    assert signed_in(former).get(page(name)).status_code == 404
    assert signed_in(neighbour).get(page(name)).status_code == 404
    assert Client().get(page(name)).status_code == 302


def test_retiring_offers_to_undo(shop: Shop, lead: Membership) -> None:
    phrase = QuickPhraseFactory(shop=shop, title="旧话")
    client = signed_in(lead)

    listed = client.post(page("setup-phrase-retire", phrase.pk), follow=True).content.decode()
    retired = client.get(page("setup-phrases"), {"show": "retired"}).content.decode()
    client.post(page("setup-phrase-restore", phrase.pk))

    assert reverse("setup-phrase-restore", args=["yunshang", phrase.pk]) in listed
    assert "旧话" in retired
    assert QuickPhrase.objects.get().retired_at is None


def test_the_preview_is_filled_with_made_up_facts(shop: Shop, agent: Membership) -> None:
    shown = (
        signed_in(agent)
        .post(page("setup-phrases-preview"), {"text": "{买家}，<b>{赠品}</b>"})
        .content.decode()
    )

    assert "tb_demo01，&lt;b&gt;{赠品}" in shown
    assert shown.count("赠品") == 2


def test_never_used_phrases_and_use_counts_are_listed(shop: Shop, agent: Membership) -> None:
    now = timezone.now()
    old = now - timedelta(days=40)
    QuickPhraseFactory(shop=shop, title="没人用", created_at=old)
    used = QuickPhraseFactory(shop=shop, title="常用的", created_at=old)
    actions.record_use(membership=agent, phrase_ids=[used.pk] * 3, at=now)
    client = signed_in(agent)

    never = client.get(page("setup-phrases"), {"show": "never"}).content.decode()
    counts = client.get(page("setup-phrases-usage")).content.decode()

    assert "没人用" in never and "常用的" not in never
    assert "常用的" in counts and "小美" in counts


def test_a_phrase_moves_up_in_its_folder(shop: Shop, lead: Membership) -> None:
    folder = PhraseFolderFactory(shop=shop)
    first, second = [QuickPhraseFactory(shop=shop, folder=folder, position=place) for place in range(2)]

    signed_in(lead).post(page("setup-phrase-shift", second.pk), {"to": "up"})

    assert list(folder.quick_phrases.all()) == [second, first]


def test_phrases_go_out_and_come_back(shop: Shop, presale: Group, lead: Membership) -> None:
    QuickPhraseFactory(shop=shop, title="=1+1", text="@好", code="a")
    QuickPhraseFactory(shop=shop, title="组里的", scope=Scope.TEAM, group=presale)
    client = signed_in(lead)

    written = client.get(page("setup-phrases-export")).content
    QuickPhrase.objects.get(title="组里的").delete()
    sheet = SimpleUploadedFile("phrases.xlsx", written)
    shown = client.post(page("setup-phrases-import"), {"sheet": sheet})

    assert shown.status_code == 200
    assert set(QuickPhrase.objects.values_list("title", "group")) == {("=1+1", None), ("组里的", presale.pk)}


def test_a_file_that_is_no_workbook_is_refused_on_the_page(shop: Shop, lead: Membership) -> None:
    sheet = SimpleUploadedFile("phrases.xlsx", b"not a workbook")

    assert signed_in(lead).post(page("setup-phrases-import"), {"sheet": sheet}).status_code == 422


@pytest.mark.parametrize("undo", ["abc", "9" * 30, "-1", "7"])
def test_a_strange_address_shows_the_list(shop: Shop, lead: Membership, undo: str) -> None:
    assert signed_in(lead).get(page("setup-phrases"), {"undo": undo, "folder": undo}).status_code == 200
