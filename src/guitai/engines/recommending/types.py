"""What is asked of the engine and what it answers, as frozen data. Lengths are cm, weights kg, money fen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

Language = Literal["zh", "en"]
Span = tuple[float, float]  # from, to; both ends inside


class Fit(StrEnum):
    """How a buyer likes their clothes to sit."""

    LOOSE = "loose"
    REGULAR = "regular"
    TIGHT = "tight"


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One size of a chart; a measure it does not name may be anything."""

    size: str
    ranges: Mapping[str, Span]

    def takes(self, measure: str, span: Span) -> bool:
        """Say whether something of the span lies inside this size's range."""
        low, high = self.ranges.get(measure, span)
        return low <= span[1] and span[0] <= high

    def holds(self, measure: str, span: Span) -> bool:
        """Say whether all of the span lies inside this size's range."""
        low, high = self.ranges.get(measure, span)
        return low <= span[0] and span[1] <= high


@dataclass(frozen=True, slots=True)
class Chart:
    """A size chart, the smallest size first.

    ``decisive`` are the body's measures the chart names, the one that decides a disagreement first;
    ``asked`` are those a buyer is asked for, at most two.
    """

    rows: tuple[SizeRow, ...]
    kind: str
    decisive: tuple[str, ...]
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that speaks for or against a size; ``facts`` fill its sentence in ``wording.yaml``."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class SizeHistory:
    """What became of one size of a product: pieces kept, and sent back as too small or too large."""

    size: str
    kept: int
    too_small: int
    too_large: int

    @property
    def sold(self) -> int:
        """All pieces whose outcome is known."""
        return self.kept + self.too_small + self.too_large


@dataclass(frozen=True, slots=True)
class SizeAdvice:
    """A size of the chart, or nothing where the figures do not name one.

    ``confidence`` is a grade from 0 to 1, not a measured share (docs/reference/sizes-and-recommendations.md);
    0 goes with no size. ``missing`` are measures of the chart that would make it surer. ``alternatives`` are
    the other sizes that come into question, the likeliest first.
    """

    size: str | None
    confidence: float
    missing: tuple[str, ...]
    why: str
    alternatives: tuple[str, ...]
    reasons: tuple[Reason, ...]

    @property
    def unsure(self) -> bool:
        """Say whether somebody should look before it is told to the buyer."""
        return self.size is None or any(reason.unsure for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure as a buyer said it.

    ``assumed`` is how a weight without a unit was read: ``jin``, ``kg``, or ``no_code`` where it might be a
    size code such as 160/84; ``doubtful`` that it could as well be read otherwise.
    """

    measure: str
    low: float
    high: float
    said: str
    assumed: str = ""
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Wearer:
    """Somebody a text gives figures of; ``who`` is empty where it does not say."""

    who: str
    figures: tuple[Figure, ...]

    @property
    def body(self) -> dict[str, Span]:
        """The figures as ``sizes.recommend`` takes them."""
        return {figure.measure: (figure.low, figure.high) for figure in self.figures}


@dataclass(frozen=True, slots=True)
class Told:
    """What a buyer's words say about who will wear it.

    ``fit`` is None where they say nothing of it. ``watch`` are measures to look at because of the build
    (啤酒肚: the waist). ``unlikely`` are figures no person has; they were left out.
    """

    wearers: tuple[Wearer, ...] = ()
    fit: Fit | None = None
    watch: tuple[str, ...] = ()
    unlikely: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """How often who buys ``product`` buys ``other`` too.

    ``support`` is the share of all baskets that hold both, ``confidence`` the share among those that hold
    ``product``, ``lift`` how many times more that is than among all baskets.
    """

    product: str
    other: str
    count: int
    support: float
    confidence: float
    lift: float


@dataclass(frozen=True, slots=True)
class Good:
    """A product as it is compared; ``attributes`` are its facts: 材质 = 棉95% 氨纶5%.

    ``rating`` is the average of ``reviews`` marks, from 1 to 5; None where there are none.
    """

    key: str
    category: str
    price_fen: int
    attributes: Mapping[str, str]
    stock: int
    sold: int = 0
    rating: float | None = None
    reviews: int = 0


@dataclass(frozen=True, slots=True)
class Substitute:
    """A product that may stand in for another; ``likeness`` is 0 to 1, ``reasons`` are shown as they are."""

    good: Good
    likeness: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """A step of an activity: from so much money and so many pieces, so much less, or a gift, or both.

    With ``every`` it counts again each time the basket reaches it: 每满300减30.
    """

    from_fen: int = 0
    pieces: int = 0
    off_fen: int = 0
    gift: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity in force; of its steps a basket gets the one that takes most off, and the latest gift."""

    name: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a basket stands in one activity, taken by itself.

    ``off_fen`` and ``gift`` are what it has; ``reached`` the step that gives it. ``following`` is the next
    step worth going for, ``lacking_fen`` and ``lacking_pieces`` what the basket still needs for it,
    ``gain_fen`` how much more it takes off than now. All are nothing after the last step.
    """

    activity: str
    reached: Step | None
    off_fen: int
    gift: str
    following: Step | None
    lacking_fen: int
    lacking_pieces: int
    gain_fen: int
    gain_gift: str
