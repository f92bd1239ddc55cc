"""Spans of time as they are said."""

import re
from datetime import datetime
from decimal import Decimal

import pytest

from guitai.engines.promises.spans import SPAN, due_of, span_of
from guitai.engines.promises.types import Unit, Within
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI


def _span(text: str):
    hit = re.search(SPAN, text)
    return span_of(hit) if hit else None


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("10分钟", "10", Unit.MINUTE),
        ("十十五分钟", "15", Unit.MINUTE),
        ("二三十分种", "30", Unit.MINUTE),
        ("30秒", "0.5", Unit.MINUTE),
        ("半个钟头", "0.5", Unit.HOUR),
        ("两个半小时", "2.5", Unit.HOUR),
        ("2小时半", "2.5", Unit.HOUR),
        ("1小时20分钟", "80", Unit.MINUTE),
        ("一两天", "2", Unit.DAY),
        ("5-3天", "5", Unit.DAY),
        ("两周", "14", Unit.DAY),
        ("3个自然日", "3", Unit.DAY),
        ("三到五个工作日", "5", Unit.WORKING_DAY),
        ("一个半月", "1.5", Unit.MONTH),
    ],
)
def test_a_span_is_read_with_its_later_end(text, amount, unit):
    assert _span(text).within == Within(Decimal(amount), unit)


@pytest.mark.parametrize("text", ["0分钟", "99999天", "第3天", "下周一", "3天猫", "第二十三天", "一月"])
def test_what_is_no_span_is_none(text):
    assert _span(text) is None


def test_nobody_knows_a_few_minutes():
    assert _span("几分钟").within is None
    assert (_span("十几分钟").within.amount, _span("十几分钟").rough) == (19, True)


@pytest.mark.parametrize(
    ("amount", "unit", "due"),
    [
        ("1.5", Unit.HOUR, "2026-01-31T11:30"),
        ("1.5", Unit.DAY, "2026-02-01T22:00"),
        ("0", Unit.DAY, "2026-02-01T00:00"),
        ("1", Unit.MONTH, "2026-03-01T00:00"),
        ("0.5", Unit.MONTH, "2026-02-16T00:00"),
        ("13", Unit.MONTH, "2027-03-01T00:00"),
        ("1", Unit.WORKING_DAY, "2026-02-03T00:00"),
    ],
)
def test_hours_run_through_and_days_end_at_midnight(amount, unit, due):
    start = datetime(2026, 1, 31, 10, tzinfo=SHANGHAI)

    assert due_of(Within(Decimal(amount), unit), start, work_calendar()) == (
        datetime.fromisoformat(due).replace(tzinfo=SHANGHAI),
        False,
    )
