"""A shop that sends ten pieces a day of two products, and the cases buyers have of them."""

from datetime import datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case, Kind, ProductIssue
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Buyer, OrderStatus
from tests.factories.accounts import ShopFactory
from tests.factories.aftersales import CaseFactory, CaseLineFactory, PlaybookTextFactory
from tests.factories.catalog import ProductFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory


class ProductIssueFactory(DjangoModelFactory):
    """An open issue of 开线."""

    class Meta:
        model = ProductIssue

    shop = factory.SubFactory(ShopFactory)
    product = factory.SubFactory(ProductFactory, shop=factory.SelfAttribute("..shop"))
    fault = "开线"


def send(shop: Shop, product: Product, *, days: int, pieces: int, until: datetime) -> None:
    """Let an order leave on each of the days up to a moment."""
    buyer = BuyerFactory(shop=shop)
    for number in range(days):
        left = until - timedelta(days=number)
        order = OrderFactory(
            buyer=buyer, status=OrderStatus.SHIPPED, created_at=left, paid_at=left, shipped_at=left
        )
        OrderLineFactory(order=order, product=product, quantity=pieces)


def case_of(
    product: Product,
    *,
    at: datetime,
    owner: Membership,
    fault: str = "开线",
    kind: str = Kind.QUALITY,
    batch: str = "",
    buyer: Buyer | None = None,
    sent: timedelta = timedelta(days=8),
) -> Case:
    """Open a case about a product whose order left some days before."""
    order = OrderFactory(
        buyer=buyer or BuyerFactory(shop=product.shop),
        status=OrderStatus.SIGNED,
        created_at=at - sent,
        paid_at=at - sent,
        shipped_at=at - sent,
    )
    case: Case = CaseFactory(
        order=order,
        kind=kind,
        fault=fault,
        batch=batch,
        owner=owner,
        opened_at=at,
        playbook=PlaybookTextFactory(shop=product.shop),
    )
    CaseLineFactory(case=case, product=product)
    return case
