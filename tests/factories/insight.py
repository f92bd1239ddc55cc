"""Inquiries that did not buy; contradictions between answers, and questions without an entry."""

from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.insight.models import AnswerConflict, KnowledgeGap, LostInquiry
from tests.factories.accounts import MembershipFactory, ShopFactory

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


def side(value, who="小美", entries=()):
    """Give a side of a contradiction: said once by somebody, or what entries say."""
    said = {
        "text": f"付款后{value}发货的",
        "agent": who,
        "conversation": 1,
        "message": 2,
        "at": ASKED.isoformat(),
    }
    return {
        "value": value,
        "who": [] if entries else [who],
        "said": [] if entries else [said],
        "count": 0 if entries else 1,
        "entries": list(entries),
    }


class AnswerConflictFactory(DjangoModelFactory):
    """小美 said 48 hours, 阿杰 72; nobody has decided."""

    class Meta:
        model = AnswerConflict

    shop = factory.SubFactory(ShopFactory)
    key = factory.Sequence(lambda number: f"{number:064x}")
    topic = factory.Sequence(lambda number: f"什么时候发货{number}")
    kind = "duration"
    sides = factory.LazyFunction(lambda: [side("48小时内"), side("72小时内", "阿杰")])
    count = 2
    first_at = ASKED
    last_at = ASKED
    found_at = ASKED


class KnowledgeGapFactory(DjangoModelFactory):
    """Asked 37 times in a month."""

    class Meta:
        model = KnowledgeGap

    shop = factory.SubFactory(ShopFactory)
    key = factory.Sequence(lambda number: f"{number:064x}")
    topic = factory.Sequence(lambda number: f"裙子里面有内衬吗{number}")
    examples = factory.LazyAttribute(lambda gap: [gap.topic, "内衬有没有"])
    talks = factory.LazyFunction(lambda: [1])
    count = 37
    first_day = date(2026, 2, 2)
    last_day = date(2026, 3, 2)
    found_at = ASKED
