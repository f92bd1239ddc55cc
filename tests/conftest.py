"""The shared cast: 云裳女装 with its people, and the shop next door.

Ask for whom a test needs; whoever is not named is not in the database. ``db`` comes with them.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.test import TransactionTestCase, override_settings

from guitai.common import events
from guitai.domains.accounts.models import Group, Membership, Person, Role, Shop
from guitai.domains.chat import facts
from guitai.domains.chat.models import Conversation
from guitai.domains.knowledge import indexes
from guitai.domains.trade.models import Buyer
from tests.factories.accounts import GroupFactory, MembershipFactory, PersonFactory, ShopFactory
from tests.factories.chat import ConversationFactory
from tests.factories.trade import BuyerFactory

MADE_BY_MIGRATING = {"django_content_type", "auth_permission"}


@pytest.fixture(scope="session", autouse=True)
def data_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder of the tests' own, so that nothing of theirs gets into a real one."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "static").mkdir()
    with override_settings(DATA_FOLDER=folder, STATIC_ROOT=folder / "static"):
        yield folder


@pytest.fixture(scope="session", autouse=True)
def cleared_quickly() -> Iterator[None]:
    """Let tests whose rows are committed be cleared away by :func:`_clear`."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", _clear)
        yield


@pytest.fixture(autouse=True)
def no_facts_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget what is kept of talks, knowledge and figures: keys and times come again from test to test.

    Nothing is made ready in threads: they see other databases than tests do.
    """
    facts.forget()
    indexes.forget()
    monkeypatch.setattr(indexes, "run_beside", lambda deed: None)
    cache.clear()
    shutil.rmtree(settings.DATA_FOLDER / "facts", ignore_errors=True)


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


@pytest.fixture
def buyer(shop: Shop, now: datetime) -> Buyer:
    """tb_demo01, who has been the shop's buyer for a month."""
    known = now - timedelta(days=30)
    return BuyerFactory(shop=shop, account="tb_demo01", first_seen_at=known, last_seen_at=known)


@pytest.fixture
def conversation(buyer: Buyer, agent: Membership, now: datetime) -> Conversation:
    """The talk 小美 has with the buyer since half an hour; nothing was said yet."""
    return ConversationFactory(buyer=buyer, agent=agent, opened_at=now - timedelta(minutes=30))


@pytest.fixture
def queued(shop: Shop, now: datetime) -> Conversation:
    """A talk nobody has yet, with another buyer, who has waited for five minutes."""
    since = now - timedelta(minutes=5)
    buyer = BuyerFactory(shop=shop, account="tb_queued", first_seen_at=since, last_seen_at=since)
    return ConversationFactory(buyer=buyer, opened_at=since, waiting_since=since, unread=1)


@pytest.fixture
def announced(django_capture_on_commit_callbacks: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Give ``with announced() as events:``, a list of what was announced once the block was committed."""

    @contextmanager
    def catch() -> Iterator[list[Any]]:
        heard: list[Any] = []
        with monkeypatch.context() as patched:
            patched.setattr(events, "_tell", heard.append)
            with django_capture_on_commit_callbacks(execute=True):
                yield heard

    return catch


def _clear(_case: TransactionTestCase) -> None:
    """Delete all rows but those that migrating makes.

    Django truncates every table, which takes PostgreSQL a third of a second, and then makes those rows again.
    """
    names = connection.introspection.django_table_names()
    tables = [connection.ops.quote_name(name) for name in names if name not in MADE_BY_MIGRATING]
    filled = " UNION ALL ".join(f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM {table})" for table in tables)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(filled)
        for (table,) in cursor.fetchall():
            cursor.execute(f"DELETE FROM {table}")


def _member(shop: Shop, username: str, name: str, role: Role, **more: object) -> Membership:
    person = PersonFactory(username=username, display_name=name)
    return MembershipFactory(shop=shop, person=person, nickname=name, role=role, **more)
