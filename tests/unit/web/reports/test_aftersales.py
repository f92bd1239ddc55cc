"""The report of after-sales: what cases came to, and where they cost most."""

from datetime import UTC, datetime

from django.test import Client
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.factories.catalog import ProductFactory
from tests.factories.trade import OrderFactory
from tests.unit.web.reports.conftest import WEEK, Opened

from guitai.domains.accounts.models import Membership
from guitai.domains.trade.models import Buyer

HERE = "/s/yunshang/reports/aftersales/"
OPENED = datetime(2026, 11, 18, 2, 0, tzinfo=UTC)


def test_what_cases_cost_stands_by_kind_and_product(leads: Client, buyer: Buyer, agent: Membership):
    cup = ProductFactory(shop=buyer.shop, title="马克杯")
    case = CaseFactory(
        order=OrderFactory(buyer=buyer, paid_at=OPENED), owner=agent, opened_at=OPENED, cost_fen=15800
    )
    CaseLineFactory(case=case, product=cup)
    CaseFactory(order=OrderFactory(buyer=buyer), owner=agent, opened_at=OPENED, kind="lost", cost_fen=200)

    text = leads.get(HERE, WEEK).content.decode()

    assert text.count("¥158.00") == 3  # by kind, by product, and in the table of the chart
    assert "马克杯" in text and "¥160.00" in text
    assert leads.get(HERE, WEEK | {"format": "xlsx"}).content[:2] == b"PK"


def test_a_period_without_cases_says_the_next_step(leads: Client):
    assert "figures" not in leads.get(HERE, WEEK).content.decode().split("<main")[1]


def test_figures_are_for_those_who_may_see_them(agent: Membership, signed_in: Opened):
    assert signed_in(agent).get(HERE, WEEK).status_code == 403
