"""The worked cases of tests/unit/engines/metrics as shops in the tables: talks, orders and refunds."""

from datetime import date, datetime
from itertools import groupby

from tests.by_hand.facts import Message as SaidInCase
from tests.factories.accounts import ShopFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory, RefundFactory
from tests.unit.engines.metrics.made import shop_of

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Channel, Conversation, Message
from guitai.domains.trade.models import Buyer, Order, OrderStatus, Refund, RefundStatus
from guitai.kernel.days import SHANGHAI

# What the tables hold of a case; the others speak of facts the desk does not keep, or not in this way.
KEPT = {"file", "name", "talk", "orders", "refunds", "settings", "period", "as_of"}
KEPT |= {"shop", "agents", "days", "hours", "agent_days", "rows_of_agents"}
_TRANSFERS = {"transfer_out": "由 {0} 转交给 别人", "transfer_in": "由 别人 转交给 {0}", "": "系统提示：{0}"}


def put_case(case: dict, number: int) -> Shop:
    """Put a case into the tables as a shop of its own, as an import of its exports would."""
    shop = ShopFactory(key=f"case{number}", name=case["name"])
    told = shop_of(case)
    names = {row.buyer for row in (*told.messages, *told.orders)} - {""}
    buyers = {
        buyer.account: buyer
        for buyer in Buyer.objects.bulk_create(
            [BuyerFactory.build(shop=shop, account=name) for name in names]
        )
    }
    _put_talks(shop, told.messages, buyers)
    _put_orders(shop, told, buyers)
    return shop


def days_of(case: dict) -> tuple[date, date]:
    """Give the first and the last day anything of a case is about."""
    told = shop_of(case)
    days = [row.at.date() for row in told.messages] + [row.created_at.date() for row in told.orders]
    days += [row.paid_at.date() for row in told.orders if row.paid_at]
    return min(days), max(days)


def _put_talks(shop: Shop, messages: list[SaidInCase], buyers: dict[str, Buyer]) -> None:
    def talk(said: SaidInCase) -> tuple[str, str, date]:
        return said.agent, said.buyer, said.at.date()

    lines, talks = [], []
    for number, ((agent, buyer, _day), said) in enumerate(groupby(sorted(messages, key=talk), key=talk)):
        rows = list(said)
        conversation = ConversationFactory.build(
            shop=shop,
            buyer=buyers[buyer],
            channel=Channel.IMPORTED,
            agent_account=agent,
            external_key=f"talk {number}",
            opened_at=_aware(min(row.at for row in rows)),
            last_at=_aware(max(row.at for row in rows)),
            closed_at=_aware(max(row.at for row in rows)),
        )
        talks.append(conversation)
        lines += [(row, conversation) for row in rows]
    Conversation.objects.bulk_create(talks)
    Message.objects.bulk_create(
        MessageFactory.build(
            conversation=conversation,
            author=row.author,
            text=_TRANSFERS[row.event].format(row.agent.rpartition(":")[2]) if _is_system(row) else row.text,
            external_key=f"line {row.seq}",
            sent_at=_aware(row.at),
        )
        for row, conversation in sorted(lines, key=lambda line: line[0].seq)
    )


def _put_orders(shop: Shop, told: object, buyers: dict[str, Buyer]) -> None:
    orders = Order.objects.bulk_create(
        OrderFactory.build(
            shop=shop,
            buyer=buyers.get(row.buyer),
            number=row.number,
            status=OrderStatus.PAID if row.paid_at else OrderStatus.UNPAID,
            created_at=_aware(row.created_at),
            paid_at=row.paid_at and _aware(row.paid_at),
            paid_fen=row.paid_fen,
            postage_fen=row.postage_fen,
            refund_fen=row.refund_fen,
            item_count=row.items,
            tags=row.flag,
        )
        for row in told.orders
    )
    by_number = {order.number: order for order in orders}
    Refund.objects.bulk_create(
        RefundFactory.build(
            shop=shop,
            order=by_number.get(row.order),
            order_number=row.order,
            amount_fen=row.amount_fen,
            status=RefundStatus.DONE if row.completed else RefundStatus.ASKED,
        )
        for row in told.refunds or ()
    )


def _is_system(row: SaidInCase) -> bool:
    return row.author == "system"


def _aware(moment: datetime) -> datetime:
    return moment.replace(tzinfo=SHANGHAI)
