"""The week's hours."""

import json
import re
from typing import Any

import pytest
from django.test import Client
from tests.unit.web.reports.conftest import WEEK

HERE = "/s/yunshang/reports/hours/"

pytestmark = pytest.mark.usefixtures("week")


def drawn(page: str) -> Any:
    """Give what the page's script draws."""
    found = re.search(r'<script id="heat-data"[^>]*>(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_the_heat_map_has_a_row_a_weekday_and_opens_its_day_and_hour(leads: Client):
    chart = drawn(leads.get(HERE, WEEK).content.decode())

    assert chart["categories"] == [f"{hour:02d}" for hour in range(10, 21)]
    assert [len(series["values"]) for series in chart["series"]] == [11] * 7
    assert chart["series"][0]["values"][0] == 30 and chart["series"][6]["values"][10] == 90
    # The week holds each weekday once: the day itself.
    assert "from=2026-11-16&to=2026-11-16&figure=received&hour=10" in chart["links"][0][0]


def test_a_weekday_met_more_than_once_stays_a_weekday(leads: Client):
    two_weeks = {"from": "2026-11-16", "to": "2026-11-29", "figure": "unreplied"}

    chart = drawn(leads.get(HERE, two_weeks).content.decode())

    link = chart["links"][0][0]
    assert link.endswith("from=2026-11-16&to=2026-11-29&figure=unreplied&hour=10&weekday=0")


def test_an_empty_period_says_so(leads: Client, week: dict[str, list[object]]):
    for rows in week.values():
        rows.clear()

    page = leads.get(HERE, WEEK).content.decode()

    assert "这段时间没有可画的数据" in page
