import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.money import Money

FEN = st.integers(min_value=-(10**15), max_value=10**15)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("158.00", 15800),
        ("¥1,158", 115800),
        ("￥1，158.5", 115850),
        ("0元", 0),
        ("１２．３０", 1230),
        (" 5 ", 500),
        ("-3.20", -320),
        ("RMB 10", 1000),
        ("0.010", 1),
    ],
)
def test_amounts_are_read_as_people_and_platforms_write_them(text: str, fen: int):
    assert Money.parse(text) == Money(fen)


@pytest.mark.parametrize("text", ["", "包邮", "1.2.3", "0.001", "NaN", "1e400", "1e999999999", "--5", "¥"])
def test_what_is_no_amount_is_refused(text: str):
    with pytest.raises(ValueError, match="is not an amount"):
        Money.parse(text)


@given(FEN)
def test_what_is_written_is_read_again(fen: int):
    assert Money.parse(Money(fen).yuan) == Money(fen)
    assert Money.parse(str(Money(fen))) == Money(fen)


@given(FEN, FEN)
def test_sums_lose_nothing(one: int, other: int):
    assert Money(one) + Money(other) - Money(other) == Money(one)
    assert (Money(one) < Money(other)) == (one < other)


@pytest.mark.parametrize(
    ("fen", "shown", "yuan"),
    [(0, "¥0.00", "0.00"), (5, "¥0.05", "0.05"), (115800, "¥1,158.00", "1158.00"), (-320, "-¥3.20", "-3.20")],
)
def test_amounts_are_shown_with_two_decimals(fen: int, shown: str, yuan: str):
    assert (str(Money(fen)), Money(fen).yuan) == (shown, yuan)


def test_an_amount_is_taken_several_times_and_compared():
    assert Money(1990) * 3 == Money(5970)
    assert Money(1) <= Money(1) < Money(2)
    assert max(Money(1), Money(2)) == Money(2)
