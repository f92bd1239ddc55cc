from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.insight.models import LostInquiry
from guitai.jobs import lost


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    monkeypatch.setattr(lost, "close_old_connections", lambda: None)


def _asked(agent: Membership, days: int) -> None:
    at = timezone.now() - timedelta(days=days)
    talk = ConversationFactory(buyer=BuyerFactory(shop=agent.shop), agent=agent, opened_at=at)
    MessageFactory(conversation=talk, text="太贵了")
    MessageFactory(conversation=talk, text="亲，不议价的呢", agent=agent)


def test_yesterday_is_looked_through_by_day_and_the_month_at_night(agent: Membership):
    _asked(agent, 1)
    _asked(agent, 20)

    lost.look_for_lost.call_local()
    assert LostInquiry.objects.count() == 1
    lost.look_for_lost_again.call_local()
    assert LostInquiry.objects.count() == 2


def test_one_shops_trouble_keeps_no_other_waiting(
    shop: Shop, agent: Membership, other_shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: Any
):
    looked = []

    def fails_in_one(*, shop: Shop, **_more: Any) -> None:
        looked.append(shop.key)
        if shop.key == "yunshang":
            raise RuntimeError

    monkeypatch.setattr(lost.actions, "look_through", fails_in_one)

    lost.look_for_lost.call_local()

    assert looked.count("nanshan") == lost.OPEN_DAYS
    assert "yunshang" in caplog.text
