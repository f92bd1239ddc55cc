"""A talk in the morning of Monday 2 March 2026, and looking at it an hour later."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from tests.factories.catalog import ProductFactory, SkuFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.insight.actions import look_through
from guitai.engines.metrics.settings import Settings

MONDAY = date(2026, 3, 2)


@pytest.fixture
def later(now: datetime) -> datetime:
    """Monday, 12:00 in Shanghai."""
    return now + timedelta(hours=2)


@pytest.fixture
def asked(shop: Shop, agent: Membership, now: datetime) -> Any:
    """Let tb_lost ask 小美 for two shirts of ¥158.00 at ten, hear that they are gone, and leave."""
    product = ProductFactory(shop=shop, price_fen=15800)
    SkuFactory(product=product, properties={"颜色": "米白", "尺码": "M"}, stock=0)
    buyer = BuyerFactory(shop=shop, account="tb_lost", first_seen_at=now, last_seen_at=now)
    talk = ConversationFactory(
        buyer=buyer, agent=agent, product=product, opened_at=now, last_at=now + timedelta(minutes=1)
    )
    MessageFactory(conversation=talk, text="想拍2件米白M", sent_at=now)
    MessageFactory(
        conversation=talk, text="亲，米白M没货了呢", agent=agent, sent_at=now + timedelta(minutes=1)
    )
    return talk


@pytest.fixture
def look(shop: Shop, later: datetime) -> Any:
    """Look through Monday, at noon if nothing else is said; says how many rows are new."""

    def at(moment: datetime | None = None, **more: Any) -> int:
        return look_through(
            **{"shop": shop, "day": MONDAY, "settings": Settings(), "at": moment or later} | more
        )

    return at


def said(talk: Conversation, text: str, at: datetime, agent: Membership | None = None) -> None:
    """Go on with a talk."""
    MessageFactory(conversation=talk, text=text, agent=agent, sent_at=at)
    Conversation.objects.filter(pk=talk.pk).update(last_at=at)
