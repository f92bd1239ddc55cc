"""Times in a text; what each is worth is among the cases of test_finding.py."""

from datetime import datetime

import pytest

from guitai.engines.promises.day_parts import usual_day_parts
from guitai.engines.promises.times import find_times
from guitai.engines.promises.wording import words
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI

AT = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)


def _times(text: str):
    return find_times(text, AT, usual_day_parts(), work_calendar())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明天(周六)上午10点前", ["明天(周六)上午10点前"]),
        ("今天到明天", ["今天到明天"]),
        ("今天发不了明天发", ["今天", "明天"]),
        ("今天1小时内", ["今天", "1小时内"]),
        ("马上,10分钟", ["马上", "10分钟"]),
        ("有一点厚", []),
        ("注意两点", []),
        ("三点给您发", ["三点"]),
        ("几分钟五分钟", ["几分钟", "五分钟"]),
        ("明早9点上班就", ["明早9点上班"]),
        ("2月30日", []),
    ],
)
def test_what_belongs_together_is_one_time(text, found):
    assert [text[time.start : time.end] for time in _times(text)] == found


def test_after_midnight_of_tonight_is_tomorrow():
    (time,) = _times("今晚凌晨2点")

    assert time.due == datetime(2026, 11, 21, 2, tzinfo=SHANGHAI)


def test_a_clock_without_a_day_is_still_to_come():
    (time,) = _times("上午9点")

    assert time.due == datetime(2026, 11, 21, 9, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("text", "begun"), [("今天", True), ("上午", True), ("下午", False), ("明天", False)]
)
def test_what_may_be_over_has_begun(text, begun):
    assert _times(text)[0].begun is begun


@pytest.mark.parametrize(
    ("text", "short"), [("半小时", True), ("3小时", True), ("4小时", False), ("今天", False)]
)
def test_some_minutes_are_short(text, short):
    assert _times(text)[0].is_short is short


@pytest.mark.parametrize("text", ["昨天", "今天上午9点", "今早9点", "11月3号"])
def test_what_was_is_past(text):
    assert _times(text)[0].past


def test_no_vague_word_is_passed_over():
    assert set("马立这尽稍等待过一回晚抓第近改现早抽有得忙空个闲腾赶即很火随") == set(words().first_of_vague)
    assert [time.due for time in _times("马上,稍后,待会,过几天,晚点")] == [None] * 5


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("仓库明早上班，9点半前", 21),
        ("明天给您发，下午给您回", 20),
        ("明天休息。下午给您回", 20),
    ],
)
def test_the_day_named_before_stands_until_something_is_done(text, day):
    assert _times(text)[-1].due.day == day


@pytest.mark.parametrize(("text", "recurs", "dayless"), [("周五", True, False), ("下午", False, True)])
def test_what_may_as_well_be_over_says_so(text, recurs, dayless):
    (time,) = _times(text)

    assert (time.recurs, time.dayless) == (recurs, dayless)
