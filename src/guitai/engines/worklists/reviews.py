"""Which poor reviews somebody answers for: to the buyer, and in public (P7)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from guitai.engines.worklists.moments import by_day
from guitai.engines.worklists.reasons import likely_reason
from guitai.engines.worklists.rules import instead_of
from guitai.engines.worklists.types import Entry, Numbers, Standing, Talked

LISTING = "poor_review"

# Who finds fault says what is good first, as often as not: 物流很快，就是质量太差.
_CUT = re.compile(r"[,，。.!！?？;；~～…\n\s]+|但是?|就是|不过|可惜|只是|除了")
_PRAISE = re.compile(
    r"不错|满意|喜欢|舒服|合适|周到|热情|耐心|给力|没问题|没得说|没话说|好看|漂亮|还行|可以|对得起|也?正$|快$|好$|好[了的]$|快[了的]$"
)
_PRAISE_WITH_NO = re.compile(r"不错|没问题|没得说|没话说")
_NO = re.compile(r"[不没无未难]|太[^好棒]|差|就|哪里")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFact:
    """A public review; ``said``: where it finds fault, clause by clause, ``intents``: what that speaks of.

    ``answered``: the shop answered in public; ``value_fen``: what its order was paid.
    """

    number: str
    stars: int
    at: datetime
    said: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    answered: bool = False
    value_fen: int = 0
    stands: Mapping[str, Standing] = field(default_factory=dict)


def review_entries(review: ReviewFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give the list a review comes onto now, if it does; due while the buyer still remembers."""
    figures = numbers.lists.get(LISTING)
    if figures is None or LISTING in review.stands or review.answered:
        return []
    over = review.at + timedelta(days=figures["oldest_days"])
    if review.stars > figures["stars_at_most"] or not review.at <= at < over:
        return []
    why: dict[str, object] = {"stars": review.stars, "reason": review_reason(review)}
    if instead := instead_of(LISTING, numbers.platform):
        why["instead"] = instead.key
    due_at = by_day(review.at + timedelta(hours=figures["within_hours"]))
    return [Entry(listing=LISTING, key=review.number, due_at=due_at, value_fen=review.value_fen, why=why)]


def review_leaves(review: ReviewFact, numbers: Numbers, at: datetime) -> str | None:
    """Give how a review leaves the list: answered in public, made better by its buyer, or too old."""
    if review.answered:
        return "answered"
    figures = numbers.lists.get(LISTING)
    if figures is None:
        return None
    if review.stars > figures["stars_at_most"]:
        return "content"
    return "no_answer" if at >= review.at + timedelta(days=figures["oldest_days"]) else None


def review_reason(review: ReviewFact) -> str:
    """Give the key of what a review most likely finds fault with."""
    return likely_reason(Talked(at=review.at, said=review.said, intents=review.intents), LISTING)


def complaints_in(text: str) -> tuple[str, ...]:
    """Give the clauses of a review that do not praise, in their order."""
    clauses = (part.strip() for part in _CUT.split(text))
    return tuple(clause for clause in clauses if clause and not _praises(clause))


def _praises(clause: str) -> bool:
    if not _PRAISE.search(clause):
        return False
    return not _NO.search(_PRAISE_WITH_NO.sub("", clause))
