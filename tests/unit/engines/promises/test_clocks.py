"""Times of a day as they are said."""

import re

import pytest

from guitai.engines.promises.clocks import CLOCK, PART, end_of_part, is_clock, minute_of, part_of
from guitai.engines.promises.day_parts import usual_day_parts


def _minute(text: str, part: str = "", earliest: int | None = None):
    minute = minute_of(re.search(CLOCK, text), part, earliest)
    return None if minute is None else f"{minute // 60:02}:{minute % 60:02}"


@pytest.mark.parametrize(
    ("text", "part", "clock"),
    [
        ("3点", "", "15:00"),
        ("8点", "", "08:00"),
        ("15:30", "", "15:30"),
        ("三点一刻", "下午", "15:15"),
        ("9点三刻", "上午", "09:45"),
        ("3点零五", "下午", "15:05"),
        ("10点二十分", "晚上", "22:20"),
        ("12点", "晚上", "24:00"),
        ("1点", "晚上", "25:00"),
        ("0点", "晚上", "24:00"),
        ("12点", "中午", "12:00"),
        ("1点", "中午", "13:00"),
        ("6点", "凌晨", "06:00"),
        ("10点到下午3点", "上午", "15:00"),
        ("18时前", "", "18:00"),
        ("2点一定", "", "14:00"),
        ("24点", "", "24:00"),
    ],
)
def test_a_clock_is_read_by_its_part_of_the_day(text, part, clock):
    assert _minute(text, part) == clock


def test_today_what_is_over_is_twelve_hours_later():
    assert _minute("9点", earliest=10 * 60) == "21:00"
    assert _minute("11点", earliest=10 * 60) == "11:00"
    assert _minute("12点", earliest=13 * 60) == "24:00"


@pytest.mark.parametrize(
    ("text", "now", "next_one"),
    [
        ("8点", 22, "32:00"),
        ("8点", 10, "20:00"),
        ("2点", 23, "26:00"),
        ("3点", 10, "15:00"),
        ("15点", 16, "15:00"),
    ],
)
def test_without_day_and_part_it_is_the_next_to_come(text, now, next_one):
    minute = minute_of(re.search(CLOCK, text), "", now * 60, next_to_come=True)

    assert f"{minute // 60}:{minute % 60:02}" == next_one


@pytest.mark.parametrize("text", ["25点", "24:30"])
def test_what_no_clock_shows_is_none(text):
    assert _minute(text) is None


@pytest.mark.parametrize(
    ("text", "told", "clock"),
    [
        ("快一点发", False, False),
        ("一点前", False, True),
        ("两点半", False, True),
        ("一点", True, True),
        ("3点", False, True),
    ],
)
def test_one_point_is_seldom_one_o_clock(text, told, clock):
    assert is_clock(re.search(CLOCK, text), text, told=told) is clock


@pytest.mark.parametrize("text", ["下午好", "晚上好呀", "晚安", "晚点"])
def test_greetings_are_no_time(text):
    assert re.search(PART, text) is None


def test_a_part_ends_as_what_follows_says():
    parts = usual_day_parts()

    assert part_of(re.search(PART, "深夜")) == "晚上"
    assert end_of_part("中午", parts, "") == 14 * 60
    assert end_of_part("中午", parts, "之前") == 12 * 60
    assert end_of_part("下班", parts, "前") == 18 * 60
    assert end_of_part("下班", parts, "后") == 24 * 60
