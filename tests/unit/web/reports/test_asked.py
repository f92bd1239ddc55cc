"""What buyers ask and in what mood, on the page a lead looks at."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from tests.factories.accounts import MembershipFactory
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory
from tests.unit.web.reports.conftest import WEEK, Opened

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.chat.models import Conversation, Correction
from guitai.web.reports import asked as page_module

HERE = "/s/yunshang/reports/asked/"
BEHIND = f"{HERE}talks/?from=2026-11-16&amp;to=2026-11-22"
TUESDAY, BEFORE = datetime(2026, 11, 17, 4, tzinfo=UTC), datetime(2026, 11, 10, 4, tzinfo=UTC)


def read(shop: Shop, at: datetime, intent: str, mood: str = "neutral", **more: Any) -> Conversation:
    asked = [{"intent": intent, "message": 1, "score": 0.8}] if intent else []
    talk: Conversation = ConversationFactory(
        buyer=BuyerFactory(shop=shop), mood=mood, read_at=at, opened_at=at, reading={"asked": asked}, **more
    )
    return talk


@pytest.fixture
def week(shop: Shop, agent: Membership) -> None:
    """Of four talks three ask for the price, one of them angrily; of two of the week before one did."""
    read(shop, TUESDAY, "price", "angry", agent=agent)
    read(shop, TUESDAY, "price", agent=agent)
    read(shop, TUESDAY, "price", losing_interest=100)
    read(shop, TUESDAY, "stock", "content", closed_at=TUESDAY, agent_account="云裳:小丽")
    read(shop, BEFORE, "price")
    read(shop, BEFORE, "invoice")


def row(page: str, name: str) -> list[str]:
    """Give the words of the first row that begins with a name."""
    rows = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    words = [[re.sub(r"<[^>]*>", "", cell).strip() for cell in re.split(r"</t[hd]>", each)] for each in rows]
    return next(found[1:-1] for found in words if found[0] == name and len(found) > 3)


@pytest.fixture
def page(leads: Client, week: None) -> str:
    return leads.get(HERE, WEEK).content.decode()


def test_each_thing_asked_has_its_talks_its_share_and_its_change(page: str):
    assert row(page, "价格") == ["3", "75.0%", "50.0%", "+25.0个百分点", "33.3%", "33.3%"]
    assert row(page, "发票") == ["0", "0.0%", "50.0%", "−50.0个百分点", "—", "—"]


def test_each_figure_opens_its_talks(page: str):
    assert f'<a href="{BEHIND}&amp;intent=price">3</a>' in page
    assert f'<a href="{BEHIND}&amp;intent=price&amp;mood=upset">33.3%</a>' in page
    assert f'<a href="{BEHIND}&amp;intent=price&amp;losing=1">33.3%</a>' in page
    assert f'<a href="{BEHIND}&amp;mood=angry">1</a>' in page
    earlier = f"{HERE}talks/?from=2026-11-09&amp;to=2026-11-15&amp;intent=price"
    assert f'<a href="{earlier}">50.0%</a>' in page
    assert "from=2026-11-17&amp;to=2026-11-17&amp;mood=angry" in page


def test_moods_are_told_by_agent_and_those_of_nobody_open_nothing(page: str):
    assert row(page, "小美")[:7] == ["2", "1", "0", "0", "0", "1", "0"]
    assert f'<a href="{BEHIND.replace("&amp;", "&amp;", 1)}&amp;agent=yunshang%3Axiaomei">2</a>' in page
    assert row(page, "云裳:小丽")[0] == row(page, "无人")[0] == "1"
    assert "agent=&amp;" not in page


def test_a_long_period_is_told_by_month(leads: Client, week: None):
    long = leads.get(HERE, {"from": "2026-07-01", "to": "2026-11-22"}).content.decode()

    assert row(long, "2026-11")[0] == "6"
    assert "from=2026-11-01&amp;to=2026-11-22" in long


def test_an_agent_can_be_chosen(leads: Client, week: None):
    hers = leads.get(HERE, WEEK | {"agent": "yunshang:xiaomei"}).content.decode()

    assert row(hers, "价格")[:2] == ["2", "100.0%"]


def test_very_many_talks_are_counted_after_the_page_stands(
    leads: Client, week: None, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(page_module, "QUICK", 3)

    first = leads.get(HERE, WEEK).content.decode()

    assert 'hx-get="?from=2026-11-16&amp;to=2026-11-22&amp;now=1"' in first and "价格" not in first
    assert "价格" in leads.get(HERE, WEEK | {"now": "1"}).content.decode()
    assert leads.get(HERE, WEEK | {"format": "xlsx"}).content[:2] == b"PK"


def test_without_talks_it_says_when_they_are_read(leads: Client, shop: Shop):
    read(shop, TUESDAY, "", "", closed_at=TUESDAY)
    Conversation.objects.update(read_at=None)

    page = leads.get(HERE, WEEK).content.decode()

    assert "这段时间没有分析过的会话" in page and "/s/yunshang/imports/" in page
    assert "还有 1 个会话没分析" in page


def test_examples_are_offered_once_there_are_some(leads: Client, lead: Membership, page: str, shop: Shop):
    assert "of=intents" not in page and "还没有纠正过" in page

    line = MessageFactory(conversation=read(shop, TUESDAY, "price"))
    Correction.objects.create(message=line, of="intents", now="stock", by=lead, at=TUESDAY)

    assert f'href="{HERE}examples/?of=intents"' in leads.get(HERE, WEEK).content.decode()


@pytest.mark.parametrize("role", [Role.AGENT, Role.TRAINER])
def test_it_is_for_those_who_see_the_shops_figures(shop: Shop, signed_in: Opened, role: Role):
    member = MembershipFactory(shop=shop, role=role)

    assert signed_in(member).get(HERE, WEEK).status_code == 403
    assert signed_in(member).get(f"{HERE}talks/", WEEK).status_code == 403
