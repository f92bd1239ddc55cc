"""The panel shows the buyer, what they ordered and what they look at; personal data only masked."""

from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.factories.catalog import ProductFactFactory, ProductFactory, SkuFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory, ParcelFactory

from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Channel, Conversation, State
from guitai.domains.trade.models import Order, OrderStatus


def signed_in(member: Membership) -> Client:
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def order(shop: Shop) -> Order:
    """A sent order of 小鱼's."""
    buyer = BuyerFactory(shop=shop, account="小鱼", is_vip=True, tags=["爽快"])
    order = OrderFactory(
        buyer=buyer, status=OrderStatus.SHIPPED, buyer_message="请尽快", seller_remark="改发顺丰"
    )
    OrderLineFactory(order=order, product=ProductFactory(shop=shop, title="云裳纯色衬衫"))
    ParcelFactory(order=order, waybill="YT0001")
    return order


@pytest.fixture
def talk(shop: Shop, order: Order, now: datetime) -> Conversation:
    """小鱼 asks about a skirt; a week ago they asked about a shirt."""
    product = ProductFactory(
        shop=shop, title="碎花裙", size_chart={"sizes": [{"size": "M", "height": [155.0, 165.0]}]}
    )
    SkuFactory(product=product, stock=0)
    ProductFactFactory(product=product, name="缺点", value="略透", is_weakness=True)
    week_ago = now - timedelta(days=7)
    Conversation.objects.create(
        shop=shop, buyer=order.buyer, channel=Channel.IMPORTED, state=State.CLOSED, agent_account="店:老张",
        opened_at=week_ago, closed_at=week_ago, last_at=week_ago, summary="会起球吗 → 未下单",
    )  # fmt: skip
    return Conversation.objects.create(
        shop=shop,
        buyer=order.buyer,
        channel=Channel.WIDGET,
        state=State.WAITING,
        opened_at=now,
        last_at=now,
        product=product,
    )


def address(name: str, talk: Conversation) -> str:
    return reverse(name, args=["yunshang", talk.pk])


def test_the_next_agent_sees_what_is_known(talk: Conversation, order: Order, agent: Membership) -> None:
    shown = " ".join(signed_in(agent).get(address("desk-panel", talk)).content.decode().split())

    for known in ("小鱼", "VIP", "爽快", "会起球吗 → 未下单", "店:老张", "¥158.00"):
        assert known in shown
    for known in (
        order.number,
        "圆通速递",
        'data-copy="YT0001"',
        "请尽快",
        "改发顺丰",
        f'data-card="order" data-id="{order.pk}"',
    ):
        assert known in shown
    for known in ("碎花裙", "略透", "155–165", "云裳纯色衬衫"):
        assert known in shown
    assert shown.index("碎花裙") < shown.rindex("云裳纯色衬衫")


def test_personal_data_is_masked(talk: Conversation, agent: Membership) -> None:
    shown = signed_in(agent).get(address("desk-panel", talk)).content.decode()

    assert "张*" in shown and "138****0001" in shown and "浙江省 杭州市 西湖区 **" in shown
    assert "张三丰" not in shown and "13800000001" not in shown and "某某街道" not in shown


def test_who_may_sees_it_in_full_and_that_is_kept(
    talk: Conversation, order: Order, agent: Membership
) -> None:
    shown = signed_in(agent).post(address("desk-reveal", talk), {"order": order.pk}).content.decode()

    assert "张三丰" in shown and "13800000001" in shown
    entry = AuditEntry.objects.get(deed="personal_data_seen")
    assert (entry.by_label, entry.subject_id) == ("小美", str(order.pk))


def test_outsourced_agents_never_do(talk: Conversation, order: Order, outsourced: Membership) -> None:
    client = signed_in(outsourced)

    assert address("desk-reveal", talk) not in client.get(address("desk-panel", talk)).content.decode()
    assert client.post(address("desk-reveal", talk), {"order": order.pk}).status_code == 403
    assert not AuditEntry.objects.filter(deed="personal_data_seen").exists()


@pytest.mark.parametrize("wanted", ["", "abc", "-1", "9" * 40])
def test_only_this_buyers_orders_are_shown(
    talk: Conversation, shop: Shop, agent: Membership, wanted: str
) -> None:
    stranger = OrderFactory(buyer=BuyerFactory(shop=shop))
    client = signed_in(agent)

    assert client.post(address("desk-reveal", talk), {"order": stranger.pk}).status_code == 404
    assert client.post(address("desk-reveal", talk), {"order": wanted}).status_code == 404
    assert not AuditEntry.objects.filter(deed="personal_data_seen").exists()


def test_neighbours_and_former_members_see_nothing(
    talk: Conversation, former: Membership, neighbour: Membership
) -> None:
    for member in (former, neighbour):
        assert signed_in(member).get(address("desk-panel", talk)).status_code == 404
    strange = reverse("desk-panel", args=["nanshan", talk.pk])
    assert signed_in(neighbour).get(strange).status_code == 404


def test_a_buyer_with_many_orders_takes_few_queries(
    talk: Conversation, order: Order, agent: Membership, django_assert_max_num_queries: object
) -> None:
    for _ in range(20):
        OrderLineFactory(order=OrderFactory(buyer=order.buyer), product=ProductFactory(shop=order.shop))
    client = signed_in(agent)

    with django_assert_max_num_queries(26):  # type: ignore[operator]
        shown = client.get(address("desk-panel", talk)).content.decode()

    assert shown.count("order-card") == 10 + 1  # and the one at hand, beside the buyer
    assert 'data-count="21"' in shown
