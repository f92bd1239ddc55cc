"""Tables on the page and in a workbook."""

import io
from datetime import date
from decimal import Decimal

from django.utils import translation
from python_calamine import load_workbook

from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import Unit
from guitai.web.reports.tables import Cell, Column, Table, day, figure, money, number, words, workbook


def test_a_workbook_holds_numbers_as_numbers_and_days_as_days():
    with translation.override("en"):
        late = figure("conversion", Value(None, 3, 9, late=True), link="/behind")
        table = Table(
            "By day/agent",
            [
                Column("Day"),
                Column("Rate"),
                Column("Sales"),
                Column("Late"),
                Column("Nothing"),
                Column("Name"),
            ],
            [
                [
                    day(date(2026, 11, 18)),
                    number(Decimal("0.625"), Unit.SHARE),
                    money(15800),
                    late,
                    number(None, Unit.COUNT),
                    words("=1+1"),
                ]
            ],
        )
        sheets = load_workbook(io.BytesIO(workbook([table, table])))

    assert sheets.sheet_names == ["By day agent", "By day agent 2"]
    read = sheets.get_sheet_by_index(0).to_python()
    assert read[1] == [date(2026, 11, 18), 0.625, 158.0, "not yet known", "", "=1+1"]


def test_what_is_late_can_be_opened_and_what_is_empty_cannot():
    assert figure("reply_rate", Value(None, 0, 0), link="/behind") == Cell("—", "")
    assert figure("reply_rate", Value(0.5, 1, 2), link="/behind").link == "/behind"
    assert figure("conversion", Value(None, late=True), link="/behind").late
