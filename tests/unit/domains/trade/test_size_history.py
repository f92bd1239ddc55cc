"""What became of each size: kept, too small, too large; what says neither counts as kept."""

import pytest
from tests.factories.catalog import ProductFactory, SkuFactory
from tests.factories.trade import OrderFactory, OrderLineFactory, RefundFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import OrderStatus
from guitai.domains.trade.size_history import size_history
from guitai.engines.recommending.types import SizeHistory


@pytest.fixture
def shirt(shop: Shop) -> Product:
    product = ProductFactory(shop=shop)
    SkuFactory(product=product, code="S-M", properties={"颜色": "米白", "尺码": "M"})
    SkuFactory(product=product, code="S-L", properties={"颜色": "米白", "尺码": "L"})
    SkuFactory(product=product, code="S-L2", properties={"颜色": "黑", "尺码": "L"})
    return product


def _sold(shirt: Product, code: str, pieces: int, status: str = OrderStatus.FINISHED) -> None:
    order = OrderFactory(shop=shirt.shop, status=status)
    OrderLineFactory(order=order, product=shirt, sku_code=code, quantity=pieces)


def test_pieces_of_all_colours_count_and_those_on_their_way_do_not(shirt: Product) -> None:
    _sold(shirt, "S-L", 3)
    _sold(shirt, "S-L2", 2, OrderStatus.SIGNED)
    _sold(shirt, "S-M", 4, OrderStatus.SHIPPED)

    assert size_history(shirt) == (SizeHistory("L", 5, 0, 0),)


@pytest.mark.parametrize(
    ("reason", "remark", "small", "large"),
    [
        ("尺码偏小", "", 1, 0),
        ("大小/尺寸与商品描述不符", "太紧了穿不进去", 1, 0),
        ("七天无理由退换货", "大了一码", 0, 1),
        ("尺码偏大", "", 0, 1),
        ("大小/尺寸与商品描述不符", "", 0, 0),
        ("七天无理由退换货", "肩膀太窄腰又太肥", 0, 0),
        ("质量问题", "有小线头", 0, 0),
    ],
)
def test_a_refund_tells_too_small_or_too_large_or_neither(
    shirt: Product, reason: str, remark: str, small: int, large: int
) -> None:
    _sold(shirt, "S-M", 10)
    RefundFactory(shop=shirt.shop, merchant_code="S-M", reason=reason, remark=remark)

    assert size_history(shirt) == (SizeHistory("M", 10 - small - large, small, large),)


def test_what_has_no_sizes_has_no_history(shop: Shop) -> None:
    bowl = ProductFactory(shop=shop)
    SkuFactory(product=bowl, code="B", properties={"颜色": "青"})
    _sold(bowl, "B", 3)

    assert size_history(bowl) == ()
