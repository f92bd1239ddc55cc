"""Inquiries that did not buy."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.insight.models import LostInquiry
from tests.factories.accounts import MembershipFactory

ASKED = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


class LostInquiryFactory(DjangoModelFactory):
    """Of ¥158.00, asked of an agent on Monday 2 March 2026 at 09:00 in Shanghai; the price is proposed."""

    class Meta:
        model = LostInquiry

    agent = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("agent.shop")
    day = date(2026, 3, 2)
    buyer = factory.Sequence(lambda number: 9000 + number)
    buyer_name = factory.Sequence(lambda number: f"tb_lost{number}")
    buyer_account = factory.SelfAttribute("buyer_name")
    conversation = 1
    asked_at = ASKED
    last_at = ASKED
    proposed = "price"
    confidence = 0.8
    evidence = factory.LazyFunction(lambda: [{"sign": "words", "line": None, "words": "太贵"}])
    value_fen = 15800
    value_from = "product"
