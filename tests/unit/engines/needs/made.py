"""Lines as recognisers read them, and the needs they read them for."""

from collections.abc import Sequence

from guitai.engines.needs.loading import kinds
from guitai.engines.needs.recognisers import RECOGNISERS
from guitai.engines.needs.recognisers.line import Line
from guitai.engines.needs.types import Kind, Need, Turn
from guitai.kernel.normalised import normalise


def kind(key: str) -> Kind:
    """Give a kind with all its needs."""
    return next(each for each in kinds() if each.key == key)


def need(key: str, *, of: str = "") -> Need:
    """Give a need as a kind has it; as the first has it that has any if none is named."""
    return next(each for one in kinds() if not of or one.key == of for each in one.needs if each.key == key)


def talk(*said: str) -> list[Turn]:
    """Read lines such as ``B 身高165``: who, what."""
    return [Turn("buyer" if each[0] == "B" else "agent", each[2:]) for each in said]


def line(text: str, *, asked: Sequence[str] = (), **known: str) -> Line:
    """Give a buyer's line, with what the agent asked and what is known; what is known may be corrected."""
    return Line(
        text=normalise(text).text,
        asked=frozenset(asked),
        corrected=frozenset(known),
        known=known,
        taken=(),
    )


def values(text: str, key: str, *, of: str = "", asked: bool = False) -> list[str]:
    """Give what the recogniser of a need hears in a line, denied answers with a leading 'not'."""
    wanted = need(key, of=of)
    found = RECOGNISERS[wanted.hears](line(text, asked=[key] if asked else []), wanted)
    return [f"not {each.value}" if each.denied else each.value for each in found]
