"""What a reply gives away: what the price rules count, excused as they excuse, to be kept with the order."""

from dataclasses import dataclass, replace

from guitai.engines.rulebook.amounts import concessions
from guitai.engines.rulebook.checking import Rulebook
from guitai.engines.rulebook.detectors.prices import personal, price_authority, spoken_of, together
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.types import DetectorTrigger, Platform, Rule
from guitai.kernel.money import Money
from guitai.kernel.normalised import normalise

_DETECTOR = price_authority.__name__
_LESS_THAN_NOTHING = Money(-1)


@dataclass(frozen=True, slots=True)
class Given:
    """What a reply gives away, and the order it gives it to; None if the buyer has none."""

    amount: Money
    order: OrderFacts | None = None


NOTHING_GIVEN = Given(Money(0))


def may_give(written: str) -> bool:
    """Say quickly whether a reply may give something away; nearly all don't."""
    return bool(concessions(normalise(written).text, None))


def given_in(written: str, facts: Facts, rulebook: Rulebook, *, platform: Platform | None = None) -> Given:
    """Give what a reply gives to this buyer, within the agent's authority or beyond.

    Nothing is counted where no rule of the book watches prices, nor what takes a price nobody knows.
    """
    watching = {rule.id for rule in rulebook.rules if _watches(rule)}
    if not watching:
        return NOTHING_GIVEN
    draft = rulebook.read(written, platform)
    order, price = spoken_of(draft, facts)
    found = personal(draft, facts, price)
    if not found:
        return NOTHING_GIVEN
    # Who may give nothing is told of everything that is given, and the rules' excuses hold as ever.
    strict = replace(facts, agent=replace(facts.agent, authority=_LESS_THAN_NOTHING))
    stands = {(hit.start, hit.end) for rule, hit in rulebook.hits(draft, strict) if rule.id in watching}
    kept = [one for one in found if (one.start, one.end) in stands]
    return Given(together(kept, price), order)


def _watches(rule: Rule) -> bool:
    return any(isinstance(each, DetectorTrigger) and each.name == _DETECTOR for each in rule.triggers)
