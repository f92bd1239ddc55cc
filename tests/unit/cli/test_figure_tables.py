"""Figures as tables, as one document, as a workbook."""

import io
from datetime import date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook
from rich.console import Console

from guitai.cli.figure_tables import Shown, document, show, workbook
from guitai.engines.metrics.computing import Row, Value
from guitai.engines.metrics.keys import Group

AS_OF = datetime.fromisoformat("2026-11-30 00:00:00")
VALUES = {
    "received": Value(1234),
    "reply_rate": Value(0.92307692, 12, 13),
    "first_response": Value(63.26, 253.04, 4),
    "answer_ratio": Value(0.666, 2, 3),
    "conversion": Value(None, 1, 3, late=True),
    "average_order_value": Value(Decimal("105.335"), Decimal("316.005"), 3),
    "reminder_rate": Value(None, 0, 0),
}


def shown(keys, *, lacking=(), notices=(), values=VALUES):
    rows = [Row(each, values) for each in keys]
    return Shown(rows=rows, lacking=frozenset(lacking), notices=notices, as_of=AS_OF)


def printed(told, width=100):
    console = Console(width=width, file=io.StringIO())
    show(console, told)
    return console.file.getvalue()


def test_people_read_counts_shares_seconds_and_money():
    text = printed(shown([{"shop": "a", "agent": "店:小美"}]))

    for cell in ("1,234", "92.3%", "63.3", "0.67", "late", "105.34", "–"):
        assert cell in text
    assert "Shop" not in text  # of one shop


def test_tables_are_no_wider_than_the_terminal_and_a_figure_is_never_cut():
    text = printed(shown([{"shop": "a", "agent": "示例旗舰店:小美"}]), width=40)

    assert max(len(line) for line in text.splitlines()) <= 40
    assert "1,234" in text


def test_several_shops_are_told_apart_and_nobodys_words_are_all():
    text = printed(shown([{"shop": "甲店", "agent": ""}, {"shop": "[b]乙店", "agent": "x"}]))

    assert "Shop" in text and "甲店" in text and "[b]乙店" in text
    assert "all" in text


@pytest.mark.parametrize(
    ("keys", "cells"),
    [
        ({"weekday": 0, "hour": 9}, ("Weekday", "Mon", "09:00")),
        ({"month": date(2026, 11, 1)}, ("Month", "2026-11")),
        ({"day": date(2026, 11, 9)}, ("Day", "2026-11-09")),
    ],
)
def test_days_and_hours_are_written_as_people_write_them(keys, cells):
    text = printed(shown([{"shop": "a", **keys}]))

    assert all(cell in text for cell in cells)


def test_of_what_nothing_is_known_no_table_is_shown_and_no_value_said():
    told = shown([{"shop": "a", "agent": "x"}], lacking=[Group.INQUIRIES], notices=["There are no orders."])

    assert "Inquiries" not in printed(told)
    assert "• There are no orders." in printed(told)
    assert document(told)["rows"][0]["conversion"] == {"value": None}


def test_no_rows_are_said_to_be_none():
    assert "Nothing to count on these days." in printed(shown([]))
    assert document(shown([])) == {"as_of": "2026-11-30T00:00:00+08:00", "rows": [], "notices": []}


def test_programs_get_money_as_text_and_rates_with_their_parts():
    (row,) = document(shown([{"shop": "a", "day": date(2026, 11, 9)}]))["rows"]

    assert row == {
        "shop": "a",
        "day": "2026-11-09",
        "received": {"value": 1234},
        "reply_rate": {"value": 0.923077, "part": 12, "whole": 13},
        "first_response": {"value": 63.26, "part": 253.04, "whole": 4},
        "answer_ratio": {"value": 0.666, "part": 2, "whole": 3},
        "conversion": {"value": None, "part": 1, "whole": 3, "late": True},
        "average_order_value": {"value": "105.34", "part": "316.01", "whole": 3},
        "reminder_rate": {"value": None, "part": 0, "whole": 0},
    }


def test_a_workbook_has_numbers_in_chinese_headings_and_the_notices():
    data = workbook(shown([{"shop": "店", "agent": "店:小美", "weekday": 6}], notices=["看这里"]))

    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    headings, row = book.get_sheet_by_name("绩效").to_python()
    assert headings[:5] == ["店铺", "客服", "星期", "接待人数", "回复率"]
    assert row[:5] == ["店", "店:小美", "Sun", 1234.0, pytest.approx(0.923, abs=1e-3)]
    assert "延迟统计" in row
    assert book.get_sheet_by_name("提示").to_python() == [["看这里"]]
