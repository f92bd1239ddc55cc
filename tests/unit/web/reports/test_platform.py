"""The platform's table beside ours."""

from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.performance import PlatformFigureFactory
from tests.unit.web.reports.cast import XIAOMEI, day, row
from tests.unit.web.reports.conftest import WEEK

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.figures import Cut, FigureRow, Report
from guitai.engines.metrics.computing import Value

HERE = "/s/yunshang/reports/platform/"


@pytest.fixture(autouse=True)
def _ours(week: dict[Cut, list[FigureRow]]) -> None:
    ours = {"consulted": Value(12), "received": Value(11)}
    week[Cut.AGENT_DAY] = [row(ours, agent=XIAOMEI, day=day("2026-11-18"))]


def says(shop: Shop, key: str, value: str, **more: object) -> None:
    given = {"account": XIAOMEI.account, "day": day("2026-11-18"), **more}
    PlatformFigureFactory(shop=shop, key=key, value=Decimal(value), **given)


def page(client: Client, **given: str) -> str:
    return client.get(HERE, WEEK | given).content.decode()


def test_what_differs_is_shown_with_its_reason_and_what_agrees_on_demand(leads: Client, shop: Shop):
    says(shop, "consulted", "12")
    says(shop, "received", "12")

    differing, everything = page(leads), page(leads, show="all")

    assert "平台的算法等同于我们的“咨询人数”" in differing
    assert "−1" in differing
    assert differing.count("<td>咨询人数</td>") < everything.count("咨询人数")
    assert "一致" in differing  # counted above the table


def test_a_table_of_several_days_is_compared_with_ours_of_these_days(leads: Client, shop: Shop):
    says(shop, "received", "70", day=None, period="2026-11-16/2026-11-22")
    says(shop, "received", "3", day=None, period="2026-10-01/2026-10-31")

    shown = page(leads, show="all")

    assert "2026-11-16 – 2026-11-22" in shown and "2026-10-01 –" not in shown


def test_a_day_that_is_still_to_be_counted_is_said_to_be_so(
    leads: Client, shop: Shop, agent: Membership, monkeypatch: pytest.MonkeyPatch
):
    says(shop, "received", "70", membership=agent)
    nothing_yet = Report(rows=[], missing=(day("2026-11-18"),), as_of=timezone.now())
    monkeypatch.setattr(figures, "report", lambda _shop, **_asked: nothing_yet)

    shown = page(leads)

    assert "正在统计这些日子" in shown and "请先导入" not in shown


def test_without_a_table_it_says_what_to_do(leads: Client):
    assert "导入平台的客服数据表" in page(leads)
