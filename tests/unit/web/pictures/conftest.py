"""What tests of the archive's pages share."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.pictures import photo
from tests.factories.trade import OrderFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.pictures import file_upload
from guitai.domains.aftersales.models import CasePicture
from guitai.domains.trade.models import Buyer, Order

PHOTO = photo("red", size=(800, 600))


@pytest.fixture
def at_desk() -> Callable[[Membership], Client]:
    """Give a browser somebody is signed in with."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def order(buyer: Buyer) -> Order:
    return OrderFactory(buyer=buyer, number="35153131408888")


@pytest.fixture
def filed(agent: Membership, order: Order) -> CasePicture:
    """A seam that came apart, just brought by 小美."""
    product = ProductFactory(shop=agent.shop, title="纯色衬衫", code="CS-01")
    return file_upload(
        shop=agent.shop,
        data=PHOTO,
        by=agent,
        at=timezone.now(),
        order=order,
        product=product,
        fault="脱线",
    )


@pytest.fixture
def long_ago(filed: CasePicture, now: datetime) -> CasePicture:
    """The same, brought in March."""
    CasePicture.objects.filter(pk=filed.pk).update(at=now)
    filed.refresh_from_db()
    return filed
