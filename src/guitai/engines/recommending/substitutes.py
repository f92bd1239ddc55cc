"""Goods that may stand in for one that is short, and which of two to name first, each with its reasons."""

import re
from collections.abc import Collection, Iterable, Iterator

from guitai.engines.recommending.types import Good, Language, Substitute
from guitai.engines.recommending.wording import say
from guitai.kernel.money import Money
from guitai.kernel.text import fold

BAND = 0.3  # of the price, dearer or cheaper
_ASKED_FOR = 3.0  # what the buyer asked for weighs so many times as much
_PRICE_WEIGHS = 0.3  # of the likeness; the attributes weigh the rest
_AS_GOOD_AS = 0.1  # likenesses nearer than this are told apart by the reviews
_USUAL_RATING, _RATING_COUNTS_AS = 4.5, 20  # reviews a product of which little is known is given
_MOST_SHARED = 2
_PARTS = re.compile(r"[\s,，、;；/|+]+")


def rank(
    product: Good,
    others: Iterable[Good],
    *,
    limit: int = 3,
    asked: Collection[str] = (),
    band: float = BAND,
    language: Language = "zh",
) -> list[Substitute]:
    """Give what may stand in for a product: same category, in stock, price within the band, the likest first.

    About equally like ones go by reviews, then by what sold, then by the nearer price.

    :param asked: names of attributes (材质) or words of their values (纯棉) the buyer asked for.
    :param band: how much dearer or cheaper, as a share of the product's price.
    """
    reach = product.price_fen * band
    found = [
        _substitute(product, other, asked, reach, language)
        for other in others
        if other.key != product.key
        and other.category == product.category
        and other.stock > 0
        and abs(other.price_fen - product.price_fen) <= reach
    ]
    return sorted(found, key=lambda each: _order(product, each))[:limit]


def better_of(one: Good, two: Good, *, language: Language = "zh") -> Substitute:
    """Give the one of two goods to name first: in stock, then more and better reviews, then the more sold."""
    first, second = sorted(
        (one, two), key=lambda good: (good.stock <= 0, -_quality(good), -good.sold, good.key)
    )
    reasons = []
    if first.stock > 0:
        reasons.append(say("in_stock", {}, language))
    if _quality(first) > _quality(second) and first.rating is not None:
        reasons.append(_rated(first, language))
    if first.sold > second.sold:
        reasons.append(say("sold", {"sold": str(first.sold)}, language))
    return Substitute(first, likeness(first, second), tuple(reasons))


def likeness(one: Good, two: Good, asked: Collection[str] = ()) -> float:
    """Give how like two goods' attributes are: Jaccard's index over their values, 0 to 1, 0 without any."""
    mine, theirs = set(_values(one)), set(_values(two))
    shared = sum(_weight(each, asked) for each in mine & theirs)
    every = sum(_weight(each, asked) for each in mine | theirs)
    return shared / every if every else 0.0


def _substitute(
    product: Good, other: Good, asked: Collection[str], reach: float, language: Language
) -> Substitute:
    apart = abs(other.price_fen - product.price_fen) / reach if reach else 0.0
    like = (1 - _PRICE_WEIGHS) * likeness(product, other, asked) + _PRICE_WEIGHS * (1 - apart)
    return Substitute(other, round(like, 3), tuple(_reasons(product, other, asked, language)))


def _reasons(product: Good, other: Good, asked: Collection[str], language: Language) -> Iterator[str]:
    apart = other.price_fen - product.price_fen
    by = str(Money(abs(apart))).removesuffix(".00")
    yield say("same_kind", {}, language)
    yield say("cheaper" if apart < 0 else "dearer" if apart else "same_price", {"by": by}, language)
    same = set(_values(product)) & set(_values(other))
    first = sorted(same, key=lambda each: (-_weight(each, asked), list(_values(product)).index(each)))
    for _name, value in first[:_MOST_SHARED]:
        yield say("shared", {"value": value}, language)
    if other.rating is not None and other.reviews:
        yield _rated(other, language)


def _rated(good: Good, language: Language) -> str:
    return say("rated", {"rating": f"{good.rating:.1f}", "reviews": str(good.reviews)}, language)


def _values(good: Good) -> Iterator[tuple[str, str]]:
    """Give the attributes, each part of a value by itself: 棉95% 氨纶5% are two."""
    for name, value in good.attributes.items():
        for part in dict.fromkeys(_PARTS.split(fold(value))):
            if part:
                yield fold(name), part


def _weight(attribute: tuple[str, str], asked: Collection[str]) -> float:
    name, value = attribute
    wanted = any(word == name or word in value for word in map(fold, asked) if word)
    return _ASKED_FOR if wanted else 1.0


def _quality(good: Good) -> float:
    """Give the rating with the usual one counted in, so that 5.0 of two reviews is not above 4.8 of 900."""
    if good.rating is None:
        return _USUAL_RATING
    given = good.rating * good.reviews + _USUAL_RATING * _RATING_COUNTS_AS
    return given / (good.reviews + _RATING_COUNTS_AS)


def _order(product: Good, each: Substitute) -> tuple[int, float, int, int, str]:
    good = each.good
    return (
        -round(each.likeness / _AS_GOOD_AS),
        -_quality(good),
        -good.sold,
        abs(good.price_fen - product.price_fen),
        good.key,
    )
