"""The shared cast: 云裳女装 with its people, and the shop next door.

Ask for whom a test needs; whoever is not named is not in the database. ``db`` comes with them.
"""

from datetime import UTC, datetime, timedelta

import pytest

from guitai.domains.accounts.models import Group, Membership, Person, Role, Shop
from tests.factories.accounts import GroupFactory, MembershipFactory, PersonFactory, ShopFactory


@pytest.fixture
def now() -> datetime:
    """Monday 2 March 2026, 10:00 in Shanghai."""
    return datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def shop(db: None) -> Shop:
    """云裳女装, the shop most tests play in."""
    return ShopFactory(key="yunshang", name="云裳女装")


@pytest.fixture
def presale(shop: Shop) -> Group:
    return GroupFactory(shop=shop, name="售前", purpose=Group.Purpose.PRESALE)


@pytest.fixture
def aftersale(shop: Shop) -> Group:
    return GroupFactory(shop=shop, name="售后", purpose=Group.Purpose.AFTERSALE)


@pytest.fixture
def lead(shop: Shop) -> Membership:
    """王芳, the lead."""
    return _member(shop, "wangfang", "王芳", Role.LEAD)


@pytest.fixture
def agent(shop: Shop) -> Membership:
    """小美, an agent."""
    return _member(shop, "xiaomei", "小美", Role.AGENT)


@pytest.fixture
def other_agent(shop: Shop) -> Membership:
    """阿杰, another agent."""
    return _member(shop, "ajie", "阿杰", Role.AGENT)


@pytest.fixture
def outsourced(shop: Shop) -> Membership:
    """外包小陈, an outsourced agent."""
    return _member(shop, "waibao", "外包小陈", Role.OUTSOURCED)


@pytest.fixture
def warehouse(shop: Shop) -> Membership:
    """老周 of the warehouse."""
    return _member(shop, "laozhou", "老周", Role.WAREHOUSE)


@pytest.fixture
def former(shop: Shop, now: datetime) -> Membership:
    """小林, who left a week ago."""
    return _member(shop, "xiaolin", "小林", Role.AGENT, left_at=now - timedelta(days=7))


@pytest.fixture
def other_shop(db: None) -> Shop:
    """南山户外, the shop next door."""
    return ShopFactory(key="nanshan", name="南山户外")


@pytest.fixture
def other_lead(other_shop: Shop) -> Membership:
    """赵磊, lead of the shop next door."""
    return _member(other_shop, "zhaolei", "赵磊", Role.LEAD)


@pytest.fixture
def neighbour(other_shop: Shop) -> Membership:
    """小雪, an agent of the shop next door."""
    return _member(other_shop, "xiaoxue", "小雪", Role.AGENT)


@pytest.fixture
def nobody(db: None) -> Person:
    """Somebody who can sign in and works in no shop."""
    return PersonFactory(username="guest", display_name="访客")


def _member(shop: Shop, username: str, name: str, role: Role, **more: object) -> Membership:
    person = PersonFactory(username=username, display_name=name)
    return MembershipFactory(shop=shop, person=person, nickname=name, role=role, **more)
