"""The lead writes guides; agents see what buyers will."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import GuideFactory, GuideStepFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.guard.models import Verdict
from guitai.domains.knowledge.models import Guide

HERE = "/s/yunshang/knowledge/guides/"


def browser_of(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def leads(lead: Membership) -> Client:
    return browser_of(lead)


@pytest.fixture
def refund(shop: Shop) -> Guide:
    return GuideFactory(shop=shop, title="申请退款", code="tk", note="对照平台", steps=["一", "二", "三"])


def page_of(guide: Guide) -> str:
    return f"{HERE}{guide.pk}/"


def picture(kind: str = "PNG") -> SimpleUploadedFile:
    written = io.BytesIO()
    Image.new("RGB", (6, 4), "red").save(written, kind)
    return SimpleUploadedFile("a.png", written.getvalue(), "image/png")


def typed(*texts: str, title: str = "申请退款", **more: Any) -> dict[str, Any]:
    """Give a filled form: a guide of these steps."""
    steps = {f"step-{place}-text": text for place, text in enumerate(texts)}
    counts = {"step-TOTAL_FORMS": len(texts), "step-INITIAL_FORMS": 0}
    return {"title": title, "code": "", "note": "", **counts, **steps, **more}


def texts_of(guide: Guide) -> list[str]:
    return list(guide.steps.values_list("text", flat=True))


def test_a_new_guide_is_written_and_what_stays_empty_is_left_out(leads: Client, shop: Shop):
    form = typed("打开我的订单", "", "点退款", "", **{"step-2-picture": picture(), "code": "tk"})

    response = leads.post(f"{HERE}new/", form)

    guide = Guide.objects.get()
    assert response["Location"] == page_of(guide)
    assert (guide.shop, guide.code, texts_of(guide)) == (shop, "tk", ["打开我的订单", "点退款"])
    assert [step.picture is not None for step in guide.steps.all()] == [False, True]


def test_the_page_shows_the_guide_as_the_buyer_sees_it(leads: Client, refund: Guide):
    shown = PictureFactory(shop_id=refund.shop_id)
    GuideStepFactory(guide=refund, position=4, text="四", picture=shown)

    response = leads.get(page_of(refund))

    assert [step.text for step in response.context["steps"]] == ["一", "二", "三", "四"]
    assert response.content.decode().count(f"/s/yunshang/desk/pictures/{shown.pk}/") == 2
    assert response.context["written"].formset.total_form_count() == 6


@pytest.mark.parametrize(
    ("pressed", "left"),
    [
        ("up-1", ["二", "一", "三"]),
        ("down-1", ["一", "三", "二"]),
        ("up-0", ["一", "二", "三"]),
        ("down-2", ["一", "二", "三"]),
        ("remove-1", ["一", "三"]),
        ("remove-99", ["一", "二", "三"]),
        ("burn-1", ["一", "二", "三"]),
        ("up-x", ["一", "二", "三"]),
    ],
)
def test_a_button_moves_or_removes_a_step_and_saves(
    leads: Client, refund: Guide, pressed: str, left: list[str]
):
    leads.post(page_of(refund), typed("一", "二", "三", "", do=pressed))

    assert texts_of(refund) == left


def test_a_picture_stays_with_its_step_until_it_is_replaced_or_taken_away(leads: Client, refund: Guide):
    shown = PictureFactory(shop_id=refund.shop_id)
    refund.steps.filter(position=2).update(picture=shown)
    kept = {"step-1-kept": shown.pk}

    leads.post(page_of(refund), typed("一", "二", "三", do="up-1", **kept))
    assert refund.steps.get(position=1).picture == shown

    leads.post(page_of(refund), typed("二", "一", **{"step-0-kept": shown.pk, "step-0-picture": picture()}))
    replaced = refund.steps.get(position=1).picture
    assert (replaced.width, replaced.height) == (6, 4)

    leads.post(
        page_of(refund), typed("二", "一", **{"step-0-kept": replaced.pk, "step-0-drop_picture": "on"})
    )
    assert refund.steps.get(position=1).picture is None


def test_only_the_guides_own_pictures_are_kept(leads: Client, refund: Guide):
    foreign = PictureFactory(shop_id=refund.shop_id)

    leads.post(page_of(refund), typed("一", **{"step-0-kept": foreign.pk}))

    assert refund.steps.get().picture is None


@pytest.mark.parametrize(
    ("form", "said"),
    [
        (typed("", ""), "12"),
        (typed("一", title=""), ""),
        (typed("填好{单号}"), "单号"),
        (typed("好" * 501), ""),
        (typed("", **{"step-0-kept": "7"}), ""),
    ],
)
def test_what_cannot_be_sent_is_refused_and_stays_as_typed(leads: Client, form: dict[str, Any], said: str):
    response = leads.post(f"{HERE}new/", form)

    assert response.status_code == 422
    assert said in response.content.decode()
    assert not Guide.objects.exists()


def test_what_is_no_picture_is_refused(leads: Client):
    wrong = SimpleUploadedFile("a.png", b"<svg onload='alert(1)'/>", "image/png")

    response = leads.post(f"{HERE}new/", typed("一", **{"step-0-picture": wrong}))

    assert response.status_code == 422
    assert not Guide.objects.exists()


def test_the_guard_checks_steps_when_they_are_saved(leads: Client, lead: Membership):
    response = leads.post(f"{HERE}new/", typed("打开订单", "加我微信领优惠"))

    assert response.status_code == 422
    assert "加我微信" in response.context["written"].formset.forms[1].errors["text"][0]
    assert not Guide.objects.exists()
    assert (Verdict.objects.get().place, Verdict.objects.get().outcome) == ("automatic", "held")


def test_a_guide_is_retired_with_an_undo_and_comes_back(leads: Client, refund: Guide):
    page = leads.post(f"{page_of(refund)}retire/", follow=True)
    assert page.context["undo"] == refund
    assert page.context["guides"] == []
    assert [guide.title for guide in leads.get(HERE, {"show": "retired"}).context["guides"]] == ["申请退款"]

    leads.post(f"{page_of(refund)}restore/")

    refund.refresh_from_db()
    assert refund.retired_at is None


def test_a_guide_whose_code_is_taken_by_now_says_so(leads: Client, refund: Guide, shop: Shop):
    leads.post(f"{page_of(refund)}retire/")
    GuideFactory(shop=shop, code="tk", title="退货退款", steps=["一"])

    page = leads.post(f"{page_of(refund)}restore/", follow=True)

    assert "退货退款" in next(str(message) for message in page.context["messages"])


def test_guides_are_listed_in_their_order_and_moved(leads: Client, refund: Guide, shop: Shop):
    second = GuideFactory(shop=shop, title="申请发票", steps=["一"])

    leads.post(f"{page_of(second)}shift/", {"to": "up"})

    assert leads.get(HERE).context["guides"] == [second, refund]
    assert leads.get(HERE, {"q": "sqtk"}).context["guides"] == [refund]


def test_an_agent_reads_and_changes_nothing(agent: Membership, refund: Guide):
    browser = browser_of(agent)

    page = browser.get(page_of(refund)).content.decode()
    answers = [
        browser.post(page_of(refund), typed("改过")),
        browser.post(f"{page_of(refund)}retire/"),
        browser.get(f"{HERE}new/"),
    ]

    assert "二" in page
    assert "<textarea" not in page
    assert [answer.status_code for answer in answers] == [200, 403, 403]
    assert texts_of(refund) == ["一", "二", "三"]
    assert browser.get(HERE).status_code == 200
