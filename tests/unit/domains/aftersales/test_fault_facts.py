"""What of cases and orders the alarm reads."""

from datetime import datetime, timedelta

import pytest
from tests.factories.aftersales import CaseLineFactory
from tests.factories.catalog import ProductFactory
from tests.factories.faults import case_of, send
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.fault_facts import history_of, known
from guitai.domains.aftersales.models import Case, Kind, Outcome
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import OrderStatus
from guitai.kernel.days import business_day

DAY = timedelta(days=1)


@pytest.fixture
def shirt(shop: Shop) -> Product:
    return ProductFactory(shop=shop)


def test_a_case_counts_under_its_fault_or_its_kind(shirt: Product, agent: Membership, now: datetime):
    case_of(shirt, at=now - DAY, owner=agent, fault=" 开线 ", batch="B7")
    case_of(shirt, at=now, owner=agent, fault="", kind=Kind.DAMAGED)

    told = known(shirt.shop, at=now)

    assert told is not None
    assert [(each.fault, each.batch) for each in told.sightings] == [("开线", "B7"), ("damaged", "")]
    assert [each.product for each in told.sightings] == [shirt.pk] * 2
    assert told.first == business_day(now - DAY)
    assert told.lags == {8: 2}


@pytest.mark.parametrize(
    ("fault", "changed", "counts"),
    [
        ("", {"kind": Kind.OWN_REASONS}, False),
        ("", {"kind": Kind.LOST}, False),
        ("太薄", {"kind": Kind.OWN_REASONS}, True),
        ("开线", {"state": Case.State.ENDED, "outcome": Outcome.NOTHING}, False),
        ("开线", {"state": Case.State.ENDED, "outcome": Outcome.REFUNDED}, True),
        ("开线", {"state": Case.State.MERGED}, False),
    ],
)
def test_what_says_nothing_of_goods_does_not_count(
    shirt: Product, agent: Membership, now: datetime, fault: str, changed: dict[str, str], counts: bool
):
    case = case_of(shirt, at=now - DAY, owner=agent, fault=fault)
    ended = {"ended_at": now} if "state" in changed else {}
    into = (
        case_of(shirt, at=now - DAY, owner=agent, fault="另一个")
        if changed.get("state") == "merged"
        else None
    )
    Case.objects.filter(pk=case.pk).update(**changed, **ended, merged_into=into)

    told = known(shirt.shop, at=now)

    assert told is not None
    assert (fault in {each.fault for each in told.sightings}) is counts


def test_a_buyer_is_one_whatever_they_order(shirt: Product, agent: Membership, now: datetime):
    buyer = BuyerFactory(shop=shirt.shop)
    for back in (2, 1):
        case_of(shirt, at=now - back * DAY, owner=agent, buyer=buyer)
    nobody = case_of(shirt, at=now, owner=agent)
    Case.objects.filter(pk=nobody.pk).update(buyer=None)

    told = known(shirt.shop, at=now)

    assert told is not None
    names = [each.buyer for each in told.sightings]
    assert names[0] == names[1] == f"b{buyer.pk}"
    assert names[2] == f"o{nobody.order_id}"


def test_neither_the_shop_next_door_nor_what_comes_later_is_read(
    shirt: Product, agent: Membership, other_lead: Membership, now: datetime
):
    case_of(ProductFactory(shop=other_lead.shop), at=now, owner=other_lead)
    case_of(shirt, at=now + DAY, owner=agent)

    assert known(shirt.shop, at=now) is None


def test_what_was_sent_is_counted_by_day_of_sending(shirt: Product, agent: Membership, now: datetime):
    early = now - 40 * DAY
    case_of(ProductFactory(shop=shirt.shop), at=early, owner=agent, fault="色差")
    send(shirt.shop, shirt, days=3, pieces=10, until=now)
    line = OrderLineFactory(
        order=OrderFactory(buyer=BuyerFactory(shop=shirt.shop)), product=shirt, quantity=4
    )
    order = line.order
    order.paid_at = order.created_at = now - DAY  # paid, not yet sent
    order.save()
    for status in (OrderStatus.UNPAID, OrderStatus.CLOSED):
        dropped = OrderFactory(buyer=order.buyer, status=status, created_at=now, shipped_at=None)
        OrderLineFactory(order=dropped, product=shirt, quantity=100)

    told = known(shirt.shop, at=now)
    assert told is not None
    history = history_of(shirt.shop, told, also={shirt.pk})

    assert history is not None
    today = business_day(now)
    assert history.sent == {shirt.pk: {today: 10, today - DAY: 14, today - 2 * DAY: 10}}
    assert history.sent_by_all == history.sent[shirt.pk]
    assert history.totals == {shirt.pk: 34}
    assert history_of(shirt.shop, told) is None  # nothing to look at


def test_a_case_about_two_products_counts_for_both(shirt: Product, agent: Membership, now: datetime):
    case = case_of(shirt, at=now, owner=agent)
    trousers = CaseLineFactory(case=case, product=ProductFactory(shop=shirt.shop)).product
    CaseLineFactory(case=case, product=None)

    told = known(shirt.shop, at=now)

    assert told is not None
    assert {each.product for each in told.sightings} == {shirt.pk, trousers.pk}
