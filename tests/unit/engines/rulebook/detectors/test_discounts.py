"""Discounts written wrong, and very low ones."""

import pytest
from tests.unit.engines.rulebook.made import checked, detected, rule


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0.8折", ["0.8折"]),
        ("打80折", ["打80折"]),
        ("九十折", ["九十折"]),
        ("零点八折", ["零点八折"]),
        ("0。8折", ["0。8折"]),
        ("100折", ["100折"]),
        ("8折", []),
        ("85折", []),
        ("八五折", []),
        ("一折", []),
        ("三折叠", []),
        ("满100减92", []),
        ("打折", []),
    ],
)
def test_what_can_only_be_a_slip(text, found):
    assert detected("discount_slip", text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("一折", ["一折"]),
        ("2.5折", ["2.5折"]),
        ("三折", []),
        ("0.8折", []),
        ("满100减92", ["满100减92"]),
        ("满100减30", []),
        ("原价100现在只要8块", ["原价100现在只要8块"]),
        ("原价158现在138", []),
    ],
)
def test_what_is_very_low(text, found):
    assert detected("discount_slip", text, impossible=False) == found


def test_the_price_that_would_come_of_it_is_told():
    told = "{said} {price} {price_after}"
    slip = rule(trigger=[{"detector": "discount_slip"}], why={"zh": told, "en": told})

    (known,) = checked("0.8折", slip, context={"product": {"price": "158.00"}}).findings
    (example,) = checked("0.8折", slip).findings

    assert known.why == "0.8折 158.00 12.64"
    assert example.why == "0.8折 100.00 8.00"
