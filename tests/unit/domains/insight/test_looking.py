from datetime import date, datetime, time, timedelta

from tests.factories.trade import OrderFactory
from tests.unit.domains.insight.conftest import MONDAY

from guitai.domains.chat.models import Conversation
from guitai.domains.insight.looking import Inquiry, inquiries_of
from guitai.engines.metrics.settings import Settings


def of(talk: Conversation, settings: Settings, at: datetime, day: date = MONDAY) -> list[Inquiry]:
    return inquiries_of(talk.shop, day, settings=settings, at=at)


def test_a_shops_own_windows_decide(asked: Conversation, now: datetime, later: datetime):
    OrderFactory(buyer=asked.buyer, created_at=now + timedelta(days=2), paid_at=None)
    OrderFactory(buyer=asked.buyer, created_at=now - timedelta(days=3), paid_at=now - timedelta(days=3))

    assert of(asked, Settings(), later) == []
    (short,) = of(asked, Settings(after_sales_days=2), later)
    (long,) = of(asked, Settings(after_sales_days=2, order_days=3), later)

    assert short.is_lost
    assert (long.ordered_at, long.is_lost) == (now + timedelta(days=2), False)


def test_the_business_day_begins_when_the_shop_says(asked: Conversation, later: datetime):
    night = Settings(day_begins=time(11))  # 10:00 is still Sunday

    assert of(asked, night, later) == []
    assert len(of(asked, night, later, date(2026, 3, 1))) == 1


def test_ones_own_accounts_are_no_buyers(asked: Conversation, later: datetime):
    assert of(asked, Settings(own_accounts=("tb_lost",)), later) == []
    assert len(of(asked, Settings(own_accounts=("tb_lost",), leave_out_own_team=False), later)) == 1
