from datetime import datetime, timedelta
from typing import Any

from tests.factories.catalog import ActivityFactory
from tests.factories.trade import BuyerFactory, OrderFactory
from tests.unit.domains.insight.conftest import said

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.insight.models import LostInquiry


def test_without_a_product_the_average_order_value_of_thirty_days_is_at_stake(
    shop: Shop, asked: Conversation, later: datetime, look: Any
):
    Conversation.objects.update(product=None)
    bought = {"created_at": later - timedelta(days=30), "paid_at": later}
    OrderFactory(buyer=BuyerFactory(shop=shop), paid_fen=12000, **bought)
    OrderFactory(buyer=BuyerFactory(shop=shop), paid_fen=99900, created_at=later - timedelta(days=31))

    look()

    row = LostInquiry.objects.get()
    assert (row.value_fen, row.value_from, row.product) == (12000, "average", None)


def test_without_either_nothing_is_known(asked: Conversation, look: Any):
    Conversation.objects.update(product=None)

    look()

    row = LostInquiry.objects.get()
    assert (row.value_fen, row.value_from) == (0, "unknown")


def test_activities_of_the_shop_and_its_limit_are_told_to_the_engine(
    shop: Shop, asked: Conversation, agent: Membership, now: datetime, later: datetime, look: Any
):
    ActivityFactory(shop=shop, name="满300减30", starts_at=now - timedelta(days=1), ends_at=None)
    shop.reply_seconds = 10_000
    shop.save()
    said(asked, "有优惠吗 太贵了", later)
    said(asked, "亲，没有优惠哦", later + timedelta(hours=2), agent)

    look(later + timedelta(hours=3))

    row = LostInquiry.objects.get()
    assert row.proposed == "price"
    told = next(each for each in row.evidence if each["sign"] == "out_of_reach")
    assert (told["activity"], told["price"]) == ("满300减30", 15800)
