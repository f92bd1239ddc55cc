"""The talks behind a figure of what buyers ask."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory
from tests.unit.web.reports.conftest import WEEK

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation

HERE = "/s/yunshang/reports/asked/talks/"
AT = datetime(2026, 11, 17, 4, tzinfo=UTC)


@pytest.fixture
def talk(shop: Shop, agent: Membership) -> Conversation:
    """An angry buyer, who asked for the price and loses interest."""
    talk: Conversation = ConversationFactory(
        buyer=BuyerFactory(shop=shop, account="tb_a"),
        agent=agent,
        opened_at=AT,
        mood="angry",
        losing_interest=100,
        read_at=AT,
    )
    line = MessageFactory(conversation=talk, text="还能便宜吗 <b>")
    talk.reading = {"asked": [{"intent": "price", "message": line.pk, "score": 0.9}]}
    talk.save()
    return talk


def test_a_talk_is_told_with_the_line_and_opens_on_the_desk(leads: Client, talk: Conversation):
    page = leads.get(HERE, WEEK | {"intent": "price", "mood": "upset", "losing": "1"}).content.decode()

    assert f'<a href="/s/yunshang/desk/?c={talk.pk}">2026-11-17 12:00</a>' in page
    assert f'<a href="/s/yunshang/desk/?c={talk.pk}">tb_a</a>' in page
    assert "还能便宜吗 &lt;b&gt;" in page and "小美" in page and "生气 · 兴趣变淡" in page
    for narrowed in ("价格", "生气、着急或失望", "兴趣变淡"):
        assert f'<span class="tag">{narrowed}</span>' in page
    assert 'href="/s/yunshang/reports/asked/?from=2026-11-16&amp;to=2026-11-22"' in page
    assert "判断错了？" in page  # where it is put right


@pytest.mark.parametrize(
    ("narrowed", "is_there"),
    [
        ({}, True),
        ({"mood": "angry"}, True),
        ({"mood": "content"}, False),
        ({"mood": "furious"}, True),  # makes no sense, and is left out
        ({"intent": "stock"}, False),
        ({"agent": "yunshang:xiaomei"}, True),
        ({"agent": "yunshang:wangfang"}, False),
    ],
)
def test_an_address_narrows_them(leads: Client, talk: Conversation, narrowed: dict[str, str], is_there: bool):
    page = leads.get(HERE, WEEK | narrowed).content.decode()

    assert ("还能便宜吗" in page) is is_there
    assert ("这个指标下没有记录" in page) is not is_there


def test_a_workbook_has_all_of_them_and_the_page_a_part(
    leads: Client, talk: Conversation, shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("guitai.web.reports.asked_talks.ON_A_PAGE", 1)
    ConversationFactory(buyer=BuyerFactory(shop=shop), opened_at=AT, mood="neutral", read_at=AT)

    page = leads.get(HERE, WEEK).content.decode()

    assert "page=2" in page
    assert leads.get(HERE, WEEK | {"format": "xlsx"}).content[:2] == b"PK"
