"""What a shift left to the next one."""

from datetime import UTC, datetime

import factory
from factory.django import DjangoModelFactory

from guitai.domains.aftersales.models import Handover, HandoverItem
from tests.factories.accounts import MembershipFactory

ENDED = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


class HandoverFactory(DjangoModelFactory):
    """Of a shift that ended at 10:00 in Shanghai on Monday 2 March 2026, by day."""

    class Meta:
        model = Handover

    member = factory.SubFactory(MembershipFactory)
    shop = factory.SelfAttribute("member.shop")
    ends_at = ENDED
    by_night = False
    gathered_at = factory.SelfAttribute("ends_at")


class HandoverItemFactory(DjangoModelFactory):
    """A note nobody has taken yet."""

    class Meta:
        model = HandoverItem

    handover = factory.SubFactory(HandoverFactory)
    kind = HandoverItem.Kind.NOTE
    subject = None
    told = "仓库下午盘点，四点前不发货"
