from tests.factories.trade import BuyerFactory, OrderFactory, ReviewFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade.review_queries import reviews_visible_to


def test_reviews_are_seen_in_ones_own_shop_alone(agent: Membership, shop: Shop, other_shop: Shop):
    own = ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=shop)))
    ReviewFactory(order=OrderFactory(buyer=BuyerFactory(shop=other_shop)))

    assert list(reviews_visible_to(agent.person)) == [own]
