"""Lengths of time, figures, rates and days are read in the spellings of platforms and their tools."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.tabular import service_converters as converters
from guitai.engines.tabular.converters import CellError


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("80", 80),
        ("80.5秒", Decimal("80.5")),
        ("80 s", 80),
        ("1,080", 1080),
        ("1分20秒", 80),
        ("1分钟", 60),
        ("1小时2分", 3720),
        ("1小时2分3秒", 3723),
        ("00:01:20", 80),
        ("26:01:20", 93680),
        ("0:00:01.5", Decimal("1.5")),
        ("0", 0),
        ("-0.01", Decimal("-0.01")),
        ("２０秒", 20),
    ],
)
def test_a_length_of_time_is_seconds_however_it_is_spelled(cell, meant):
    assert converters.seconds(cell) == meant


@pytest.mark.parametrize("cell", ["", " ", "-", "--", "—", "null"])
def test_a_dash_says_nothing(cell):
    readers = (converters.seconds, converters.waited, converters.minutes, converters.figure, converters.rate)

    assert [read(cell) for read in readers] == [None] * 5
    assert (converters.said(cell), converters.code(cell), converters.day(cell)) == ("", "", None)


@pytest.mark.parametrize("cell", ["一分", "1:20", "00:61:00", "1分2分", "秒", "8.5分", "80人", "-1分", "1e5"])
def test_what_is_no_length_of_time_is_refused(cell):
    for read in (converters.seconds, converters.minutes):
        with pytest.raises(CellError) as caught:
            read(cell)
        assert caught.value.code == "bad_length"


def test_a_bare_length_in_minutes_is_minutes_and_a_spelled_one_is_turned_into_them():
    cells = ("1.5", "1分30秒", "00:01:30", "90秒", "0", "-0.01")

    assert [converters.minutes(cell) for cell in cells] == [1.5, 1.5, 1.5, 1.5, 0, None]


def test_nobody_waited_less_than_no_time():
    assert [converters.waited(cell) for cell in ("12", "12.5秒", "0", "-3")] == [12, 12.5, 0, None]


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("1,234", 1234),
        ("12人", 12),
        ("¥1,234.50", Decimal("1234.5")),
        ("-¥3.20", Decimal("-3.2")),
        ("￥-3.20", Decimal("-3.2")),
        ("120.50元", Decimal("120.5")),
        ("92.31%", Decimal("0.9231")),
        ("１００％", 1),
        ("-5%", Decimal("-0.05")),
        ("0.923076923077", Decimal("0.923076923077")),
        ("3e-05", Decimal("0.00003")),
    ],
)
def test_a_figure_is_the_number_it_says(cell, meant):
    assert converters.figure(cell) == meant


@pytest.mark.parametrize(
    "cell", ["很多", "1.2.3", "3.5E+17", "NaN", "Infinity", "9" * 40, "1/2", "12 人 3", "%"]
)
def test_what_is_no_figure_is_refused(cell):
    with pytest.raises(CellError) as caught:
        converters.figure(cell)

    assert caught.value.code == "bad_figure"


def test_a_rate_is_a_part_of_one_with_a_sign_or_without():
    assert [converters.rate(cell) for cell in ("92.31%", "0.9231", "1", "0", "100.00%", "105%")] == [
        Decimal("0.9231"),
        Decimal("0.9231"),
        1,
        0,
        1,
        Decimal("1.05"),
    ]


@pytest.mark.parametrize("cell", ["92.31", "-0.1", "1.01"])
def test_a_bare_rate_above_one_is_refused_since_the_next_could_mean_two_things(cell):
    with pytest.raises(CellError) as caught:
        converters.rate(cell)

    assert caught.value.code == "bad_rate"
    assert "92.31%" in str(caught.value)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026-07-21", date(2026, 7, 21)),
        ("2026/7/21", date(2026, 7, 21)),
        ("20260721", date(2026, 7, 21)),
        ("2026年7月21日", date(2026, 7, 21)),
        ("2026-07-21 00:00:00", date(2026, 7, 21)),
        ("2026-07-21~2026-07-21", date(2026, 7, 21)),
        ("2026-07-01~2026-07-31", None),
        ("2026-07-01 至 2026-07-31", None),
        ("2026/07/01-2026/07/31", None),
        ("2026-07-01-2026-07-31", None),
        ("20260701～20260731", None),
    ],
)
def test_a_line_of_one_day_has_that_day_and_one_of_several_has_none(cell, meant):
    assert converters.day(cell) == meant


@pytest.mark.parametrize("cell", ["昨天", "2026-02-30", "2026-07-01~昨天", "7月"])
def test_what_is_no_day_is_refused(cell):
    with pytest.raises(CellError):
        converters.day(cell)


@pytest.mark.parametrize(
    "read",
    [
        converters.said,
        converters.code,
        converters.seconds,
        converters.waited,
        converters.minutes,
        converters.figure,
        converters.rate,
        converters.day,
    ],
)
@given(cell=st.text() | st.from_regex(r"[-+~¥0-9.,:%eE年月日时分秒人 ]{0,30}", fullmatch=True))
def test_any_cell_is_read_or_refused(read, cell):
    with suppress(CellError):
        read(cell)


@given(hours=st.integers(0, 99), mins=st.integers(0, 59), secs=st.integers(0, 59))
def test_a_length_written_out_is_read_back(hours, mins, secs):
    whole = hours * 3600 + mins * 60 + secs

    assert converters.seconds(f"{hours:02d}:{mins:02d}:{secs:02d}") == whole
    assert converters.seconds(f"{hours}小时{mins}分{secs}秒") == whole
    assert converters.seconds(str(whole)) == whole
