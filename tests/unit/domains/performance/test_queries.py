"""What platforms say is read back by agent and day."""

from datetime import date
from decimal import Decimal

import pytest
from tests.factories.performance import PlatformFigureFactory

from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.performance import queries


@pytest.fixture
def figures(shop: Shop, agent: Membership) -> None:
    """小美's day twice over, 阿杰's next day, and 小美's month."""
    PlatformFigureFactory(shop=shop, membership=agent)
    PlatformFigureFactory(shop=shop, membership=agent, key="paid", value=None)
    PlatformFigureFactory(shop=shop, membership=agent, source="sycm", value=Decimal(11))
    PlatformFigureFactory(shop=shop, account="云裳女装:阿杰", day=date(2026, 3, 2))
    PlatformFigureFactory(shop=shop, membership=agent, day=None, period="2026-03-01/2026-03-31")
    PlatformFigureFactory()


def test_the_door_knows_who_asks(
    figures: None, agent: Membership, former: Membership, neighbour: Membership, nobody: Person
) -> None:
    people = (agent.person, former.person, neighbour.person, nobody)

    assert [queries.visible_to(person).count() for person in people] == [5, 0, 0, 0]


def test_days_are_given_by_day_agent_and_source(figures: None, shop: Shop, agent: Membership) -> None:
    first, last = date(2026, 3, 1), date(2026, 3, 2)

    rows = queries.days_between(shop, first=first, last=last)

    assert [(row.period, row.account, row.source) for row in rows] == [
        ("2026-03-01", "云裳女装:小美", "chitu"),
        ("2026-03-01", "云裳女装:小美", "sycm"),
        ("2026-03-02", "云裳女装:阿杰", "chitu"),
    ]
    assert rows[0].figures == {"received": Decimal(12), "paid": None}
    assert [row.membership_id for row in rows] == [agent.pk, agent.pk, None]
    assert queries.days_between(shop, first=last, last=last) == rows[2:]


def test_longer_periods_are_given_apart(figures: None, shop: Shop) -> None:
    assert [(row.period, row.figures) for row in queries.periods_of(shop)] == [
        ("2026-03-01/2026-03-31", {"received": Decimal(12)})
    ]
