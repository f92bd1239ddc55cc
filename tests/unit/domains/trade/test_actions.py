"""Personal data is shown with a record; a buyer is met once; what was given is written down."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError
from tests.factories.trade import BuyerFactory, GivenAmountFactory, OrderFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade import actions
from guitai.domains.trade.models import Buyer
from guitai.domains.trade.queries import given_to
from guitai.kernel.money import Money


def test_looking_at_a_receiver_is_kept_without_what_was_seen(
    shop: Shop, agent: Membership, now: datetime
) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop))

    seen = actions.reveal_personal_data(order=order, by=agent, at=now)

    entry = AuditEntry.objects.get()
    assert (seen.receiver, seen.phone) == ("张三丰", "13800000001")
    assert (entry.deed, entry.shop_id, entry.by_label, entry.at) == (
        "personal_data_seen",
        shop.pk,
        "小美",
        now,
    )
    assert "13800000001" not in str(entry.facts)


def test_a_buyer_is_made_at_the_first_visit_and_met_again(shop: Shop, now: datetime) -> None:
    later = now + timedelta(hours=1)

    first = actions.meet_buyer(shop_id=shop.pk, account="小鱼", name="小鱼", at=now)
    again = actions.meet_buyer(shop_id=shop.pk, account="小鱼", name="余小姐", at=later)

    assert first == again
    buyer = Buyer.objects.get()
    assert (buyer.display_name, buyer.first_seen_at, buyer.last_seen_at) == ("小鱼", now, later)


def test_what_was_given_stands_with_the_order_and_adds_up(
    agent: Membership, buyer: Buyer, now: datetime
) -> None:
    order = OrderFactory(buyer=buyer)
    give = {"buyer_id": buyer.pk, "by": agent, "at": now, "order_number": order.number}

    first = actions.record_given(amount=Money(1000), said="退您10元", message=7, **give)
    actions.record_given(amount=Money(550), said="再退5.5", approval=3, **give)

    assert (first.shop_id, first.message, first.approval) == (agent.shop_id, 7, None)
    assert given_to(order) == Money(1550)
    assert given_to(OrderFactory(buyer=buyer)) == Money(0)


@pytest.mark.parametrize("whose", ["nobody's", "another buyer's"])
def test_what_was_given_for_no_order_of_the_buyers_is_kept_without_one(
    agent: Membership, buyer: Buyer, now: datetime, whose: str
) -> None:
    other = OrderFactory(buyer=BuyerFactory(shop=agent.shop))
    number = other.number if whose == "another buyer's" else ""

    given = actions.record_given(
        buyer_id=buyer.pk, by=agent, amount=Money(1000), said="便宜10元", at=now, order_number=number
    )

    assert given.order_id is None
    assert given_to(other) == Money(0)


def test_nothing_is_not_given(agent: Membership, buyer: Buyer, now: datetime) -> None:
    with pytest.raises(IntegrityError):
        actions.record_given(buyer_id=buyer.pk, by=agent, amount=Money(0), said="", at=now)


def test_what_a_visitor_was_given_counts_for_whom_they_turn_out_to_be(buyer: Buyer, now: datetime) -> None:
    given = GivenAmountFactory(buyer=BuyerFactory(shop=buyer.shop), at=now)

    actions.pass_on_given(from_id=given.buyer_id, to_id=buyer.pk)

    given.refresh_from_db()
    assert given.buyer == buyer
