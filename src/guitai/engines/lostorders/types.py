"""What a proposal is made from and what it says, as frozen data."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from guitai.kernel.money import Money


class Reason(StrEnum):
    """Why somebody who asked did not buy (L1); ``OTHER`` is for people to choose and never proposed."""

    PRICE = "price"
    STOCK = "stock"
    SIZES_MISSING = "sizes_missing"
    NARROW_RANGE = "narrow_range"
    DESCRIPTION = "description"
    PICTURES = "pictures"
    POOR_REVIEWS = "poor_reviews"
    SHOP_RATING = "shop_rating"
    SLOW = "slow"
    STIFF = "stiff"
    DID_NOT_KNOW = "did_not_know"
    UNKIND = "unkind"
    NO_FOLLOW_UP = "no_follow_up"
    ONLY_LOOKING = "only_looking"
    OTHER = "other"


class Author(StrEnum):
    """Who said a line; what robots and systems say is left out before."""

    BUYER = "buyer"
    AGENT = "agent"


class Sign(StrEnum):
    """What kind of thing speaks for a reason; the facts of each are named beside it."""

    WORDS = "words"  # words: what was said
    WAITED = "waited"  # seconds, limit
    OUT_OF_STOCK = "out_of_stock"  # kind: 米白 M
    NO_SUCH_SIZE = "no_such_size"  # size: what was asked for
    OUT_OF_REACH = "out_of_reach"  # activity, price in fen
    SHORT_ANSWERS = "short_answers"  # answers, characters on average
    LEFT_ALONE = "left_alone"  # words: of the buyer who hesitated, and heard nothing of use after
    UNANSWERED = "unanswered"  # a question was the last line
    OPEN_PROMISE = "open_promise"  # words: of the agent who wanted to come back, and did not
    RATING = "rating"  # rating, in tenths
    REVIEWS = "reviews"  # percent that are poor


@dataclass(frozen=True, slots=True)
class Line:
    """Something buyer or agent said; ``id`` is the caller's own, to know the line again."""

    id: int
    author: Author
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class KindFacts:
    """One kind of the product asked about: its colour, size and the like, and how many there are."""

    properties: tuple[str, ...]
    stock: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LostFacts:
    """What is known beside the talk; whatever nobody knows is left empty.

    ``activities`` are the names of those the shop runs (满300减30); ``rating`` is the shop's, in tenths of a
    star; ``poor_reviews`` the share of poor ones in percent.
    """

    price: Money | None = None
    kinds: tuple[KindFacts, ...] = ()
    activities: tuple[str, ...] = ()
    rating: int | None = None
    poor_reviews: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """From when on something counts: the seconds a buyer may wait, and how sure a proposal must be."""

    wait_seconds: int = 180
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Evidence:
    """One thing that speaks for a reason, how strongly (0 to 1), and in which line, if in one."""

    reason: Reason
    sign: Sign
    weight: float
    line: int | None = None
    facts: Mapping[str, int | str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """The most likely reason, how sure that is (0 to 1), and what speaks for it, the strongest first."""

    reason: Reason
    confidence: float
    evidence: tuple[Evidence, ...]
