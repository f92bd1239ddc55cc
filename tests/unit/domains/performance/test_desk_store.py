"""Days of a shop as Parquet: whole or not at all, and good for as long as they say what the tables say."""

from datetime import date, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from tests.factories.accounts import GroupFactory, MembershipFactory
from tests.factories.aftersales import CaseFactory
from tests.factories.chat import ConversationFactory, MessageFactory, ServiceSessionFactory
from tests.factories.followups import TodoFactory
from tests.factories.guard import FindingFactory, VerdictFactory
from tests.factories.trade import OrderFactory, OrderLineFactory, RefundFactory

from guitai.domains.guard.models import Place
from guitai.domains.performance import desk_store
from guitai.domains.performance.desk_store import (
    days_with_facts,
    forget_days,
    write_day,
    write_days,
    written_days,
)

MONDAY, TUESDAY = date(2026, 3, 2), date(2026, 3, 3)


@pytest.fixture(autouse=True)
def nothing_kept(shop):
    yield
    forget_days(shop)


@pytest.fixture
def talk(conversation, agent, now):
    """小美's talk on Monday at 10:00, rated."""
    MessageFactory(conversation=conversation, agent=agent, text="在的", sent_at=now)
    conversation.last_at, conversation.rating = now, 4
    conversation.save()
    return conversation


def table(folder, name, day=MONDAY):
    return pq.read_table(folder / name / f"day={day}" / "data_0.parquet", partitioning=None).to_pylist()


def test_a_folder_gets_all_tables_of_the_day(shop, talk, agent, now, tmp_path):
    order = OrderFactory(buyer=talk.buyer, created_at=now, paid_at=now, item_count=0)
    OrderLineFactory(order=order, position=0, quantity=2, price_fen=5000, sku_code="A")
    OrderLineFactory(order=order, position=1, quantity=1, price_fen=5800, sku_code="B")
    RefundFactory(order=order, amount_fen=100)
    ServiceSessionFactory(shop=shop, started_at=now, rating=2)
    FindingFactory(verdict=VerdictFactory(shop=shop, member=agent, at=now, account="tb_demo01"))
    FindingFactory(verdict=VerdictFactory(shop=shop, member=agent, at=now, place=Place.PHRASE))
    TodoFactory(owner=agent, conversation=talk, opened_at=now)
    CaseFactory(order=order, owner=agent, opened_at=now, answered_at=now + timedelta(minutes=2))
    agent.groups.add(GroupFactory(shop=shop, name="售前"))

    write_day(shop, MONDAY, tmp_path)

    at = datetime.fromisoformat("2026-03-02 10:00:00")
    (message,) = table(tmp_path, "messages")
    assert (message["at"], message["agent"], message["text"]) == (at, "yunshang:xiaomei", "在的")
    (sold,) = table(tmp_path, "orders")
    assert (sold["number"], sold["created_at"], sold["paid_fen"], sold["items"]) == (
        order.number,
        at,
        15800,
        3,
    )
    assert [(row["product"], row["amount_fen"]) for row in table(tmp_path, "items")] == [
        ("A", 10000),
        ("B", 5800),
    ]
    assert [(row["amount_fen"], row["completed"]) for row in table(tmp_path, "refunds")] == [(100, True)]
    assert [(row["agent"], row["rating"]) for row in table(tmp_path, "ratings")] == [
        ("yunshang:xiaomei", 4),
        ("示例店-小何", 2),
    ]
    assert [(row["buyer"], row["agent"]) for row in table(tmp_path, "findings")] == [
        ("tb_demo01", "yunshang:xiaomei")
    ]
    (promised,) = table(tmp_path, "promises")
    assert promised == {
        "shop": "yunshang",
        "agent": "yunshang:xiaomei",
        "buyer": "tb_demo01",
        "made_at": at,
        "due_at": at + timedelta(minutes=10),
        "kept_at": None,
    }
    (opened,) = table(tmp_path, "cases")
    assert opened == {
        "shop": "yunshang",
        "agent": "yunshang:xiaomei",
        "buyer": "tb_demo01",
        "opened_at": at,
        "answered_at": at + timedelta(minutes=2),
        "settled_at": None,
    }
    assert pq.read_table(tmp_path / "groups.parquet").to_pylist() == [
        {"shop": "yunshang", "agent": "yunshang:xiaomei", "group": "售前"}
    ]


