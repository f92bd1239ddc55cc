"""Discounts written wrong, and very low ones."""

import pytest
from tests.unit.engines.rulebook.made import checked, detected, rule, vocabulary


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
        ("满100减100", ["满100减100"]),
        ("满50减80", ["满50减80"]),
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
        ("99元的现在9.9", ["99元的现在9.9"]),
        ("99元的，现在89", []),
        ("满50减80", []),
    ],
)
def test_what_is_very_low(text, found):
    assert detected("discount_slip", text, impossible=False) == found


@pytest.mark.parametrize("text", ["原价200折后160", "标价90折下来72", "120折完96"])
def test_a_price_before_a_discount_is_no_rate(text):
    assert detected("discount_slip", text) == []


def test_after_a_rate_that_is_none_a_sum_changes_nothing():
    assert detected("discount_slip", "打80折后64") == ["打80折"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("六折，算下来49块5", ["六折，算下来49块5"]),  # six tenths of 158 are 94.80
        ("八折算下来49", ["八折算下来49"]),
        ("打七折才30块钱", ["打七折才30块钱"]),
        ("八折算下来126块4", []),
        ("九折到手100", []),  # 142.20: more than seven tenths of it
        ("五折再用券，到手29", []),
        ("8折只要12月前都有效", []),
        ("五折就是29", ["五折就是29"]),
    ],
)
def test_what_a_rate_does_not_come_to(text, found):
    slip = rule(trigger=[{"detector": "discount_slip", "with": {"impossible": False}}])

    findings = checked(text, slip, context={"product": {"price": "158.00"}}).findings

    assert [each.matched for each in findings] == found


def test_the_price_that_would_come_of_it_is_told():
    told = "{said} {price} {price_after}"
    slip = rule(trigger=[{"detector": "discount_slip"}], why={"zh": told, "en": told})

    (known,) = checked("0.8折", slip, context={"product": {"price": "158.00"}}).findings
    (example,) = checked("0.8折", slip).findings

    assert known.why == "0.8折 158.00 12.64"
    assert example.why == "0.8折 100.00 8.00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("会员日打八十五折", []),
        ("会员打九折", ["打九折"]),
        ("老客户85折", []),
        ("会员单独九折", []),
        ("九折", []),
        ("全场九折", []),  # activity_claim reads it
    ],
)
def test_rates_for_everybody_that_no_activity_says(text, found):
    words = vocabulary(giving_personally=["单独"])
    running = {"shop": {"activities": [{"name": "会员八五折"}]}}

    assert detected("rate_not_running", text, running, words) == found
    assert detected("rate_not_running", text, {}, words) == []
