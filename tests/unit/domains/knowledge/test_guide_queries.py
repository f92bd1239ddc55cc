"""Guides are found as phrases are, and given step by step."""

from datetime import datetime

import pytest
from tests.factories.chat import PictureFactory
from tests.factories.knowledge import GuideFactory, GuideStepFactory

from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.knowledge import guide_queries
from guitai.domains.knowledge.models import Guide


@pytest.fixture
def refund(shop: Shop) -> Guide:
    return GuideFactory(shop=shop, title="申请退款", code="r1", steps=["打开我的订单", "点退款"])


@pytest.fixture
def invoice(shop: Shop) -> Guide:
    return GuideFactory(shop=shop, title="申请发票", code="fp", steps=["点申请开票"])


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["申请退款", "申请发票"]),
        ("fp", ["申请发票"]),
        ("sqtk", ["申请退款"]),
        ("tuikuan", ["申请退款"]),
        ("发票", ["申请发票"]),
        ("开票", ["申请发票"]),
        ("我的订单", ["申请退款"]),
        ("shenqintuikuan", ["申请退款"]),
        ("改签", []),
    ],
)
def test_a_guide_is_found_as_phrases_are(
    agent: Membership, refund: Guide, invoice: Guide, typed: str, found: list[str]
):
    assert [guide.title for guide in guide_queries.offered_to(agent, typed)] == found


def test_retired_guides_are_not_offered(agent: Membership, refund: Guide, now: datetime):
    gone = GuideFactory(shop=agent.shop, retired_at=now)

    assert guide_queries.offered_to(agent) == [refund]
    assert guide_queries.guides_of(agent.shop, retired=True) == [gone]
    assert guide_queries.guide_card(shop_id=agent.shop_id, guide_id=gone.pk, step=1) is None


def test_a_step_is_a_card_that_knows_how_many_there_are(shop: Shop, refund: Guide):
    picture = PictureFactory(shop_id=shop.pk)
    GuideStepFactory(guide=refund, position=3, text="提交", picture=picture)

    assert guide_queries.guide_card(shop_id=shop.pk, guide_id=refund.pk, step=3) == (
        {"guide": refund.pk, "step": 3, "of": 3, "title": "申请退款", "text": "提交"},
        picture,
    )


@pytest.mark.parametrize("step", [0, 3])
def test_a_step_that_is_not_there_is_none(shop: Shop, refund: Guide, step: int):
    assert guide_queries.guide_card(shop_id=shop.pk, guide_id=refund.pk, step=step) is None


def test_guides_are_seen_by_who_works_in_the_shop(
    agent: Membership,
    neighbour: Membership,
    former: Membership,
    other_shop: Shop,
    nobody: Person,
    refund: Guide,
):
    assert list(guide_queries.guides_visible_to(agent.person)) == [refund]
    assert guide_queries.steps_visible_to(agent.person).count() == 2
    for stranger in (neighbour.person, former.person, nobody):
        assert not guide_queries.guides_visible_to(stranger).exists()
        assert not guide_queries.steps_visible_to(stranger).exists()
    assert guide_queries.guide_card(shop_id=other_shop.pk, guide_id=refund.pk, step=1) is None
