"""A table of agents' figures is about the days its lines name, else about those its file's name says."""

from datetime import date, datetime
from decimal import Decimal

import pytest
from tests.unit.connectors.files.keeping.records import keep

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.models import PlatformFigure
from guitai.engines.tabular.service_types import AgentFigures

DAY = date(2026, 3, 2)
ROW = AgentFigures(2, "chitu", "云裳女装:小美", None, (("received", Decimal(12)),))
OF_A_DAY = AgentFigures(3, "chitu", "云裳女装:小美", DAY, (("received", Decimal(3)),))


@pytest.mark.parametrize(
    ("file", "period"), [("客服数据_20260301-20260331.xlsx", "2026-03-01/2026-03-31"), ("客服数据.xlsx", "")]
)
def test_rows_without_a_day_are_about_the_days_of_the_file(
    shop: Shop, now: datetime, file: str, period: str
) -> None:
    report = keep("kpi_table", [ROW, OF_A_DAY], shop, now, file=f"/somewhere/2025-01/{file}")

    assert report.added == 2
    assert set(PlatformFigure.objects.values_list("period", "day", "value")) == {
        (period, None, Decimal(12)),
        ("2026-03-02", DAY, Decimal(3)),
    }


def test_the_tables_of_two_months_stay_apart(shop: Shop, now: datetime) -> None:
    keep("kpi_table", [ROW], shop, now, file="kpi_2026-02.xlsx")

    assert keep("kpi_table", [ROW], shop, now, file="kpi_2026-03.xlsx").added == 1
    assert keep("kpi_table", [ROW], shop, now, file="kpi_2026-02 (1).xlsx").unchanged == 1
