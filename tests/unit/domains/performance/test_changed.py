"""Which days an import concerns, before and after it is taken back."""

from datetime import UTC, date, datetime, time, timedelta

from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory, OrderFactory, RefundFactory

from guitai.common.journal import Journal
from guitai.domains.accounts.models import Shop
from guitai.domains.chat.models import Conversation, Message
from guitai.domains.performance.changed import Changed, changed_by, days_of_buyers
from guitai.domains.trade.models import Order, Refund
from guitai.engines.metrics.settings import Settings

SETTINGS = Settings()
NIGHT = datetime(2026, 3, 1, 17, 30, tzinfo=UTC)  # Monday the 2nd, 01:30 in Shanghai


def march(*days: int) -> set[date]:
    return {date(2026, 3, day) for day in days}


def test_talk_of_a_day_says_who_came_back_to_the_week_before_and_whose_the_next_days_orders_are():
    assert Changed(talked=frozenset(march(10))).days(SETTINGS) == march(*range(3, 13))


def test_an_order_is_what_came_of_inquiries_and_once_paid_makes_its_buyer_one_of_before():
    settings = Settings(order_days=3, after_sales_days=4, reminder_days=1)
    changed = Changed(ordered=frozenset(march(10)), paid=frozenset(march(12)))

    assert changed.days(settings) == march(8, 9, 10, 11) | march(*range(11, 17))


def test_an_imports_days_are_those_of_its_rows_as_they_are_and_as_they_were(shop: Shop, now: datetime):
    journal = Journal.begin(shop_id=shop.pk, at=now)
    line = MessageFactory(conversation__buyer__shop=shop, sent_at=NIGHT)
    made = OrderFactory(buyer__shop=shop, created_at=NIGHT, paid_at=None)
    known = OrderFactory(buyer__shop=shop, created_at=NIGHT - timedelta(days=2))
    sent = OrderFactory(buyer__shop=shop, created_at=NIGHT - timedelta(days=20))
    for row in (line, made):
        journal.added_ids(type(row), [row.pk])
    earlier = known.paid_at - timedelta(days=5)
    journal.changed(Order, known.pk, {"paid_at": earlier}, {"paid_at": known.paid_at})
    journal.changed(Order, sent.pk, {"status": "paid"}, {"status": "shipped"})
    journal.close()

    found = changed_by(journal.id, shop=shop, settings=SETTINGS)

    assert found.talked == march(2)
    assert found.ordered == march(2) | {date(2026, 2, 28)}
    assert found.paid == march(1) | {date(2026, 2, 24)}
    assert not found.everything
    split = Settings(day_begins=time(4, 30))
    assert changed_by(journal.id, shop=shop, settings=split).talked == march(1)


def test_a_talk_that_is_with_somebody_else_now_concerns_its_days(shop: Shop, now: datetime):
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=shop), opened_at=NIGHT, last_at=NIGHT + timedelta(days=1)
    )
    journal = Journal.begin(shop_id=shop.pk, at=now)
    journal.changed(Conversation, talk.pk, {"buyer_id": 1}, {"buyer_id": talk.buyer_id})
    journal.close()

    assert changed_by(journal.id, shop=shop, settings=SETTINGS).talked == march(2, 3)


def test_the_first_refunds_of_a_shop_concern_everything_and_later_ones_their_orders(
    shop: Shop, now: datetime
):
    order = OrderFactory(buyer__shop=shop, created_at=NIGHT)
    journal = Journal.begin(shop_id=shop.pk, at=now)
    journal.added_ids(Refund, [RefundFactory(order=order).pk])
    journal.close()
    assert changed_by(journal.id, shop=shop, settings=SETTINGS).everything

    RefundFactory(order=order)
    found = changed_by(journal.id, shop=shop, settings=SETTINGS)
    assert (found.everything, found.ordered) == (False, march(2))


def test_whose_days_are_looked_for_by_main_account(shop: Shop):
    for account in ("云裳女装", "云裳女装:小林", "云裳女装旗舰店", ""):
        ConversationFactory(buyer=BuyerFactory(shop=shop, account=account), opened_at=NIGHT)
    MessageFactory(conversation=Conversation.objects.first())

    assert days_of_buyers(shop, {"云裳女装"}, settings=SETTINGS) == march(2)
    assert days_of_buyers(shop, set(), settings=SETTINGS) == set()
    assert Message.objects.count() == 1
