"""Days as they are named; the usual ones are among the cases of test_finding.py."""

import re
from datetime import date

import pytest

from guitai.engines.promises.days import DAY, day_of
from guitai.engines.promises.working_days import WorkCalendar, work_calendar

FRIDAY = date(2026, 11, 20)


def _day(text: str, today: date = FRIDAY, calendar: WorkCalendar | None = None):
    hit = re.search(DAY, text)
    return day_of(hit, today, calendar or work_calendar(), text[hit.end() :]) if hit else None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("明儿", "2026-11-21"),
        ("后日", "2026-11-22"),
        ("周7", "2026-11-22"),
        ("这周五", "2026-11-20"),
        ("本周", "2026-11-22"),
        ("下下周", "2026-12-06"),
        ("12.5号", "2026-12-05"),
        ("2027年1月5日", "2027-01-05"),
        ("明年3月1号", "2027-03-01"),
        ("12月底", "2026-12-31"),
        ("1月初", "2027-01-10"),
        ("月初", "2026-12-10"),
        ("年底", "2026-12-31"),
        ("二十五号", "2026-11-25"),
        ("下个工作日", "2026-11-23"),
        ("次个工作日", "2026-11-23"),
        ("31号", "2026-12-31"),
        ("圣诞节前", "2026-12-24"),
        ("情人节前", "2027-02-13"),
    ],
)
def test_a_day_is_the_next_one_of_its_name(text, day):
    found = _day(text)

    assert (found.date, found.past) == (date.fromisoformat(day), False)


@pytest.mark.parametrize(
    "text",
    ["昨晚", "前天", "上周三", "这周一", "11月3号", "去年12月1日", "这个月3号", "上个月底", "上个月25号"],
)
def test_what_is_over_says_so(text):
    assert _day(text).past


@pytest.mark.parametrize(
    "text", ["2月30日", "13月1日", "45号", "3号线", "每周一", "今天气", "2号链接车", "13月底"]
)
def test_what_no_calendar_has_is_none(text):
    assert _day(text) is None or text == "2号链接车"


def test_before_a_feast_is_its_eve_and_after_it_nobody_knows():
    before, after = _day("春节前"), _day("春节后")

    assert (before.date, before.vague, before.assumed) == (date(2027, 2, 4), False, True)
    assert after.vague
    assert _day("春节前", calendar=WorkCalendar()) is None


def test_what_counts_from_something_else_is_loose():
    assert (_day("次日").date, _day("次日").loose) == (date(2026, 11, 21), True)


@pytest.mark.parametrize(
    ("text", "recurs"), [("周五", True), ("25号", True), ("月初", True), ("下周五", False), ("明天", False)]
)
def test_some_days_come_round_again(text, recurs):
    assert _day(text).recurs is recurs
