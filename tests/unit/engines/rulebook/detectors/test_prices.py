"""Price authority; an agent may give 20 yuan, the shirt costs 158."""

import pytest
from tests.unit.engines.rulebook.made import checked, detected, rule, vocabulary

WORDS = vocabulary(public_offer=["全场", "领券"], giving_personally=["单独"])
SHIRT = {"agent": {"authority": "20.00"}, "product": {"price": "158.00"}}


def order(amount="158.00", given="0.00", **more):
    return {"id": "1001", "buyer": "a", "amount": amount, "given": given, **more}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("便宜20", []),
        ("便宜21", ["便宜21"]),
        ("便宜15再补6元", ["便宜15", "补6元"]),
        ("140给您", []),
        ("137给您", ["137给您"]),
        ("九折", []),
        ("八折", ["八折"]),
        ("160给您", []),
        ("全场八折", []),
        ("全场八折，单独便宜30", ["便宜30"]),
        ("领券单独减30", ["减30"]),
    ],
)
def test_what_passes_the_authority_is_found(text, found):
    assert detected("price_authority", text, SHIRT, WORDS) == found


def test_what_was_given_to_the_order_counts():
    talk = SHIRT | {"buyer": {"id": "a"}, "orders": [order(given="15.00")]}

    assert detected("price_authority", "便宜6", talk, WORDS) == ["便宜6"]
    assert detected("price_authority", "便宜5", talk, WORDS) == []


def test_an_order_that_is_named_counts_and_else_the_one_that_got_most():
    orders = [order(given="18.00"), order(given="0.00", id="1002"), order(given="20.00", buyer="b")]
    talk = SHIRT | {"buyer": {"id": "a"}, "orders": orders}

    assert detected("price_authority", "1002这单便宜10", talk, WORDS) == []
    assert detected("price_authority", "便宜10", talk, WORDS) == ["便宜10"]


def test_the_amount_of_the_order_is_the_price_where_no_product_is_known():
    talk = {"buyer": {"id": "a"}, "orders": [order(amount="100.00")]}

    assert detected("price_authority", "85折", talk, WORDS) == []
    assert detected("price_authority", "75折", talk, WORDS) == ["75折"]


def test_what_cannot_be_counted_waits_for_the_lead():
    assert detected("price_authority", "打九折", {}, WORDS) == ["九折"]


def test_an_agent_without_authority_may_give_nothing():
    assert detected("price_authority", "便宜1元", {"agent": {"authority": "0.00"}}, WORDS) == ["便宜1元"]


def test_a_refund_of_the_whole_is_no_concession():
    talk = {"buyer": {"id": "a"}, "orders": [order()]}

    assert detected("price_authority", "退款158元给您", talk, WORDS) == []
    assert detected("price_authority", "退款58元给您", talk, WORDS) == ["退款58元"]


def test_what_a_running_activity_gives_is_no_concession():
    talk = SHIRT | {"shop": {"activities": [{"name": "会员七折"}]}}

    assert detected("price_authority", "七折", talk, WORDS) == []


def test_the_sums_are_told():
    told = "{amount}/{total}/{authority}/{price_after}"
    waits = rule(WORDS, trigger=[{"detector": "price_authority"}], why={"zh": told, "en": told})
    talk = SHIRT | {"buyer": {"id": "a"}, "orders": [order(given="10.00")]}

    (finding,) = checked("便宜25", waits, words=WORDS, context=talk).findings

    assert finding.why == "25.00/35.00/20.00/133.00"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("给您开300的发票", ["开300的发票"]),
        ("发票给您写五百", ["发票给您写五百"]),
        ("发票开158的", []),
        ("发票开好3天内发您", []),
        ("发票开2张", []),
    ],
)
def test_an_invoice_for_more_than_was_paid_is_found(text, found):
    assert detected("invoice_amount", text, {"buyer": {"id": "a"}, "orders": [order()]}) == found
    assert detected("invoice_amount", text, {}) == []
