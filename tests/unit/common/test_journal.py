"""What a deed did is taken back as far as nobody built on it."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from tests.factories.catalog import ProductFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory, OrderLineFactory, RefundFactory

from guitai.common.changes import Changes
from guitai.common.journal import Journal, TakenBack, forget, take_back
from guitai.common.models import Deed, DeedChange, DeedRows
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import Conversation, Message, State
from guitai.domains.trade.models import Buyer, Order, OrderLine, OrderStatus


@pytest.fixture
def journal(shop: Shop, now: datetime) -> Journal:
    return Journal.begin(shop_id=shop.pk, at=now)


def added(journal: Journal, *rows: Record) -> None:
    for row in rows:
        journal.added_ids(type(row), [row.pk])


def test_what_was_added_goes_whatever_points_at_what(shop: Shop, journal: Journal) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼")
    order = OrderFactory(buyer=buyer)
    line = OrderLineFactory(order=order)
    added(journal, buyer, order, line)
    journal.close()

    assert take_back(journal.id) == TakenBack(removed=3)
    assert (Buyer.objects.count(), Order.objects.count(), OrderLine.objects.count()) == (0, 0, 0)


def test_what_something_else_points_at_stays_and_what_it_points_at_too(shop: Shop, journal: Journal) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼")
    kept, gone = OrderFactory(buyer=buyer), OrderFactory(buyer=buyer)
    added(journal, buyer, kept, gone)
    journal.close()
    OrderLineFactory(order=kept)

    assert take_back(journal.id) == TakenBack(removed=1, kept=2)
    assert list(Order.objects.all()) == [kept]


def test_who_waits_for_what_is_gone_is_let_go(shop: Shop, journal: Journal) -> None:
    refund = RefundFactory(order=OrderFactory(buyer=BuyerFactory(shop=shop)), shop=shop)
    added(journal, refund.order)
    journal.close()

    assert take_back(journal.id) == TakenBack(removed=1)
    refund.refresh_from_db()
    assert refund.order is None


@pytest.mark.parametrize("work", [{"is_vip": True}, {"tags": ["爽快"]}, {"display_name": "余小姐"}])
def test_a_buyer_somebody_noted_something_about_stays(shop: Shop, journal: Journal, work: dict) -> None:
    worked_on = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼")
    plain = BuyerFactory(shop=shop, account="阿福", display_name="阿福")
    added(journal, worked_on, plain)
    journal.close()
    Buyer.objects.filter(pk=worked_on.pk).update(**work)

    assert take_back(journal.id) == TakenBack(removed=1, kept=1)
    assert Buyer.objects.get() == worked_on


def test_a_talk_that_was_opened_again_stays_with_its_messages(
    shop: Shop, agent: Membership, now: datetime, journal: Journal
) -> None:
    buyer = BuyerFactory(shop=shop)
    talk = ConversationFactory(buyer=buyer, agent=agent, opened_at=now, closed_at=now)
    over = ConversationFactory(buyer=buyer, agent=agent, opened_at=now, closed_at=now)
    added(journal, talk, over, MessageFactory(conversation=talk), MessageFactory(conversation=over))
    journal.close()
    Conversation.objects.filter(pk=talk.pk).update(state=State.OPEN, closed_at=None)

    assert take_back(journal.id) == TakenBack(removed=2, kept=2)
    assert Message.objects.get().conversation == talk


def test_changed_columns_are_restored_where_they_hold_what_was_written(shop: Shop, journal: Journal) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop), status="paid", seller_remark="", receiver="张三")
    changes = Changes(Order, journal)
    changes.change(order, {"status": "shipped", "seller_remark": "改发顺丰", "receiver": "李四"})
    changes.change(order, {"paid_at": None})
    changes.write()
    journal.close()
    Order.objects.filter(pk=order.pk).update(seller_remark="改发顺丰，换M码 小美/3.2")

    assert take_back(journal.id) == TakenBack(kept=1)
    after = Order.objects.get()
    assert (after.status, after.receiver) == (OrderStatus.PAID, "张三")
    assert after.seller_remark == "改发顺丰，换M码 小美/3.2"


def test_several_changes_of_a_row_are_undone_from_the_last_to_the_first(
    shop: Shop, now: datetime, journal: Journal
) -> None:
    first, day = BuyerFactory(shop=shop, first_seen_at=now, last_seen_at=now), timedelta(days=1)
    for number in range(1, 4):
        changes = Changes(Buyer, journal)
        changes.change(first, {"last_seen_at": now + number * day, "tags": [str(number)]})
        changes.write()
    journal.close()

    assert take_back(journal.id) == TakenBack(restored=1)
    first.refresh_from_db()
    assert (first.last_seen_at, first.tags) == (now, [])


def test_a_row_the_deed_made_and_changed_is_removed_and_no_change_to_restore(
    shop: Shop, journal: Journal
) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼")
    added(journal, buyer)
    changes = Changes(Buyer, journal)
    changes.change(buyer, {"is_vip": True})  # which is work, if somebody else does it
    changes.write()

    assert journal.made(Buyer, buyer.pk) and not journal.made(Order, buyer.pk)
    journal.close()
    assert take_back(journal.id) == TakenBack(removed=1)


def test_a_change_of_an_own_row_is_no_change_to_restore_wherever_the_row_was_noted(
    shop: Shop, journal: Journal
) -> None:
    buyer, known = BuyerFactory(shop=shop, account="小鱼", display_name="小鱼"), BuyerFactory(shop=shop)
    added(journal, buyer)
    journal.close()
    for row in (buyer, known):
        changes = Changes(Buyer, journal)
        changes.change(row, {"tags": ["爽快"]})
        changes.write()
    journal.close()
    known.delete()

    assert take_back(journal.id) == TakenBack(removed=1)


def test_a_column_does_not_point_again_at_what_is_gone(shop: Shop, journal: Journal) -> None:
    old, new = ProductFactory(shop=shop), ProductFactory(shop=shop)
    line = OrderLineFactory(order=OrderFactory(buyer=BuyerFactory(shop=shop)), product=old)
    changes = Changes(OrderLine, journal)
    changes.change(line, {"product_id": new.pk})
    changes.write()
    journal.close()
    Product.objects.filter(pk=old.pk).delete()

    assert take_back(journal.id) == TakenBack(kept=1)
    assert OrderLine.objects.get().product == new


def test_personal_data_is_sealed_in_the_journal_too(shop: Shop, journal: Journal) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop), receiver="张三")
    changes = Changes(Order, journal)
    changes.change(order, {"receiver": "李四"})
    changes.write()
    journal.close()

    with connection.cursor() as cursor:
        cursor.execute("SELECT before, after FROM common_deed_change")
        kept = str(cursor.fetchone())
    assert "张三" not in kept and "李四" not in kept


def test_a_million_new_rows_are_one_line_in_the_journal(journal: Journal) -> None:
    for start in range(1, 1_000_001, 2000):
        journal.added_ids(Order, range(start, start + 2000))
        journal.added(Buyer, start, start + 1999)
    journal.close()

    ranges = DeedRows.objects.order_by("model").values_list("model", "first_id", "last_id")
    assert list(ranges) == [("trade.Buyer", 1, 1_000_000), ("trade.Order", 1, 1_000_000)]


def test_scattered_keys_and_many_changes_do_not_pile_up_in_memory(
    shop: Shop, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("guitai.common.journal._AT_ONCE", 20)
    journal.added_ids(Order, range(0))
    for key in range(0, 90, 2):
        journal.added(Order, key, key)
        journal.changed(Buyer, key, {"is_vip": False}, {"is_vip": True})

    assert DeedRows.objects.count() == DeedChange.objects.count() == 40
    journal.close()
    journal.close()
    assert DeedRows.objects.count() == DeedChange.objects.count() == 45
    assert take_back(journal.id) == TakenBack()


def test_a_second_time_there_is_nothing_to_take_back(shop: Shop, journal: Journal) -> None:
    added(journal, BuyerFactory(shop=shop, account="小鱼", display_name="小鱼"))
    journal.close()

    assert take_back(journal.id) == TakenBack(removed=1)
    assert take_back(journal.id) == TakenBack()
    assert (Deed.objects.count(), DeedRows.objects.count()) == (0, 0)


def test_what_is_forgotten_stays(shop: Shop, journal: Journal) -> None:
    buyer = BuyerFactory(shop=shop)
    added(journal, buyer)
    journal.changed(Buyer, buyer.pk, {"is_vip": False}, {"is_vip": True})
    journal.close()

    forget(journal.id)

    assert (Deed.objects.count(), DeedRows.objects.count(), DeedChange.objects.count()) == (0, 0, 0)
    assert take_back(journal.id) == TakenBack()
    assert Buyer.objects.get() == buyer
