"""Phrases and the chat window's texts are checked when they are saved."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.factories.knowledge import QuickPhraseFactory

from guitai.connectors.files.phrases import write_phrases
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Verdict
from guitai.domains.knowledge import queries as knowledge
from guitai.domains.knowledge import rights
from guitai.domains.knowledge.models import QuickPhrase
from guitai.web.setup.forms import ShopForm

NEW = "/s/yunshang/setup/phrases/new/"


def phrase(text: str) -> dict[str, str]:
    return {"title": "新", "text": text, "scope": "shop"}


def settings_of(shop: Shop, **changed: str) -> dict[str, Any]:
    held = {field.html_name: field.value() for field in ShopForm.of(shop)}
    return {name: "" if value is None else value for name, value in held.items()} | changed


def test_a_phrase_that_would_be_blocked_is_refused_with_a_better_sentence(leads: Client):
    response = leads.post(NEW, phrase("加我微信领优惠"))

    [error] = response.context["form"].errors["text"]
    assert response.status_code == 422
    assert "加我微信" in error and "您在这里跟我说就可以哦" in error
    assert not QuickPhrase.objects.exists()


def test_a_refused_phrase_is_kept_as_a_verdict(leads: Client, lead: Membership):
    leads.post(NEW, phrase("加我微信领优惠"))
    leads.post(NEW, phrase("加我微信领优惠"))

    verdict = Verdict.objects.get()
    assert (verdict.place, verdict.outcome, verdict.member) == ("phrase", "held", lead)


def test_what_only_needs_a_look_is_saved_and_told(leads: Client):
    page = leads.post(NEW, phrase("给您便宜25元"), follow=True).content.decode()

    assert QuickPhrase.objects.get().text == "给您便宜25元"
    assert "便宜25" in page and "要主管同意" in page
    assert Verdict.objects.get().outcome == "sent"


def test_slots_that_will_be_filled_are_no_finding(leads: Client):
    page = leads.post(
        NEW, phrase("您的订单{订单号}已由{快递}发出，单号{tracking}"), follow=True
    ).content.decode()

    assert QuickPhrase.objects.exists()
    assert "Mind," not in page
    assert not Verdict.objects.exists()


def test_a_slot_nothing_fills_is_found(leads: Client):
    leads.post(NEW, phrase("您好{张三李四}，有货的"))

    assert Verdict.objects.get().findings.get().rule == "slip-unfilled"


def test_a_phrase_is_checked_when_it_is_changed_too(leads: Client, shop: Shop):
    kept = QuickPhraseFactory(shop=shop, text="您好")

    leads.post(f"/s/yunshang/setup/phrases/{kept.pk}/", phrase("加我微信"))

    kept.refresh_from_db()
    assert kept.text == "您好"


def test_blocked_lines_of_a_sheet_are_rejected_and_the_others_kept(
    leads: Client, shop: Shop, lead: Membership
):
    for title, text in (("好", "您好"), ("坏", "加我微信"), ("看", "给您便宜25元")):
        QuickPhraseFactory(shop=shop, title=title, text=text)
    sheet = write_phrases(knowledge.to_export(shop, reach=rights.within_reach(lead)))
    QuickPhrase.objects.all().delete()

    response = leads.post(
        "/s/yunshang/setup/phrases/import/",
        {"sheet": SimpleUploadedFile("phrases.xlsx", io.BytesIO(sheet).read())},
    )

    outcome = response.context["outcome"]
    assert (outcome.added, len(outcome.rejected)) == (2, 1)
    assert "加我微信" in outcome.rejected[0][1]
    assert "要主管同意" in response.content.decode()


@pytest.mark.parametrize("field", ["greeting", "offline_text"])
def test_the_window_says_nothing_that_would_be_blocked(leads: Client, shop: Shop, field: str):
    response = leads.post("/s/yunshang/setup/shop/", settings_of(shop, **{field: "加我微信领优惠"}))

    shop.refresh_from_db()
    assert (response.status_code, list(response.context["form"].errors)) == (422, [field])
    assert getattr(shop, field) == ""
    assert Verdict.objects.get().place == "automatic"


def test_a_greeting_with_the_shops_new_name_is_no_slip(leads: Client, shop: Shop):
    changed = settings_of(shop, name="云裳女装旗舰店", greeting="欢迎光临云裳女装旗舰店")

    assert leads.post("/s/yunshang/setup/shop/", changed).status_code == 302


def test_much_that_was_found_is_told_shortly(leads: Client, shop: Shop, lead: Membership):
    for number in range(7):
        QuickPhraseFactory(shop=shop, title=f"第{number}条", text=f"给您便宜{40 + number}元")
    sheet = write_phrases(knowledge.to_export(shop, reach=rights.within_reach(lead)))

    response = leads.post("/s/yunshang/setup/phrases/import/", {"sheet": SimpleUploadedFile("a.xlsx", sheet)})

    said = [str(message) for message in response.context["messages"]]
    assert len(said) == 6
    assert "另有 2 处" in said[-1]
