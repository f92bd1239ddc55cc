"""Put the slots back that were filled for one buyer, so that a sent reply can become knowledge."""

import re

from guitai.domains.knowledge.filling import unfilled_slots

_LEAST = 2  # letters: a "1" or an "M" stands in too many words that are no slot


def slots_put_back(pattern: str, *, filled: str, sent: str) -> str:
    """Give a sent reply with slots in place of what an answer was filled with.

    :param pattern: the answer as it is kept.
    :param filled: the same as it was offered; a reply stays as it is where the two do not belong together.
    """
    slots = [pattern[slot.start : slot.end] for slot in unfilled_slots(pattern)]
    found = re.fullmatch(_shape(pattern), filled, re.DOTALL)
    values = zip(found.groups(), slots, strict=True) if found else ()
    for value, slot in sorted(values, key=lambda pair: -len(pair[0])):
        if value != slot and len(value) >= _LEAST:
            sent = sent.replace(value, slot)
    return sent


def _shape(pattern: str) -> str:
    """Give the expression that finds what stands in the slots of a text."""
    parts, upto = [], 0
    for slot in unfilled_slots(pattern):
        parts += [re.escape(pattern[upto : slot.start]), "(.+?)"]
        upto = slot.end
    return "".join([*parts, re.escape(pattern[upto:])])
