"""Conversations, what is said in them, and who is there."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.common.models import Picture
from guitai.domains.chat.models import (
    Author,
    Channel,
    Conversation,
    Draft,
    Kind,
    Message,
    Presence,
    ServiceSession,
    State,
)
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.trade import BuyerFactory

THEN = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


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


class ServiceSessionFactory(DjangoModelFactory):
    """A session of jd_0aaaa0aaaa0db with 小何 that nobody rated."""

    class Meta:
        model = ServiceSession

    shop = factory.SubFactory(ShopFactory)
    key = factory.Sequence(lambda number: f"{number:064x}")
    started_at = THEN
    buyer_account = "jd_0aaaa0aaaa0db"
    agent_account = "示例店-小何"
