"""The reason most likely, out of everything that speaks for one; nothing where that is not clear enough."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import prod

from guitai.engines.lostorders.detectors import DETECTORS, says_bought
from guitai.engines.lostorders.signals import signs_in
from guitai.engines.lostorders.types import Evidence, Limits, Line, LostFacts, Proposal, Reason

DEFAULT = Limits()
NOTHING_KNOWN = LostFacts()
# What speaks for the second reason speaks against the first.
_AGAINST = 0.15


def propose(
    lines: Sequence[Line], facts: LostFacts = NOTHING_KNOWN, limits: Limits = DEFAULT
) -> Proposal | None:
    """Give the reason this talk most likely ended without an order.

    :param lines: what buyer and agent said, in order.
    :returns: nothing if no reason is as sure as ``limits`` want it, or the buyer says that they ordered.
    """
    if says_bought(lines):
        return None
    found: dict[Reason, list[Evidence]] = defaultdict(list)
    for evidence in _all_signs(lines, facts, limits):
        found[evidence.reason].append(evidence)
    ranked = sorted(found, key=lambda reason: -_strength(found[reason]))
    if not ranked:
        return None
    first, rest = ranked[0], ranked[1:2]
    confidence = _strength(found[first]) - _AGAINST * sum(_strength(found[each]) for each in rest)
    if confidence < limits.threshold:
        return None
    strongest = sorted(found[first], key=lambda evidence: -evidence.weight)
    return Proposal(first, round(confidence, 2), tuple(strongest))


def _all_signs(lines: Sequence[Line], facts: LostFacts, limits: Limits) -> Iterable[Evidence]:
    yield from signs_in(lines)
    for detector in DETECTORS:
        yield from detector(lines, facts, limits)


def _strength(evidence: Iterable[Evidence]) -> float:
    """Join what speaks for one reason as if each thing were independent of the others."""
    return 1 - prod(1 - each.weight for each in evidence)
