"""Figures platforms give."""

from datetime import UTC, date, datetime
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.models import PayAssignment, PayVersion, PlatformFigure
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


class PayVersionFactory(DjangoModelFactory):
    """The steps that come with the program, put in force in March 2026."""

    class Meta:
        model = PayVersion

    shop = factory.SubFactory(ShopFactory)
    scheme = "steps"
    version = 1
    written = factory.LazyFunction(lambda: dict(shipped_schemes.written()["steps"]))
    at = datetime(2026, 3, 2, tzinfo=UTC)


class PayAssignmentFactory(DjangoModelFactory):
    """They are for the whole shop."""

    class Meta:
        model = PayAssignment

    shop = factory.SubFactory(ShopFactory)
    version = factory.SubFactory(PayVersionFactory, shop=factory.SelfAttribute("..shop"))
    month = date(2026, 3, 1)
    at = datetime(2026, 3, 2, tzinfo=UTC)
