"""Whether a fault comes less often since something was done about it.

Two Poisson rates are compared on the condition of their sum: of :math:`n` cases in all, those after the
measure are binomial with the share of the pieces (J. Przyborowski and H. Wilenski, *Biometrika* 31, 1940).
"""

from dataclasses import dataclass

from guitai.engines.faults.chance import at_most_of

SURE = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """Cases and pieces before and after a measure, and the chance that so few come after it by accident."""

    before: int
    before_sold: float
    after: int
    after_sold: float
    chance: float

    @property
    def is_more_than_chance(self) -> bool:
        """Whether the fault has become rarer, and not by accident."""
        return self.chance < SURE


def compared(*, before: int, before_sold: float, after: int, after_sold: float) -> Effect:
    """Compare the cases of pieces sent before and after; nothing sent after shows nothing."""
    whole = before_sold + after_sold
    share = after_sold / whole if whole > 0 else 0.0
    return Effect(
        before=before,
        before_sold=before_sold,
        after=after,
        after_sold=after_sold,
        chance=at_most_of(after, among=before + after, share=share),
    )
