"""Reads a talk: what the buyer asks, their mood and satisfaction, whether they lose interest, what to do."""

from collections.abc import Sequence

from guitai.engines.understanding.intents import asked_in_turns
from guitai.engines.understanding.interest import LOSING_FROM, interest_of
from guitai.engines.understanding.interest_words import said_in
from guitai.engines.understanding.moods import Feeling, mood_of
from guitai.engines.understanding.moves import proposed
from guitai.engines.understanding.satisfying import satisfaction_of
from guitai.engines.understanding.types import Asked, Mood, Reading, Sign, Turn

# Asked only of an order there is: somebody who asks this is not choosing.
_OF_AN_ORDER = frozenset(
    [
        *("tracking", "cancel", "refund", "wrong_item", "missing_item", "damage", "price_protection"),
        *("order_change", "address", "complaint"),
    ]
)
# Asked while choosing.
_CHOOSING = frozenset(
    ["size_fit", "material", "colour", "function", "stock", "price", "discount", "gift", "recommend"]
)
_MANNERS = frozenset(["thanks", "greeting", "human", "source"])
_DELIGHTED = 5
_LATELY = 8  # of what was asked, for the choice of a move


def read(turns: Sequence[Turn]) -> Reading:
    """Give the reading of a talk as it stands after its last turn; of nothing, a neutral one."""
    asked = asked_in_turns(turns)
    feeling = mood_of(turns)
    is_engaged = feeling.mood is Mood.ANGRY or _is_of_an_order(asked, turns)
    cooling = interest_of(turns, otherwise_engaged=is_engaged)
    satisfaction = satisfaction_of(turns, feeling)
    losing = cooling.losing >= LOSING_FROM
    # Plain thanks need nothing.
    is_plain = feeling.mood is Mood.CONTENT and satisfaction < _DELIGHTED and not losing
    return Reading(
        asked=asked,
        mood=feeling.mood,
        satisfaction=satisfaction,
        losing_interest=cooling.losing,
        evidence=feeling.evidence,
        cooling=cooling.evidence,
        moves=() if is_plain else proposed(feeling.mood, losing=losing, intents=_causes(asked, feeling)),
    )


def _is_of_an_order(asked: Sequence[Asked], turns: Sequence[Turn]) -> bool:
    """Say whether the last thing asked that tells is about an order.

    Whoever puts it off (不要了，先撤了) cancels no order by it.
    """
    for each in reversed(asked):
        if said_in(turns[each.turn].text).put_off:
            continue
        if each.intent in _OF_AN_ORDER:
            return True
        if each.intent in _CHOOSING:
            return False
    return False


def _causes(asked: Sequence[Asked], feeling: Feeling) -> list[str]:
    """Give what the mood is about: what was asked where it shows, then the rest; latest first."""
    heated = {evidence.turn for evidence in feeling.evidence if evidence.sign is not Sign.EARLIER}
    lately = [each for each in asked if each.intent not in _MANNERS][::-1]
    return [each.intent for each in sorted(lately, key=lambda each: each.turn not in heated)][:_LATELY]
