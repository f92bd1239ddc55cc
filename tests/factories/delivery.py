"""Couriers, and how they serve the provinces."""

import factory
from factory.django import DjangoModelFactory

from guitai.domains.delivery.models import Courier, Reach
from tests.factories.accounts import OPENED, ShopFactory


class CourierFactory(DjangoModelFactory):
    """圆通, which the shop sends with."""

    class Meta:
        model = Courier

    shop = factory.SubFactory(ShopFactory)
    key = factory.Sequence(lambda number: f"own-{number}")
    name = "圆通速递"
    aliases = factory.LazyFunction(lambda: ["圆通", "YTO"])
    is_used = True
    phone = "95554"
    query = "https://example.com/?nu={waybill}"
    updated_at = OPENED


class ReachFactory(DjangoModelFactory):
    """浙江 in two to three days, ¥6.00 and ¥2.50 for each further kilogram."""

    class Meta:
        model = Reach

    courier = factory.SubFactory(CourierFactory)
    province = "浙江"
    days_least = 2
    days_most = 3
    first_fen = 600
    more_fen = 250
