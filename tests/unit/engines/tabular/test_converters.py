"""Cells are read in the spellings exports are met with, and nothing is guessed."""

from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.tabular import converters
from guitai.engines.tabular.converters import CellError
from guitai.engines.tabular.types import OrderStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ('="35153131400000001"', "35153131400000001"),
        ('="" ', ""),
        ("'13800000000", "13800000000"),
        ("35153131400000001\t", "35153131400000001"),
        ("=35153131400000001", "35153131400000001"),
        ("210101-123456789012345", "210101-123456789012345"),
    ],
)
def test_a_number_loses_what_was_wrapped_around_it(cell, meant):
    assert converters.identifier(cell) == meant


@pytest.mark.parametrize("cell", ["3.51531E+17", "3.5E+17", "1.5", "3E+17", "3.5e17"])
def test_a_number_rounded_by_a_spreadsheet_is_refused_with_the_remedy(cell):
    with pytest.raises(CellError, match="export again as text") as caught:
        converters.identifier(cell)

    assert caught.value.code == "damaged_number"


@pytest.mark.parametrize("cell", ["订单一", "1 2", "1,2", '"1"2'])
def test_what_is_no_number_is_refused(cell):
    with pytest.raises(CellError):
        converters.identifier(cell)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("YT2210000000001", "YT2210000000001"),
        ("No:462000000001", "462000000001"),
        ("no： 462000000001,NO:462000000002", "462000000001,462000000002"),
        ("NOVA12", "NOVA12"),
        ("", ""),
    ],
)
def test_a_parcels_number_loses_the_no_before_it(cell, meant):
    assert converters.waybill(cell) == meant


@pytest.mark.parametrize(
    ("cell", "fen"),
    [("158.00", 15800), ("¥1,158.5", 115850), ("0元", 0), ("１５８", 15800), ("-3.20", -320), ("￥ 9", 900)],
)
def test_amounts_are_read_with_signs_commas_and_full_width(cell, fen):
    assert converters.money(cell) == Money(fen)


@pytest.mark.parametrize("cell", ["1.234", "abc", "1e999999999", "NaN", "五元", "1.2.3", "9" * 40])
def test_what_is_no_amount_is_refused(cell):
    with pytest.raises(CellError):
        converters.money(cell)


@pytest.mark.parametrize(
    "cell",
    [
        "2020-02-21 09:05:00",
        "2020/2/21 9:05",
        "2020年2月21日 9:05",
        "2020.2.21 9:05:00",
        "2020-02-21T01:05:00Z",
        " 2020-02-21 09:05:00\t",
        "2020-02-21 09:05:00.0",
        "43882.3784722222",
    ],
)
def test_times_are_shanghai_times_in_every_spelling(cell):
    assert converters.moment(cell) == datetime(2020, 2, 21, 9, 5, tzinfo=SHANGHAI)


def test_a_day_as_a_spreadsheet_counts_it_is_a_day():
    assert converters.moment("45231.5") == datetime(2023, 11, 1, 12, tzinfo=SHANGHAI)
    assert converters.moment("45231") == datetime(2023, 11, 1, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("2026-06-11 22:17:00", datetime(2026, 6, 11, 22, 17, tzinfo=SHANGHAI)),
        ("子订单3300000000000000001： 2026-06-11 22:17前 ; ", datetime(2026, 6, 11, 22, 17, tzinfo=SHANGHAI)),
        (
            "子订单1： 2026-06-12 09:00前 ; 子订单2： 2026-6-11 9:00前 ;",
            datetime(2026, 6, 11, 9, tzinfo=SHANGHAI),
        ),
        ("46184.9", datetime(2026, 6, 11, 21, 36, tzinfo=SHANGHAI)),
        ("", None),
        ("-", None),
    ],
)
def test_of_several_times_the_earliest_is_given(cell, meant):
    assert converters.earliest(cell) == meant


@pytest.mark.parametrize("cell", ["尽快", "子订单1： 2026-02-30 09:00前 ;"])
def test_a_cell_of_several_times_without_one_that_can_be_is_refused(cell):
    with pytest.raises(CellError):
        converters.earliest(cell)


@pytest.mark.parametrize(
    "cell",
    ["2020-13-01", "12345", "99999", "0001-01-01 00:00:00", "昨天", "2020/2/30", "9999-12-31 23:59:59"],
)
def test_what_is_no_time_is_refused(cell):
    with pytest.raises(CellError):
        converters.moment(cell)


def test_a_time_of_another_offset_is_kept_as_the_same_moment():
    assert converters.moment("2020-02-21 01:05:00+00:00") == datetime(2020, 2, 21, 1, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("等待买家付款", OrderStatus.UNPAID),
        ("没有创建支付宝交易", OrderStatus.UNPAID),
        ("买家已付款,等待卖家发货", OrderStatus.PAID),
        ("买家已付款，等待卖家发货", OrderStatus.PAID),
        ("卖家部分发货", OrderStatus.PART_SHIPPED),
        ("卖家已发货，等待买家确认", OrderStatus.SHIPPED),
        ("买家已签收", OrderStatus.SIGNED),
        ("交易成功", OrderStatus.FINISHED),
        ("交易关闭", OrderStatus.CLOSED),
        ("交易被淘宝关闭", OrderStatus.CLOSED),
        ("某种新状态", OrderStatus.OTHER),
        ("", None),
    ],
)
def test_every_status_has_one_word_whichever_comma_is_written(cell, status):
    assert converters.order_status(cell) is status


def test_the_wording_of_a_status_keeps_the_full_width_comma():
    assert converters.status_words("买家已付款, 等待卖家发货 ") == "买家已付款，等待卖家发货"


def test_counts_are_whole_and_not_below_zero():
    assert [converters.count(cell) for cell in ("2", "2.0", "1,000", "3件", "")] == [2, 2, 1000, 3, None]
    for cell in ("-1", "1.5", "两件"):
        with pytest.raises(CellError):
            converters.count(cell)


def test_a_semicolon_inside_a_property_does_not_make_a_new_one():
    assert converters.pairs("颜色：红;蓝；尺码:M") == (("颜色", "红;蓝"), ("尺码", "M"))
    assert converters.pairs("没有冒号") == ()


def test_text_loses_control_characters_and_keeps_its_lines():
    assert converters.text("  第一行\r\n第二行\u200b\x07 ") == "第一行\n第二行"


@pytest.mark.parametrize(
    "convert",
    [
        converters.text,
        converters.digits,
        converters.identifier,
        converters.money,
        converters.count,
        converters.moment,
        converters.earliest,
        converters.waybill,
        converters.order_status,
        converters.refund_status,
        converters.either({"是"}, {"否"}),
        converters.pairs,
        converters.needed(converters.text),
    ],
)
@given(cell=st.text() | st.from_regex(r"[-+=\"'¥0-9.,:/ Ee年月日元]{0,30}", fullmatch=True))
def test_any_cell_is_read_or_refused(convert, cell):
    with suppress(CellError):
        convert(cell)


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_an_amount_written_out_is_read_back(fen):
    assert converters.money(Money(fen).yuan) == Money(fen)