def test_of_what_nothing_is_known_there_is_no_table(shop, talk, tmp_path):
    write_day(shop, MONDAY, tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "groups.parquet", "items", "lost", "messages", "orders", "ratings", "recommendations"
    ]  # fmt: skip


def test_what_was_read_out_of_talks_is_told_of_the_day_it_was_said(shop, talk, agent, now, tmp_path):
    first = MessageFactory(conversation=talk, text="什么时候发货", sent_at=now)
    tomorrow = now + timedelta(days=1)
    last = MessageFactory(conversation=talk, text="还没发货？", sent_at=tomorrow)
    talk.last_at, talk.read_at = tomorrow, tomorrow
    talk.mood, talk.satisfaction, talk.losing_interest = "anxious", 2, 35
    asked = [(first.pk, "dispatch"), (first.pk, "delivery"), (last.pk, "tracking")]
    talk.reading = {"asked": [{"message": line, "intent": intent} for line, intent in asked]}
    talk.save()

    write_days(shop, MONDAY, TUESDAY, folder=tmp_path)

    assert [
        [(row["agent"], row["intent"]) for row in table(tmp_path, "asked", day)] for day in (MONDAY, TUESDAY)
    ] == [
        [("yunshang:xiaomei", "dispatch"), ("yunshang:xiaomei", "delivery")],
        [("yunshang:xiaomei", "tracking")],
    ]
    assert table(tmp_path, "moods") == []
    assert [
        (row["buyer"], row["at"].hour, row["mood"], row["satisfaction"], row["losing_interest"])
        for row in table(tmp_path, "moods", TUESDAY)
    ] == [("tb_demo01", 10, "anxious", 2, 35)]


def test_written_days_are_known_and_told_one_by_one(shop, talk):
    told = []

    write_days(shop, MONDAY, TUESDAY, on_day=told.append)

    assert told == [MONDAY, TUESDAY]
    assert written_days(shop) == {MONDAY, TUESDAY}
    assert table(desk_store.facts_folder(shop), "messages", TUESDAY) == []


def test_a_day_that_fails_leaves_what_was_written_before(shop, talk, monkeypatch):
    write_day(shop, MONDAY)
    MessageFactory(conversation=talk, text="后来的")

    def fail(*_arguments):
        raise OSError

    monkeypatch.setattr(desk_store, "_others", fail)
    with pytest.raises(OSError):  # noqa: PT011 - there is nothing more to it
        write_day(shop, MONDAY)

    folder = desk_store.facts_folder(shop)
    assert len(table(folder, "messages")) == 1
    assert not list(folder.glob(".writing-*"))


def test_kept_days_do_not_count_once_an_account_is_another(shop, talk, agent):
    write_day(shop, MONDAY)
    agent.account = "云裳女装:小美"
    agent.save()

    assert written_days(shop) == set()

    write_day(shop, TUESDAY)
    assert written_days(shop) == {TUESDAY}


def test_kept_days_count_when_somebody_new_joins(shop, talk, other_agent):
    write_day(shop, MONDAY)
    MembershipFactory(shop=shop)

    assert written_days(shop) == {MONDAY}


def test_days_whose_talks_changed_are_forgotten(shop, talk):
    write_days(shop, MONDAY, TUESDAY)

    forget_days(shop, {MONDAY})

    assert written_days(shop) == {TUESDAY}


def test_talks_and_orders_say_from_when_to_when_there_are_facts(shop, talk):
    assert days_with_facts(shop) == (MONDAY, MONDAY)

    OrderFactory(buyer=talk.buyer)

    assert days_with_facts(shop) == (date(2026, 3, 1), MONDAY)


def test_a_talk_of_several_days_is_written_on_each(shop, talk, agent, now, tmp_path):
    later = datetime.fromisoformat("2026-03-03T09:00:00+08:00")
    MessageFactory(conversation=talk, agent=agent, text="早", sent_at=later)
    ConversationFactory(opened_at=now)  # of another shop
    talk.last_at = later
    talk.save()

    write_days(shop, MONDAY, TUESDAY, folder=tmp_path)

    assert [[row["text"] for row in table(tmp_path, "messages", day)] for day in (MONDAY, TUESDAY)] == [
        ["在的"],
        ["早"],
    ]
