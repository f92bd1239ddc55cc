"""Products, their kinds and facts; what a shop promises and runs."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.catalog.models import Activity, Pairing, Product, ProductFact, Sku, Terms
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


class PairingFactory(DjangoModelFactory):
    """A shirt and what goes with it, of one shop."""

    class Meta:
        model = Pairing

    product = factory.SubFactory(ProductFactory)
    goes_with = factory.LazyAttribute(lambda pairing: ProductFactory(shop=pairing.product.shop))


class TermsFactory(DjangoModelFactory):
    """Sends by 圆通, free but for 新疆, gives a pair of socks, pays differences back for 15 days."""

    class Meta:
        model = Terms

    shop = factory.SubFactory(ShopFactory)
    couriers = factory.LazyFunction(lambda: ["圆通速递"])
    free_postage = True
    postage_exceptions = factory.LazyFunction(lambda: ["新疆"])
    gifts = factory.LazyFunction(lambda: ["短袜一双"])
    price_match_days = 15


class ActivityFactory(DjangoModelFactory):
    """满300减30, all through March 2026."""

    class Meta:
        model = Activity

    shop = factory.SubFactory(ShopFactory)
    name = "满300减30"
    starts_at = datetime(2026, 3, 1, tzinfo=UTC)
    ends_at = datetime(2026, 4, 1, tzinfo=UTC)
