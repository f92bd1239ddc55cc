"""How a buyer feels in a talk beside another program, from pasted lines; nothing is kept (U1, U2)."""

from guitai.domains.chat.beside import Talk
from guitai.domains.chat.reading_queries import (
    AskedShown,
    EvidenceShown,
    IntentShown,
    MoveShown,
    ReadingShown,
)
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.moves import moves
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Evidence, Language, Reading, Turn
from guitai.engines.understanding.wording import why

# What was pasted has no messages of ours.
_NO_MESSAGE = 0


def reading_beside(talk: Talk, *, language: Language) -> ReadingShown:
    """Give what is read out of the pasted lines, as :func:`reading_queries.reading_of` does of a talk.

    No evidence names a message; where the buyer said nothing, nothing was read.
    """
    turns = [Turn("buyer" if line.by == "buyer" else "agent", line.text) for line in talk.previous]
    heard = any(turn.by == "buyer" for turn in turns)
    found = read(turns)
    return ReadingShown(
        mood=found.mood.value if heard else "",
        satisfaction=found.satisfaction if heard else None,
        losing=round(100 * found.losing_interest),
        is_losing=found.losing_interest >= LOSING_FROM,
        evidence=_told(found.evidence, language),
        cooling=_told(found.cooling, language),
        moves=tuple(_move(key, language) for key in found.moves),
        asked=_asked(found, turns, language),
    )


def _told(evidence: tuple[Evidence, ...], language: Language) -> tuple[EvidenceShown, ...]:
    return tuple(EvidenceShown(_NO_MESSAGE, why(each, language)) for each in evidence)


def _move(key: str, language: Language) -> MoveShown:
    move = moves()[key]
    return MoveShown(key, move.title[language], move.say or "")


def _asked(found: Reading, turns: list[Turn], language: Language) -> tuple[AskedShown, ...]:
    """Give the lines of the buyer since the last answer, with what they ask in each."""
    first = max((place + 1 for place, turn in enumerate(turns) if turn.by == "agent"), default=0)
    return tuple(
        AskedShown(
            _NO_MESSAGE,
            turns[place].text,
            tuple(
                IntentShown(each.intent, getattr(intents()[each.intent], language))
                for each in found.asked
                if each.turn == place
            ),
        )
        for place in range(first, len(turns))
    )
