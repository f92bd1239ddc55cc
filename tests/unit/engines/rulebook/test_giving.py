"""What is given away, within the authority or beyond; the shirt costs 158."""

import pytest
from tests.unit.engines.rulebook.made import rule, vocabulary

from guitai.engines.rulebook.checking import Rulebook
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.giving import Given, given_in
from guitai.kernel.money import Money

WORDS = vocabulary(
    public_offer=["全场"], giving_personally=["单独"], negation=["不能", "不"], refusal=["不行"]
)
PRICES = Rulebook(
    [rule(WORDS, trigger=[{"detector": "price_authority"}], unless=["negated", "refused"])], WORDS
)
SHIRT = {"agent": {"authority": "20.00"}, "product": {"price": "158.00"}}


def _given(text: str, book: Rulebook = PRICES, **context: object) -> Given:
    return given_in(text, read_facts({**SHIRT, **context}), book)


@pytest.mark.parametrize(
    ("text", "fen"),
    [
        ("在的亲", 0),
        ("便宜10", 1000),
        ("便宜25", 2500),
        ("减１０元，再补5元差价", 1500),
        ("140给您", 1800),
        ("九折", 1580),
        ("全场八折", 0),
        ("不能再减30了，减10可以", 1000),
        ("便宜25真的不行", 0),
    ],
)
def test_what_is_given_is_counted_as_the_price_rules_count_it(text: str, fen: int):
    assert _given(text).amount == Money(fen)


def test_it_is_given_to_the_order_that_is_named_or_got_most():
    orders = [
        {"id": "1001", "buyer": "a", "amount": "158.00", "given": "5.00"},
        {"id": "1002", "buyer": "a", "amount": "99.00"},
    ]
    context = {"buyer": {"id": "a"}, "orders": orders}

    named, most = _given("1002 这单减8元", **context), _given("减8元", **context)

    assert named.order and most.order
    assert (named.order.id, most.order.id) == ("1002", "1001")
    assert named.amount == most.amount == Money(800)


def test_without_a_price_a_rate_counts_nothing():
    assert _given("打九折", product={}).amount == Money(0)


def test_where_no_rule_watches_prices_nothing_is_counted():
    assert _given("便宜10", Rulebook([rule()], vocabulary())).amount == Money(0)
