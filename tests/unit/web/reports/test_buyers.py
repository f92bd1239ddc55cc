"""New buyers beside those who came back."""

from typing import Any

import pytest
from django.test import Client
from tests.unit.web.reports.cast import day, row
from tests.unit.web.reports.conftest import WEEK

from guitai.domains.performance.queries import buyers
from guitai.domains.performance.queries.buyers import BuyersRow
from guitai.engines.metrics.computing import Value

HERE = "/s/yunshang/reports/buyers/"


@pytest.fixture
def computed(monkeypatch: pytest.MonkeyPatch) -> list[BuyersRow]:
    """What is computed; nothing is kept yet."""
    rows = [
        _row(10, returning=False),
        _row(30, returning=True),
        _row(30, returning=True, on="2026-11-17"),
    ]

    def buyers_between(shop: Any, *, only_kept: bool, **_days: Any) -> list[BuyersRow] | None:
        return None if only_kept else rows

    monkeypatch.setattr(buyers, "buyers_between", buyers_between)
    return rows


def _row(consulted: int, *, returning: bool, on: str = "") -> BuyersRow:
    values = row({"consulted": Value(consulted)}).values
    return BuyersRow(returning=returning, day=day(on) if on else None, values=values)


def test_the_page_stands_at_once_and_asks_for_its_figures(leads: Client, computed: list[BuyersRow]):
    page = leads.get(HERE, WEEK).content.decode()

    assert 'hx-get="?from=2026-11-16&amp;to=2026-11-22&amp;now=1"' in page and "正在统计" in page


def test_each_figure_has_the_share_of_those_who_came_back(leads: Client, computed: list[BuyersRow]):
    page = leads.get(HERE, WEEK | {"now": "1"}).content.decode()

    assert "75.0%" in page  # 30 of 40
    assert "2026-11-17" in page and 'id="kinds-data"' in page
    behind = (
        "/s/yunshang/reports/behind/?from=2026-11-16&amp;to=2026-11-22&amp;figure=consulted&amp;returning="
    )
    assert f'<a href="{behind}0">10</a>' in page
    assert f'<a href="{behind}1&amp;on=2026-11-17">30</a>' in page


def test_a_workbook_waits_for_its_figures(leads: Client, computed: list[BuyersRow]):
    assert leads.get(HERE, WEEK | {"format": "xlsx"}).content[:2] == b"PK"


def test_nobody_is_said(leads: Client, computed: list[BuyersRow]):
    computed.clear()

    assert "这段时间没有买家" in leads.get(HERE, WEEK | {"now": "1"}).content.decode()
