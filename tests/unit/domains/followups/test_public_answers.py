"""Wordings to answer reviews with, and how far the answers have come."""

import re
from datetime import timedelta

import pytest
from tests.factories.catalog import ProductFactory
from tests.factories.followups import PublicAnswerFactory
from tests.factories.trade import ORDERED, BuyerFactory, OrderFactory, ReviewFactory

from guitai.domains.accounts.models import Membership, Platform, Shop
from guitai.domains.followups.models import ListSetting, PublicAnswer
from guitai.domains.followups.public_answers import (
    Shown,
    answers_visible_to,
    counts,
    filled,
    poor_reviews,
    templates,
    waiting,
)
from guitai.domains.guard.loading import rulebook
from guitai.domains.knowledge.filling import fill
from guitai.engines.rulebook import types
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.worklists import rules

State = PublicAnswer.State
SAID = ORDERED + timedelta(days=7)
ALL = [each for some in templates().values() for each in some]


@pytest.mark.parametrize("platform", [None, *(types.Platform(each) for each in Platform.values)], ids=str)
@pytest.mark.parametrize("template", ALL, ids=lambda each: each.key)
def test_the_guard_lets_every_wording_pass(template, platform):
    said = fill(template.text, {"店铺": "云裳女装", "商品": "纯色衬衫"})
    verdict = check(said.text, read_facts({}), rulebook(), platform=platform, language="zh")

    assert verdict.severity is types.Severity.PASS, verdict.findings
    assert not said.missing
    assert len(said.text) <= 200
    assert not re.search("改评|删评|好评|修改评价|删除", said.text)


def test_every_reason_has_three_wordings_and_no_other_has_one():
    reasons = {each.key for each in rules().reasons if "poor_review" in each.say}

    assert templates().keys() == reasons
    assert all(len(some) >= 3 for some in templates().values())
    assert len({each.text for each in ALL}) == len(ALL)


@pytest.fixture
def review(shop: Shop):
    """Give ``review(**columns)``: two stars of a buyer of 云裳女装."""

    def make(**told):
        return ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=shop)), **told)

    return make


def test_a_wording_names_the_goods_and_the_shop(shop: Shop, review):
    named = review(product=ProductFactory(shop=shop, title="真丝连衣裙 夏季新款", short_name="真丝裙"))

    text = filled(templates()["size"][0], review=named, shop=shop).text

    assert "真丝裙" in text and "云裳女装" in text


def test_reviews_stand_where_they_have_come_to(shop: Shop, other_shop: Shop, review):
    at = SAID + timedelta(days=1)
    found = {
        Shown.OPEN: review(),
        Shown.ASKED: PublicAnswerFactory(review=review()).review,
        Shown.REFUSED: PublicAnswerFactory(review=review(), state=State.REFUSED).review,
        Shown.AGREED: PublicAnswerFactory(review=review(), state=State.AGREED).review,
        Shown.ANSWERED: PublicAnswerFactory(review=review(), state=State.POSTED).review,
    }
    told = review(reply="感谢反馈", at=SAID - timedelta(days=2))
    review(stars=5)
    review(at=at - timedelta(days=30))
    ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=other_shop)))

    assert {shown: list(poor_reviews(shop, shown, at=at)) for shown in Shown} == {
        shown: [each, told] if shown is Shown.ANSWERED else [each] for shown, each in found.items()
    }
    assert counts(shop, at=at) == dict.fromkeys(Shown, 1) | {Shown.ANSWERED: 2}
    assert waiting(shop) == 1


def test_what_somebody_wrote_an_answer_to_is_of_any_age_and_stars(shop: Shop, review):
    ListSetting.objects.create(shop=shop, listing="poor_review", numbers={"stars_at_most": 1})
    review()
    mild = PublicAnswerFactory(review=review(stars=5, at=ORDERED - timedelta(days=99))).review

    assert list(poor_reviews(shop, Shown.ASKED, at=SAID)) == [mild]
    assert counts(shop, at=SAID)[Shown.OPEN] == 0


def test_answers_are_seen_in_ones_own_shop_alone(agent: Membership, other_shop: Shop, review):
    own = PublicAnswerFactory(review=review())
    PublicAnswerFactory(review=ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=other_shop))))

    assert list(answers_visible_to(agent.person)) == [own]
