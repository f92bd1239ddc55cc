"""Keep what follows from the orders of a talk while somebody types in it."""

from collections.abc import Callable
from functools import wraps
from typing import Generic, TypeVar

from guitai.engines.rulebook.facts import Facts, OrderFacts

Kept = TypeVar("Kept")
_MOST = 1024


class _ByOrders(Generic[Kept]):
    """Values by the identity of a talk's orders: to hash a dozen at every key took longer than to look."""

    def __init__(self, make: Callable[[Facts], Kept]) -> None:
        self._make = make
        # With the orders themselves, so that their identity is nobody else's meanwhile.
        self._kept: dict[tuple[int, str], tuple[tuple[OrderFacts, ...], Kept]] = {}

    def of(self, facts: Facts) -> Kept:
        key = id(facts.orders), facts.buyer.id
        known = self._kept.get(key)
        if known is None or known[0] is not facts.orders:
            if len(self._kept) >= _MOST:
                self._kept.clear()
            known = self._kept[key] = facts.orders, self._make(facts)
        return known[1]


def kept_by_orders(make: Callable[[Facts], Kept]) -> Callable[[Facts], Kept]:
    """Work out once what follows from the orders and the buyer alone."""
    values = _ByOrders(make)

    @wraps(make)
    def known(facts: Facts) -> Kept:
        return values.of(facts)

    return known
