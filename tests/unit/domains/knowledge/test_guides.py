"""Guides are written, retired and moved; a new shop has those of the trade."""

from dataclasses import replace
from datetime import datetime

import pytest
from tests.factories.accounts import ShopFactory
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import GuideFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Platform, Shop
from guitai.domains.guard import queries as guard
from guitai.domains.knowledge import guides
from guitai.domains.knowledge.drafts import GuideDraft, StepDraft
from guitai.domains.knowledge.errors import GuideRefusedError
from guitai.domains.knowledge.models import Guide
from guitai.engines.rulebook.facts import Facts

REFUND = GuideDraft(
    title="申请退款",
    code="tk",
    note="对照平台页面",
    steps=(StepDraft(text="打开我的订单"), StepDraft(text="点退款")),
)


def _texts(guide: Guide) -> list[str]:
    return list(guide.steps.values_list("text", flat=True))


def test_a_guide_keeps_its_steps_in_order(shop: Shop, lead: Membership, now: datetime):
    guide = guides.save_guide(shop=shop, by=lead, draft=REFUND, at=now)

    assert (guide.title, guide.code, guide.note) == ("申请退款", "tk", "对照平台页面")
    assert list(guide.steps.values_list("position", "text")) == [(1, "打开我的订单"), (2, "点退款")]
    assert AuditEntry.objects.get(deed="guide_saved").facts["steps"] == ["打开我的订单", "点退款"]


def test_a_guide_that_is_changed_stays_in_its_place(shop: Shop, lead: Membership, now: datetime):
    first, _second = GuideFactory.create_batch(2, shop=shop, steps=["一", "二", "三"])
    picture = PictureFactory(shop_id=shop.pk)
    steps = (StepDraft(text="二", picture=picture), StepDraft(text=" 一 "))

    guides.save_guide(shop=shop, by=lead, draft=replace(REFUND, steps=steps), at=now, guide=first)

    first.refresh_from_db()
    assert _texts(first) == ["二", "一"]
    assert first.steps.first().picture == picture
    assert Guide.objects.filter(shop=shop).first() == first


def test_a_new_guide_stands_behind_the_others(shop: Shop, lead: Membership, now: datetime):
    GuideFactory(shop=shop, position=7)

    assert guides.save_guide(shop=shop, by=lead, draft=REFUND, at=now).position == 8


@pytest.mark.parametrize(
    ("change", "field", "step"),
    [
        ({"title": "\u200b "}, "title", None),
        ({"title": "题" * 61}, "title", None),
        ({"code": "a b"}, "code", None),
        ({"code": "c" * 21}, "code", None),
        ({"note": "注" * 201}, "note", None),
        ({"steps": ()}, "steps", None),
        ({"steps": (StepDraft(text="好"),) * 13}, "steps", None),
        ({"steps": (StepDraft(text="好"), StepDraft(text=" "))}, "text", 2),
        ({"steps": (StepDraft(text="好" * 501),)}, "text", 1),
        ({"steps": (StepDraft(text="单号{单号}"),)}, "text", 1),
    ],
)
def test_a_guide_that_cannot_be_sent_is_refused(
    change: dict[str, object], field: str, step: int | None, shop: Shop, lead: Membership, now: datetime
):
    with pytest.raises(GuideRefusedError) as refusal:
        guides.save_guide(shop=shop, by=lead, draft=replace(REFUND, **change), at=now)

    assert (refusal.value.facts["field"], refusal.value.facts.get("step")) == (field, step)
    assert not Guide.objects.exists()


def test_a_picture_of_another_shop_is_refused(shop: Shop, other_shop: Shop, lead: Membership, now: datetime):
    steps = (StepDraft(text="好", picture=PictureFactory(shop_id=other_shop.pk)),)

    with pytest.raises(GuideRefusedError):
        guides.save_guide(shop=shop, by=lead, draft=replace(REFUND, steps=steps), at=now)


def test_a_code_means_one_guide_in_use(shop: Shop, other_shop: Shop, lead: Membership, now: datetime):
    GuideFactory(shop=other_shop, code="tk")
    first = guides.save_guide(shop=shop, by=lead, draft=REFUND, at=now)
    again = replace(REFUND, title="退货退款", code="TK")
    with pytest.raises(GuideRefusedError):
        guides.save_guide(shop=shop, by=lead, draft=again, at=now)

    guides.retire_guide(guide=first, by=lead, at=now)
    guides.save_guide(shop=shop, by=lead, draft=again, at=now)

    with pytest.raises(GuideRefusedError):
        guides.restore_guide(guide=first, by=lead, at=now)


def test_a_retired_guide_comes_back(shop: Shop, lead: Membership, now: datetime):
    guide = GuideFactory(shop=shop, code="tk")

    guides.retire_guide(guide=guide, by=lead, at=now)
    guide.refresh_from_db()
    assert guide.retired_at == now
    guides.restore_guide(guide=guide, by=lead, at=now)

    guide.refresh_from_db()
    assert guide.retired_at is None


def test_a_guide_moves_among_those_in_use_and_stops_at_the_end(shop: Shop, now: datetime):
    first, _retired, second = (
        GuideFactory(shop=shop, position=0),
        GuideFactory(shop=shop, position=1, retired_at=now),
        GuideFactory(shop=shop, position=2),
    )

    for _time in range(2):
        guides.shift_guide(guide=second, up=True)

    assert list(Guide.objects.filter(shop=shop, retired_at=None)) == [second, first]


def test_the_guides_of_the_trade_are_put_once(shop: Shop, now: datetime):
    own = GuideFactory(shop=shop, title="申请退款", code="fp", steps=["自己的"])

    made = guides.put_default_guides(shop=shop, at=now)
    again = guides.put_default_guides(shop=shop, at=now)

    assert len(made) >= 7
    assert again == []
    assert _texts(own) == ["自己的"]
    assert [guide.code for guide in made if guide.title == "申请发票"] == [""]
    assert all("2026" in guide.note for guide in made)


@pytest.mark.parametrize(
    ("platform", "said"),
    [("taobao", "我的淘宝"), ("tmall", "我的淘宝"), ("jd", "京东"), ("pdd", "登录后"), ("own", "登录后")],
)
def test_each_platform_is_led_its_own_way(db: None, platform: str, said: str, now: datetime):
    made = guides.put_default_guides(shop=ShopFactory(platform=platform), at=now)

    refund = next(guide for guide in made if guide.title == "申请退款")
    assert said in "".join(_texts(refund))
    others = {"我的淘宝", "京东", "登录后"} - {said}
    assert not [word for word in others if word in "".join(_texts(refund))]


@pytest.mark.parametrize("platform", Platform.values)
def test_the_guard_finds_nothing_in_the_guides_of_the_trade(db: None, platform: str, now: datetime):
    shop = ShopFactory(platform=platform)
    made = guides.put_default_guides(shop=shop, at=now)

    found = [
        (text, finding.rule, finding.matched)
        for guide in made
        for text in _texts(guide)
        for finding in guard.check(shop=shop, text=text, facts=Facts(now=now), language="zh").findings
    ]

    assert found == []
