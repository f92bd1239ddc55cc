"""Goods bought together: how often, how surely, and how much more than by chance."""

from collections import Counter
from collections.abc import Collection, Iterable, Set
from itertools import combinations

from guitai.engines.recommending.types import Pair


def pairs(baskets: Iterable[Iterable[str]], *, least: int = 2) -> list[Pair]:
    """Give every two goods that ``least`` baskets or more hold together, each in both directions.

    The surest first (by confidence, then by count, then by name). What a basket holds twice counts once; an
    empty basket is a basket. Source: R. Agrawal, T. Imielinski, A. Swami, "Mining association rules between
    sets of items in large databases", SIGMOD 1993 (support, confidence); "Dynamic itemset counting and
    implication rules for market basket data", SIGMOD 1997 (lift, there called interest).
    """
    held = [frozenset(basket) for basket in baskets]
    single = Counter(product for basket in held for product in basket)
    both = _together(held, {product for product, count in single.items() if count >= least})
    found = [
        _pair(product, other, count, single, len(held))
        for one, two in both
        if (count := both[one, two]) >= least
        for product, other in ((one, two), (two, one))
    ]
    return sorted(found, key=lambda pair: (-pair.confidence, -pair.count, pair.product, pair.other))


def together(found: Iterable[Pair], basket: Collection[str], *, limit: int) -> list[Pair]:
    """Give what goes with a basket and is not in it, the surest first, each product once.

    Only pairs that go together more often than by chance; what sells in every basket is no recommendation.
    """
    best: dict[str, Pair] = {}
    for pair in found:
        if pair.product in basket and pair.other not in basket and pair.lift > 1:
            known = best.get(pair.other)
            if known is None or pair.confidence > known.confidence:
                best[pair.other] = pair
    return sorted(best.values(), key=lambda pair: (-pair.confidence, -pair.count, pair.other))[:limit]


def _together(held: Iterable[frozenset[str]], usual: Set[str]) -> Counter[tuple[str, str]]:
    """Count the baskets of every two goods; what is too rare alone is too rare together."""
    counted: Counter[tuple[str, str]] = Counter()
    for basket in held:
        if len(basket) > 1:
            counted.update(combinations(sorted(basket & usual), 2))
    return counted


def _pair(product: str, other: str, count: int, single: Counter[str], baskets: int) -> Pair:
    confidence = count / single[product]
    return Pair(product, other, count, count / baskets, confidence, confidence * baskets / single[other])
