"""A week in which 小美 lost three inquiries and 阿杰 one, and who looks at it."""

from datetime import date, datetime
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.insight import LostInquiryFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.insight.models import LostInquiry

WEEK = "from=2026-03-02&to=2026-03-08"
LOST = "/s/yunshang/reports/lost/"


@pytest.fixture
def now() -> datetime:
    return timezone.now()


@pytest.fixture
def signed_in() -> Any:
    """Give ``signed_in(member)``, their browser."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def week(agent: Membership, other_agent: Membership, now: datetime) -> dict[str, LostInquiry]:
    """Price confirmed, stock proposed, nothing known; and slow, confirmed, of 阿杰."""
    done = {"confirmed_at": now}
    shirt = ProductFactory(shop=agent.shop, title="纯色衬衫", short_name="")
    return {
        "price": LostInquiryFactory(
            agent=agent,
            buyer_name="买家价格",
            confirmed="price",
            confirmed_by=agent,
            product=shirt.pk,
            **done,
        ),
        "stock": LostInquiryFactory(
            agent=agent, buyer_name="买家缺货", proposed="stock", value_fen=30000, product=shirt.pk
        ),
        "unknown": LostInquiryFactory(
            agent=agent, buyer_name="买家未知", proposed="", evidence=[], value_fen=100
        ),
        "slow": LostInquiryFactory(
            agent=other_agent,
            buyer_name="买家等待",
            day=date(2026, 3, 3),
            confirmed="slow",
            confirmed_by=other_agent,
            value_fen=20000,
            **done,
        ),
    }


@pytest.fixture
def today(agent: Membership, now: datetime) -> list[LostInquiry]:
    """Two of 小美's that wait for a reason, the first with its talk."""
    talk = ConversationFactory(buyer__shop=agent.shop, agent=agent, opened_at=now)
    said = MessageFactory(conversation=talk, text="太贵了", sent_at=now)
    MessageFactory(conversation=talk, text="亲，不议价的呢", agent=agent, sent_at=now)
    day = timezone.localdate(now)
    first = LostInquiryFactory(
        agent=agent,
        buyer_name="第一个",
        day=day,
        conversation=talk.pk,
        last_at=now,
        evidence=[{"sign": "words", "line": said.pk, "words": "太贵"}],
    )
    return [first, LostInquiryFactory(agent=agent, buyer_name="第二个", day=day, last_at=now)]
