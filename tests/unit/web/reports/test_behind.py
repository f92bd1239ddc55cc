"""The talks and orders behind a figure."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from tests.factories.catalog import ProductFactory
from tests.unit.web.reports.cast import day
from tests.unit.web.reports.conftest import WEEK, Opened

from guitai.domains.accounts.models import Membership
from guitai.domains.performance.queries import behind
from guitai.domains.performance.queries.behind import Behind, ChatBehind, OrderBehind
from guitai.engines.metrics.behind import NoFigureError

HERE = "/s/yunshang/reports/behind/"
NOW = {"now": "1"}
AT = datetime(2026, 11, 16, 2, 5, tzinfo=UTC)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was asked for; the answer is a talk and an order each time."""
    calls: list[dict[str, Any]] = []
    cache.clear()

    def chats_behind(shop: Any, **given: Any) -> Behind:
        calls.append(given)
        chat = ChatBehind(given["first"], "yunshang:xiaomei", "tb_a", AT, 77, counted=len(calls) == 1)
        order = OrderBehind("880088", "tb_a", "", AT, None, 15800, 5)
        return Behind([chat], [order], more=False)

    monkeypatch.setattr(behind, "chats_behind", chats_behind)
    return calls


def test_a_talk_opens_on_the_desk_and_an_order_tells_its_amount(
    leads: Client, agent: Membership, asked: list[dict[str, Any]]
):
    page = leads.get(HERE, WEEK | NOW | {"figure": "rate_3min", "hour": "10"}).content.decode()

    assert (
        asked[0]["key"] == "rate_3min" and asked[0]["hour"] == 10 and asked[0]["first"] == day("2026-11-16")
    )
    assert '<a href="/s/yunshang/desk/?c=77">2026-11-16 10:05</a>' in page
    assert "小美" in page and "计入" in page
    assert "880088" in page and "¥158.00" in page and "静默" in page


def test_the_page_stands_at_once_and_keeps_what_it_got(leads: Client, asked: list[dict[str, Any]]):
    given = WEEK | {"figure": "rate_3min", "hour": "10"}

    first = leads.get(HERE, given).content.decode()

    assert asked == [] and "&amp;figure=rate_3min&amp;hour=10&amp;now=1" in first
    leads.get(HERE, given | NOW)
    assert "tb_a" in leads.get(HERE, given).content.decode() and len(asked) == 1


def test_a_weekday_is_asked_for_and_told(leads: Client, asked: list[dict[str, Any]]):
    page = leads.get(HERE, WEEK | NOW | {"weekday": "0"}).content.decode()

    assert asked[0]["weekday"] == 0 and '<span class="tag">星期一</span>' in page


def test_buyers_and_a_product_are_asked_for_told_and_kept(
    leads: Client, lead: Membership, asked: list[dict[str, Any]]
):
    ProductFactory(shop=lead.shop, code="A1", title="衬衫")
    given = {"returning": "1", "product": "A1", "on": "2026-11-17"}

    waiting = leads.get(HERE, WEEK | given).content.decode()
    page = leads.get(HERE, WEEK | NOW | given).content.decode()

    assert "&amp;returning=1&amp;product=A1&amp;on=2026-11-17&amp;now=1" in waiting
    assert '<input type="hidden" name="product" value="A1">' in page
    assert asked[0]["returning"] is True and asked[0]["product"] == "A1"
    assert (asked[0]["first"], asked[0]["last"]) == (day("2026-11-17"), day("2026-11-17"))
    assert asked[0]["since"] == day("2026-11-16")
    assert all(f'<span class="tag">{word}</span>' in page for word in ("2026-11-17", "老客", "衬衫"))


def test_a_figure_nothing_is_known_of_has_nothing_behind_it(leads: Client, monkeypatch: pytest.MonkeyPatch):
    cache.clear()

    def nothing(_shop: Any, **_given: Any) -> Behind:
        raise NoFigureError("no facts")

    monkeypatch.setattr(behind, "chats_behind", nothing)

    assert "这个指标下没有记录" in leads.get(HERE, WEEK | NOW | {"figure": "reminded"}).content.decode()


@pytest.mark.parametrize(
    "given",
    [
        *({"figure": "nonsense"}, {"hour": "25"}, {"hour": "-1"}, {"weekday": "x"}),
        *({"returning": "x"}, {"on": "2026-11-30"}, {"on": "x"}),
    ],
)
def test_what_makes_no_sense_is_left_out(leads: Client, asked: list[dict[str, Any]], given: dict[str, str]):
    assert leads.get(HERE, WEEK | NOW | given).status_code == 200
    assert asked[0]["hour"] is None and asked[0]["returning"] is None
    assert asked[0]["first"] == day("2026-11-16")


def test_an_agent_sees_what_is_behind_their_own_figures_alone(
    agent: Membership,
    warehouse: Membership,
    other_lead: Membership,
    signed_in: Opened,
    asked: list[dict[str, Any]],
):
    signed_in(agent).get(HERE, WEEK | NOW | {"agent": "yunshang:ajie"})

    assert asked[0]["agent"] == "yunshang:xiaomei"
    assert signed_in(warehouse).get(HERE).status_code == 403
    assert signed_in(other_lead).get(HERE).status_code == 404
