"""Figures platforms give."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from guitai.domains.performance.models import PlatformFigure
from tests.factories.accounts import ShopFactory


class PlatformFigureFactory(DjangoModelFactory):
    """小美 received twelve buyers on 1 March 2026, says 赤兔."""

    class Meta:
        model = PlatformFigure

    shop = factory.SubFactory(ShopFactory)
    source = "chitu"
    account = "云裳女装:小美"
    day = date(2026, 3, 1)
    period = factory.LazyAttribute(lambda row: f"{row.day}" if row.day else "")
    key = "received"
    value = Decimal(12)
    imported_at = datetime(2026, 3, 2, tzinfo=UTC)
