"""What follows from the orders of a talk is worked out once, and never for another's."""

from dataclasses import replace

from guitai.engines.rulebook.facts import BuyerFacts, Facts, OrderFacts
from guitai.engines.rulebook.keeping import kept_by_orders


def test_the_same_orders_are_looked_at_once() -> None:
    asked: list[str] = []

    @kept_by_orders
    def numbers(facts: Facts) -> list[str]:
        asked.append(facts.buyer.id)
        return [order.id for order in facts.own_orders]

    facts = Facts(
        buyer=BuyerFacts(id="a"), orders=(OrderFacts(id="1", buyer="a"), OrderFacts(id="2", buyer="b"))
    )

    assert numbers(facts) == numbers(replace(facts)) == ["1"]
    assert asked == ["a"]


def test_another_buyer_of_the_same_orders_is_asked_for_anew() -> None:
    @kept_by_orders
    def numbers(facts: Facts) -> list[str]:
        return [order.id for order in facts.own_orders]

    facts = Facts(
        buyer=BuyerFacts(id="a"), orders=(OrderFacts(id="1", buyer="a"), OrderFacts(id="2", buyer="b"))
    )

    assert numbers(facts) == ["1"]
    assert numbers(replace(facts, buyer=BuyerFacts(id="b"))) == ["2"]


def test_orders_that_are_gone_are_never_taken_for_new_ones() -> None:
    @kept_by_orders
    def numbers(facts: Facts) -> list[str]:
        return [order.id for order in facts.own_orders]

    for number in range(3000):  # more than are kept, each made and let go
        facts = Facts(buyer=BuyerFacts(id="a"), orders=(OrderFacts(id=str(number), buyer="a"),))
        assert numbers(facts) == [str(number)]
