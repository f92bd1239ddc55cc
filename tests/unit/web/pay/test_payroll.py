"""A month's pay of everybody."""

import io
from datetime import date, datetime

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.unit.domains.performance.figures_made import MadeReport
from tests.unit.web.pay.conftest import Opened

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance import shipped_schemes
from guitai.domains.performance.actions.pay import put_in_force

PAYROLL = "/s/yunshang/reports/pay/payroll/"


@pytest.fixture(autouse=True)
def paid_by_steps(shop: Shop, now: datetime, made: MadeReport) -> None:
    """Everybody is paid by steps, from February on."""
    steps = shipped_schemes.written()["steps"]
    put_in_force(shop=shop, written=steps, month=date(2026, 2, 1), by=None, at=now)


def test_a_month_has_a_row_for_everybody_and_a_sum(leads: Client):
    context = leads.get(PAYROLL, {"month": "2026-02"}).context

    # 阿杰: 0 + 200 + 50 points, 96 + 64 x 250/750 = 117.33
    [table] = context["tables"]
    assert [(row[0].text, row[2].text, row[4].text) for row in table.rows] == [
        ("小美", "2", "¥307.20"),
        ("阿杰", "1", "¥117.33"),
    ]
    assert (context["total"], context["provisional"]) == ("¥424.53", False)


def test_the_workbook_holds_numbers(leads: Client):
    response = leads.get(PAYROLL, {"month": "2026-02", "format": "xlsx"})

    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()
    assert [row[4] for row in rows[1:]] == [pytest.approx(307.2), pytest.approx(117.33)]
    assert "pay-2026-02-yunshang.xlsx" in response["Content-Disposition"]


def test_the_lead_sees_one_agents_lines(leads: Client, agent: Membership, neighbour: Membership):
    page = leads.get(f"{PAYROLL}{agent.pk}/", {"month": "2026-02"})

    assert page.context["total"] == "¥307.20"
    assert leads.get(f"{PAYROLL}{neighbour.pk}/").status_code == 404


def test_an_agent_sees_nobodys_payroll(signed_in: Opened, agent: Membership):
    client = signed_in(agent)

    assert [client.get(address).status_code for address in (PAYROLL, f"{PAYROLL}{agent.pk}/")] == [403, 403]
