"""What became of the pieces sold in a size: whether to advise the next one, and how much surer that makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from guitai.engines.recommending.types import SizeHistory
from guitai.engines.recommending.wording import trade

_NORMAL_95 = 1.959964  # two-sided 95 % of the normal distribution


@dataclass(frozen=True, slots=True)
class Experience:
    """What returns say of a size: ``step`` is +1 where it runs small, -1 where it runs large, else 0.

    With ``strong`` the next size should be advised; otherwise it is worth a note.
    """

    step: int
    strong: bool
    returned: int
    sold: int


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Give the ends of Wilson's interval: between which shares the true one lies, with 95 % certainty.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of
    the American Statistical Association 22 (1927) 209-212.
    """
    if whole == 0:
        return 0.0, 1.0
    share, square = part / whole, _NORMAL_95**2
    middle = share + square / (2 * whole)
    half = _NORMAL_95 * sqrt(share * (1 - share) / whole + square / (4 * whole**2))
    return max((middle - half) / (1 + square / whole), 0.0), min((middle + half) / (1 + square / whole), 1.0)


def experience(history: SizeHistory | None) -> Experience:
    """Say what the returns of a size show for sure; nothing where neither direction is the more usual."""
    if history is None:
        return Experience(0, strong=False, returned=0, sold=0)
    small, large = wilson(history.too_small, history.sold), wilson(history.too_large, history.sold)
    step, returned, sure = 0, 0, 0.0
    if small[0] > large[1]:
        step, returned, sure = 1, history.too_small, small[0]
    elif large[0] > small[1]:
        step, returned, sure = -1, history.too_large, large[0]
    limits = trade()["history"]
    if sure <= limits["note"]:
        return Experience(0, strong=False, returned=0, sold=history.sold)
    return Experience(step, strong=sure > limits["move"], returned=returned, sold=history.sold)


def factor(history: SizeHistory | None) -> float:
    """Say how many times surer than usual a size is: its share kept, the usual one counted as some sales."""
    if history is None:
        return 1.0
    usual, counts_as = trade()["history"]["usual"], trade()["history"]["counts_as"]
    return float((counts_as * usual + history.kept) / (counts_as + history.sold) / usual)


def by_size(histories: Iterable[SizeHistory]) -> dict[str, SizeHistory]:
    """Give the histories by size; two of one size are added up."""
    found: dict[str, SizeHistory] = {}
    for each in histories:
        known = found.get(each.size, SizeHistory(each.size, 0, 0, 0))
        found[each.size] = SizeHistory(
            each.size,
            known.kept + each.kept,
            known.too_small + each.too_small,
            known.too_large + each.too_large,
        )
    return found
