"""Why somebody likely has not paid, or not ordered."""

from guitai.engines.worklists.rules import Reason, rules
from guitai.engines.worklists.types import Talked, TalkFact
from guitai.kernel.text import fold

_LOSING = "losing"


def likely_reason(talk: Talked | TalkFact | None, listing: str) -> str:
    """Give the key of the likeliest reason: by words, by what they asked, by their mood; else they forgot.

    Of somebody who ordered nothing, and said nothing of it, there is none: an empty text.
    """
    known = [each for each in rules().reasons if listing in each.say]
    found = talk and (_by_words(talk, known) or _by_intents(talk, known) or _by_mood(talk, known))
    if found:
        return found.key
    return next((each.key for each in known if not (each.words or each.intents or each.moods)), "")


def _by_words(talk: Talked | TalkFact, known: list[Reason]) -> Reason | None:
    for line in map(fold, talk.said):
        for reason in known:
            if any(word in line for word in reason.words):
                return reason
    return None


def _by_intents(talk: Talked | TalkFact, known: list[Reason]) -> Reason | None:
    for intent in talk.intents:
        for reason in known:
            if intent in reason.intents:
                return reason
    return None


def _by_mood(talk: Talked | TalkFact, known: list[Reason]) -> Reason | None:
    moods = {talk.mood, _LOSING} if talk.losing else {talk.mood}
    return next((reason for reason in known if not moods.isdisjoint(reason.moods)), None)
