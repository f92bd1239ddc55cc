"""A lead's Monday morning."""

import io

import pytest
from django.test import Client
from python_calamine import load_workbook
from tests.unit.web.reports.conftest import WEEK, Opened

from guitai.domains.accounts.models import Membership

HERE = "/s/yunshang/reports/"

pytestmark = pytest.mark.usefixtures("week")


def page(client: Client, **given: str) -> str:
    response = client.get(HERE, WEEK | given)
    assert response.status_code == 200
    return response.content.decode()


def test_key_figures_stand_with_their_change_and_open_what_is_behind_them(leads: Client):
    shown = page(leads)

    assert 'behind/?from=2026-11-16&amp;to=2026-11-22&amp;figure=received">120</a>' in shown
    assert "+20" in shown  # 100 in the seven days before
    assert "2026-11-09 – 2026-11-15" in shown
    assert "待统计" in shown


def test_what_stands_out_is_said(leads: Client):
    shown = page(leads)

    assert "从未得到回复的买家" in shown
    # 90 s a round, the shop takes 45 s.
    assert "阿杰 1分30秒" in shown and "小美 30秒" not in shown
    assert "尚未完整统计：11-17" in shown


def test_the_trend_is_chosen_and_kept(leads: Client):
    shown = page(leads, trend="sales")

    assert '<option value="sales" selected>' in shown
    assert 'name="trend" value="sales"' in shown  # other days keep it
    assert "figure=sales" in shown


def test_the_tables_come_as_a_workbook(leads: Client):
    response = leads.get(HERE, WEEK | {"format": "xlsx"})

    assert 'filename="overview-yunshang.xlsx"' in response["Content-Disposition"]
    book = load_workbook(io.BytesIO(response.content))
    assert book.sheet_names == ["按日期", "全部指标"]
    rows = book.get_sheet_by_name("全部指标").to_python()
    assert rows[2][:4] == ["接待人数", 120.0, 100.0, 20.0]


def test_a_long_period_is_told_by_month(leads: Client):
    shown = page(leads, **{"from": "2026-06-10", "to": "2026-11-22"})

    assert "按月份" in shown and "按日期" not in shown
    assert 'behind/?from=2026-11-01&amp;to=2026-11-22&amp;figure=received">220</a>' in shown


def test_a_wrong_day_is_said_and_the_page_still_shown(leads: Client):
    assert "“gestern”不是日期" in page(leads, **{"from": "gestern"})


def test_only_those_who_may_see_figures(
    agent: Membership, outsourced: Membership, other_lead: Membership, signed_in: Opened
):
    for path in ("", "hours/", "funnel/", "buyers/", "products/", "platform/"):
        assert signed_in(agent).get(HERE + path).status_code == 403, path
        assert signed_in(outsourced).get(HERE + path).status_code == 403, path
        assert signed_in(other_lead).get(HERE + path).status_code == 404, path
