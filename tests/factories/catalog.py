"""Products, their kinds and facts."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.catalog.models import Product, ProductFact, Sku
from tests.factories.accounts import ShopFactory


class ProductFactory(DjangoModelFactory):
    """A shirt for ¥158.00."""

    class Meta:
        model = Product

    shop = factory.SubFactory(ShopFactory)
    code = factory.Sequence(lambda number: f"C{number:04d}")
    title = factory.Sequence(lambda number: f"纯色衬衫{number}")
    price_fen = 15800
    updated_at = datetime(2026, 1, 1, tzinfo=UTC)


class SkuFactory(DjangoModelFactory):
    class Meta:
        model = Sku

    product = factory.SubFactory(ProductFactory)
    code = factory.Sequence(lambda number: f"K{number:04d}")
    properties = factory.LazyFunction(lambda: {"颜色": "米白", "尺码": "M"})
    price_fen = 15800
    stock = 8


class ProductFactFactory(DjangoModelFactory):
    class Meta:
        model = ProductFact

    product = factory.SubFactory(ProductFactory)
    name = "材质"
    value = "棉95% 氨纶5%"
