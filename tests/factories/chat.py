"""Buyers, what they can be sent cards of, and their conversations."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.common.models import Picture
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import (
    Author,
    Channel,
    Conversation,
    Draft,
    Kind,
    Message,
    Presence,
    State,
)
from guitai.domains.trade.models import Buyer, Order, OrderStatus
from tests.factories.accounts import MembershipFactory, ShopFactory

THEN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class BuyerFactory(DjangoModelFactory):
    class Meta:
        model = Buyer

    shop = factory.SubFactory(ShopFactory)
    account = factory.Sequence(lambda number: f"tb_buyer{number}")
    display_name = factory.SelfAttribute("account")
    first_seen_at = THEN
    last_seen_at = THEN


class ProductFactory(DjangoModelFactory):
    class Meta:
        model = Product

    shop = factory.SubFactory(ShopFactory)
    code = factory.Sequence(lambda number: f"C{number}")
    title = factory.Sequence(lambda number: f"纯棉连衣裙 {number} 款")
    price_fen = 15800
    updated_at = THEN


class OrderFactory(DjangoModelFactory):
    """A paid order."""

    class Meta:
        model = Order

    buyer = factory.SubFactory(BuyerFactory)
    shop = factory.SelfAttribute("buyer.shop")
    number = factory.Sequence(lambda number: f"30000000000{number:05d}")
    status = OrderStatus.PAID
    total_fen = 15800
    titles = "纯棉连衣裙"
    item_count = 1
    created_at = THEN
    paid_at = THEN


class PictureFactory(DjangoModelFactory):
    """A row alone; the file is not there."""

    class Meta:
        model = Picture

    sha256 = factory.Sequence(lambda number: f"{number:064x}")
    content_type = "image/png"
    width = 40
    height = 30
    size = 100
    at = THEN


class ConversationFactory(DjangoModelFactory):
    """In the queue, unless an agent is named; closed, if ``closed_at`` is."""

    class Meta:
        model = Conversation

    buyer = factory.SubFactory(BuyerFactory)
    shop = factory.SelfAttribute("buyer.shop")
    channel = Channel.WIDGET
    agent = None
    closed_at = None
    opened_at = THEN
    last_at = factory.SelfAttribute("opened_at")
    assigned_at = factory.LazyAttribute(lambda row: row.opened_at if row.agent else None)

    @factory.lazy_attribute
    def state(self) -> State:
        if self.closed_at:
            return State.CLOSED
        return State.OPEN if self.agent else State.WAITING


class MessageFactory(DjangoModelFactory):
    """A buyer's line, unless an agent is named."""

    class Meta:
        model = Message

    conversation = factory.SubFactory(ConversationFactory)
    agent = None
    author = factory.LazyAttribute(lambda line: Author.AGENT if line.agent else Author.BUYER)
    kind = Kind.TEXT
    text = "有货吗"
    sent_at = factory.SelfAttribute("conversation.opened_at")


class PresenceFactory(DjangoModelFactory):
    class Meta:
        model = Presence

    membership = factory.SubFactory(MembershipFactory)
    state = Presence.Choice.ONLINE
    since = THEN
    seen_at = THEN


class DraftFactory(DjangoModelFactory):
    class Meta:
        model = Draft

    membership = factory.SubFactory(MembershipFactory)
    conversation = factory.SubFactory(ConversationFactory)
    text = "亲爱的顾客"
    at = THEN
