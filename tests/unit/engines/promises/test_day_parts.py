"""When the parts of a day end, and a shop's own values."""

from datetime import date

import pytest

from guitai.engines.promises.day_parts import end_of_day, moment, read_day_parts, usual_day_parts
from guitai.engines.promises.errors import PromiseSettingsError


def test_the_parts_of_the_contract_end_when_it_says():
    ends = usual_day_parts().ends

    assert [ends[part] // 60 for part in ("上午", "中午", "下午", "晚上")] == [12, 14, 18, 24]


def test_a_shop_changes_what_it_names_and_no_more():
    parts = read_day_parts({"ends": {"下班": "21:30"}, "begins": {"上午": "08:00"}})

    assert parts.end("下班") == 21 * 60 + 30
    assert parts.end("上午", before=True) == 8 * 60
    assert parts.end("下午") == usual_day_parts().end("下午")


@pytest.mark.parametrize(("clock", "end"), [(9, 12), (12, 14), (15, 18), (19, 24)])
def test_after_a_clock_is_until_its_part_ends(clock, end):
    assert usual_day_parts().end_around(clock * 60) == end * 60


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"end": {}}, "end is unknown"),
        ({"ends": {"明天": "12:00"}}, "明天"),
        ({"ends": []}, "no part of a day"),
        ({"ends": {"下午": "25:00"}}, "write a time"),
        ({"ends": {"下午": "24:30"}}, "write a time"),
        ({"ends": {"下午": 18}}, "write a time"),
    ],
)
def test_what_is_no_time_is_refused(told, words):
    with pytest.raises(PromiseSettingsError, match=words):
        read_day_parts(told)


def test_a_day_ends_at_the_next_midnight():
    assert end_of_day(date(2026, 12, 31)).isoformat() == "2027-01-01T00:00:00+08:00"
    assert moment(date(2026, 12, 31), 25 * 60).isoformat() == "2027-01-01T01:00:00+08:00"
