"""Pairs are counted out of paid orders of a year, kept once, and told with the products that are on sale."""

from datetime import datetime, timedelta

import pytest
from tests.factories.catalog import PairingFactory, ProductFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.buying_together import bought_with, count_together, not_paired_yet
from guitai.domains.trade.models import BoughtTogether


@pytest.fixture
def goods(shop: Shop) -> list[Product]:
    return ProductFactory.create_batch(3, shop=shop)


def _ordered(goods: list[Product], times: int, paid_at: datetime | None) -> None:
    for _ in range(times):
        order = OrderFactory(shop=goods[0].shop, paid_at=paid_at)
        for product in goods:
            OrderLineFactory(order=order, product=product)


def test_what_is_bought_together_is_counted_both_ways(
    shop: Shop, goods: list[Product], now: datetime
) -> None:
    shirt, skirt, hat = goods
    _ordered([shirt, skirt], 3, now - timedelta(days=3))
    _ordered([shirt], 1, now - timedelta(days=3))
    _ordered([hat], 4, now - timedelta(days=3))

    assert count_together(shop=shop, at=now) == 2

    (pair,) = bought_with(shirt, limit=5)
    assert (pair.other, pair.orders, pair.confidence) == (skirt, 3, 0.75)
    assert pair.lift == pytest.approx(0.75 / (3 / 8))
    assert [pair.confidence for pair in bought_with(skirt, limit=5)] == [1.0]


def test_too_few_too_old_unpaid_or_no_more_than_chance_are_none(
    shop: Shop, goods: list[Product], now: datetime
) -> None:
    shirt, skirt, hat = goods
    _ordered([shirt, skirt], 2, now - timedelta(days=3))
    _ordered([shirt, skirt], 3, now - timedelta(days=366))
    _ordered([shirt, skirt], 3, None)
    assert count_together(shop=shop, at=now) == 0

    _ordered([hat, shirt], 3, now)
    _ordered([hat], 4, now)
    _ordered([shirt], 4, now)
    assert count_together(shop=shop, at=now) == 0


def test_counting_again_puts_the_new_in_place_of_the_old(
    shop: Shop, goods: list[Product], now: datetime
) -> None:
    shirt, skirt, hat = goods
    _ordered([shirt, skirt], 3, now)
    _ordered([hat], 1, now)

    for _ in range(2):
        count_together(shop=shop, at=now)

    assert BoughtTogether.objects.count() == 2


def test_what_is_off_sale_is_not_offered_and_what_is_paired_not_proposed(
    shop: Shop, goods: list[Product], now: datetime
) -> None:
    shirt, skirt, hat = goods
    _ordered([shirt, skirt], 3, now)
    _ordered([hat], 1, now)
    count_together(shop=shop, at=now)
    PairingFactory(product=shirt, goes_with=skirt)

    assert [(pair.product, pair.other) for pair in not_paired_yet(shop, limit=5)] == [(skirt, shirt)]

    Product.objects.filter(pk=skirt.pk).update(on_sale=False)
    assert bought_with(shirt, limit=5) == []
    assert [pair.other for pair in bought_with(skirt, limit=5)] == [shirt]
