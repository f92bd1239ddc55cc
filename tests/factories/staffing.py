"""Staffing: proposals of rosters, members' terms, special days, and days of talk."""

from datetime import UTC, date, datetime, timedelta

import factory
from factory.django import DjangoModelFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.performance.models import DayOff, RosterProposal, RosterTerms, SpecialDay
from tests.factories.accounts import MembershipFactory, ShopFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

_NOBODY = {"proposed": [], "need": [0] * 336, "there": [0] * 336, "short": [], "surplus": 0, "best": True}


class RosterProposalFactory(DjangoModelFactory):
    """For the week from Monday 9 March 2026 on; ready, and nobody works."""

    class Meta:
        model = RosterProposal

    shop = factory.SubFactory(ShopFactory)
    first = date(2026, 3, 9)
    state = RosterProposal.State.READY
    made_at = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
    result = factory.LazyFunction(lambda: {**_NOBODY})


class RosterTermsFactory(DjangoModelFactory):
    class Meta:
        model = RosterTerms

    membership = factory.SubFactory(MembershipFactory)


class DayOffFactory(DjangoModelFactory):
    class Meta:
        model = DayOff

    membership = factory.SubFactory(MembershipFactory)
    day = date(2026, 3, 9)


class SpecialDayFactory(DjangoModelFactory):
    class Meta:
        model = SpecialDay

    shop = factory.SubFactory(ShopFactory)
    day = date(2026, 3, 8)
    name = "妇女节"
    percent = 200


def talked(agent: Membership, at: datetime, *, answer: int | None = 20, lasts: int = 300) -> None:
    """Let a buyer write at a moment, be answered after so many seconds, and say the last so long after."""
    buyer = BuyerFactory(shop=agent.shop)
    end = at + timedelta(seconds=lasts)
    talk = ConversationFactory(buyer=buyer, agent=agent, opened_at=at, closed_at=end, last_at=end)
    MessageFactory(conversation=talk, sent_at=at)
    if answer is not None:
        MessageFactory(conversation=talk, agent=agent, sent_at=at + timedelta(seconds=answer))
        MessageFactory(conversation=talk, sent_at=end)
