"""A case is opened once, with the goods it is about, at the first step of its kind's playbook."""

from datetime import datetime, timedelta

import pytest
from django.utils import translation
from tests.factories.accounts import MembershipFactory
from tests.factories.catalog import ProductFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory, ParcelFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions.ending import merge
from guitai.domains.aftersales.actions.opening import open_case
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order

pytestmark = pytest.mark.usefixtures("books")


@pytest.fixture
def order(conversation: Conversation) -> Order:
    return OrderFactory(buyer=conversation.buyer, number="880088")


def test_what_is_known_stands_in_the_case(
    order: Order, conversation: Conversation, agent: Membership, now: datetime, announced
) -> None:
    cup = ProductFactory(shop=order.shop, title="马克杯")
    line = OrderLineFactory(order=order, product=cup, title="马克杯 蓝", quantity=3, price_fen=2990)
    OrderLineFactory(order=order, title="茶托")
    ParcelFactory(order=order, courier="圆通速递", waybill="YT1")
    ParcelFactory(order=order, courier="中通快递", waybill="ZT2")

    with announced() as events:
        case = open_case(
            kind="damaged",
            by=agent,
            at=now,
            order=order,
            conversation=conversation,
            lines={line.pk: 2},
            said="  杯子\n碎了 ",
            fault="碎了",
            batch="B7",
        )

    case.refresh_from_db()
    assert (case.number, case.kind, case.step, case.state) == (1, "damaged", "look", "running")
    assert (case.buyer, case.order, case.conversation, case.owner) == (
        conversation.buyer,
        order,
        conversation,
        agent,
    )
    assert (case.said, case.fault, case.batch) == ("杯子 碎了", "碎了", "B7")
    assert (case.courier, case.waybill) == ("中通快递", "ZT2")  # the last parcel
    (kept,) = case.lines.all()
    assert (kept.product, kept.title, kept.quantity, kept.paid_fen) == (cup, "马克杯 蓝", 2, 5980)
    # No roster: the first clock runs always. The step may take a day; what is damaged has no 48 hours.
    assert (case.answer_due_at, case.step_due_at, case.settle_due_at) == (
        now + timedelta(minutes=5),
        now + timedelta(hours=24),
        None,
    )
    assert case.due_at == case.answer_due_at
    assert [(type(event), event.whom) for event in events] == [(CaseChanged, (agent.pk,))]
    assert AuditEntry.objects.get().deed == "case_opened"


def test_without_lines_it_is_about_the_whole_order(order: Order, agent: Membership, now: datetime) -> None:
    OrderLineFactory(order=order, title="马克杯", quantity=2)
    OrderLineFactory(order=order, title="茶托")

    case = open_case(kind="quality", by=agent, at=now, order=order)

    assert [(line.title, line.quantity) for line in case.lines.all()] == [("马克杯", 2), ("茶托", 1)]


def test_what_a_courier_has_to_settle_has_its_own_clock(
    order: Order, agent: Membership, now: datetime
) -> None:
    case = open_case(kind="lost", by=agent, at=now, order=order)

    assert (case.step, case.settle_due_at) == ("search", now + timedelta(hours=48))


def test_numbers_count_in_their_shop(
    order: Order, agent: Membership, neighbour: Membership, now: datetime
) -> None:
    theirs = OrderFactory(buyer=BuyerFactory(shop=neighbour.shop))

    numbers = [
        open_case(kind="damaged", by=agent, at=now, order=order).number,
        open_case(kind="damaged", by=neighbour, at=now, order=theirs).number,
        open_case(kind="lost", by=agent, at=now, order=order).number,
    ]

    assert numbers == [1, 1, 2]


def test_a_talk_without_an_order_is_enough(
    conversation: Conversation, agent: Membership, now: datetime
) -> None:
    case = open_case(kind="damaged", by=agent, at=now, conversation=conversation)

    assert (case.order, case.buyer) == (None, conversation.buyer)
    with pytest.raises(CaseRefusedError) as refused:
        open_case(kind="damaged", by=agent, at=now, conversation=conversation)
    assert refused.value.facts["number"] == 1


def test_the_same_is_opened_once_while_it_is_under_way(
    order: Order, agent: Membership, now: datetime
) -> None:
    first = open_case(kind="damaged", by=agent, at=now, order=order)
    with pytest.raises(CaseRefusedError) as refused, translation.override("en"):
        open_case(kind="damaged", by=agent, at=now, order=order)
    assert str(refused.value) == "Case 1 about the same is under way; go on there."

    lost = open_case(kind="lost", by=agent, at=now, order=order)
    merge(case_id=first.pk, into_id=lost.pk, by=agent, at=now)
    assert open_case(kind="damaged", by=agent, at=now, order=order).number == 3


def test_what_does_not_fit_is_refused_and_nothing_is_kept(
    order: Order, conversation: Conversation, agent: Membership, neighbour: Membership, now: datetime
) -> None:
    line = OrderLineFactory(order=order, quantity=2)
    theirs = OrderFactory(buyer=BuyerFactory(shop=neighbour.shop))
    foreign = OrderFactory(buyer=BuyerFactory(shop=agent.shop))
    gone = MembershipFactory(shop=agent.shop, left_at=now)
    for wrong in (
        {"kind": "odd", "order": order},
        {"kind": "damaged"},
        {"kind": "damaged", "order": theirs},
        {"kind": "damaged", "order": foreign, "conversation": conversation},
        {"kind": "damaged", "order": order, "lines": {line.pk: 3}},
        {"kind": "damaged", "order": order, "lines": {line.pk: 0}},
        {"kind": "damaged", "order": order, "lines": {line.pk + 1: 1}},
        {"kind": "damaged", "order": order, "owner": neighbour},
        {"kind": "damaged", "order": order, "owner": gone},
    ):
        with pytest.raises(CaseRefusedError):
            open_case(by=agent, at=now, **wrong)

    assert not Case.objects.exists()
