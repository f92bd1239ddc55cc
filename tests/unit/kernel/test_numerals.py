"""Numbers as people write them."""

from decimal import Decimal

import pytest

from guitai.kernel.numerals import number, one_by_one


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("25", "25"),
        ("0.8", "0.8"),
        ("二十五", "25"),
        ("十五", "15"),
        ("十", "10"),
        ("一百二", "120"),
        ("一百零二", "102"),
        ("两百五", "250"),
        ("三千五", "3500"),
        ("三百零五", "305"),
        ("1百2", "120"),
        ("2千", "2000"),
        ("一万二", "12000"),
        ("十二万三千", "123000"),
        ("一二八", "128"),
        ("半", "0.5"),
        ("零点八", "0.8"),
        ("七点五", "7.5"),
        ("壹佰", "100"),
        ("贰拾伍", "25"),
        ("3 0", "30"),
    ],
)
def test_a_number_has_its_value(written, value):
    assert number(written) == Decimal(value)


@pytest.mark.parametrize("written", ["", "abc", "点八", "三点", "一百二三", "三点x"])
def test_what_is_no_number_has_none(written):
    assert number(written) is None


def test_digits_told_one_by_one_become_digits():
    assert one_by_one("幺三八零洞两拐") == "1380027"
    assert one_by_one("二十") == "2十"


@pytest.mark.parametrize("written", ["一" * 5000, "1" * 5000 + "万"])
def test_digits_without_end_are_no_number(written):
    assert number(written) is None
