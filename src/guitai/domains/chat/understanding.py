"""What is read out of a talk while it goes on: what is asked, in what mood, whether they cool off (U1, U2).

What a lead put right stands: intents for their message, a mood until the buyer writes again.
"""

import logging
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any, Literal

from django.db.models import OuterRef, QuerySet, Subquery

from guitai.common.statements import Question, given
from guitai.domains.chat.models import Author, Conversation, Correction, Kind, Message
from guitai.domains.chat.shapes import losing
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.moves import proposed
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Asked, Evidence, Mood, Reading, Turn

logger = logging.getLogger(__name__)
# As many of the last lines are read.
LINES = 60
# What somebody in that mood would say: it is read in place of the words a lead judged, so that what the lead
# said fades as a mood does.
SAY = {
    Mood.ANGRY: "我很生气",
    Mood.ANXIOUS: "我很着急",
    Mood.DISAPPOINTED: "我很失望",
    Mood.CONTENT: "很满意",
    Mood.NEUTRAL: "你好",
}
# Of each kind, the strongest; more than anybody looks at.
_EVIDENCE = 8


@dataclass(frozen=True, slots=True)
class Line:
    """Something said in a talk; ``message`` is its key.

    ``intents`` and ``mood`` are what a lead put right: what is asked in it, and the mood by then. No intents
    say that nothing is asked; None, that no lead said anything.
    """

    message: int
    by: Literal["buyer", "agent"]
    text: str
    at: datetime | None
    intents: tuple[str, ...] | None = None
    mood: str = ""


def read_talk(conversation: Conversation, *, at: datetime) -> bool:
    """Read a talk's last lines into its row, which is not saved; say whether lists show it otherwise now."""
    before = conversation.mood, bool(losing(conversation))
    for name, value in columns(last_lines(conversation.pk)).items():
        setattr(conversation, name, value)
    conversation.read_at = at
    return before != (conversation.mood, bool(losing(conversation)))


def last_lines(conversation_id: int) -> list[Line]:
    """Give the last texts of buyer and agent, the oldest first."""
    rows = _last.all(conversation=conversation_id)
    return [
        Line(
            message,
            "buyer" if author == Author.BUYER else "agent",
            text,
            at,
            None if intents is None else tuple(intents.split()),
            mood or "",
        )
        for message, author, text, at, intents, mood in reversed(rows)
    ]


def columns(lines: Sequence[Line]) -> dict[str, Any]:
    """Give what a talk's row keeps of its reading, by column; nothing where no buyer wrote or it fails."""
    if not any(line.by == "buyer" for line in lines):
        return _nothing()
    try:
        found = understood(lines)
    except Exception:  # a message is worth more than what is read out of it
        logger.exception("could not read the talk up to message %s", lines[-1].message)
        return _nothing()
    return {
        "mood": found.mood.value,
        "satisfaction": found.satisfaction,
        "losing_interest": round(100 * found.losing_interest),
        "reading": {
            "asked": _asked(found, lines),
            "evidence": _evidence(found.evidence, lines),
            "cooling": _evidence(found.cooling, lines),
            "moves": list(found.moves),
        },
    }


def _nothing() -> dict[str, Any]:
    return {"mood": "", "satisfaction": None, "losing_interest": 0, "reading": {}}


def understood(lines: Sequence[Line]) -> Reading:
    """Read a talk as it stands after its last line, the mood by what a lead said of it, and since."""
    turns = [Turn(line.by, line.text, line.at) for line in lines]
    found = read(turns)
    said = next((place for place in reversed(range(len(lines))) if lines[place].mood), None)
    if said is None:
        return found
    words = Turn("buyer", SAY[Mood(lines[said].mood)], lines[said].at)
    felt = read([words, *turns[said + 1 :]])
    if felt.mood is Mood.ANGRY:  # an angry buyer is not to be won back
        found = replace(found, losing_interest=0.0, cooling=())
    is_losing = found.losing_interest >= LOSING_FROM
    return replace(
        found,
        mood=felt.mood,
        satisfaction=felt.satisfaction,
        # Nobody said the first words.
        evidence=tuple(replace(each, turn=said + each.turn) for each in felt.evidence if each.turn > 0),
        moves=proposed(
            felt.mood, losing=is_losing, intents=[asked.intent for asked in reversed(found.asked)]
        ),
    )


def _asked(found: Reading, lines: Sequence[Line]) -> list[dict[str, Any]]:
    """Give what is asked in each message: what a lead said, where one did, at the places that were read."""
    read_in: dict[int, dict[str, Asked]] = defaultdict(dict)
    for asked in found.asked:
        read_in[asked.turn][asked.intent] = asked
    return [
        {
            "intent": asked.intent,
            "message": line.message,
            "score": round(asked.score, 2),
            "start": asked.start,
            "end": asked.end,
        }
        for turn, line in enumerate(lines)
        for asked in _as_said(line, turn, read_in[turn])
    ]


def _as_said(line: Line, turn: int, asked: Mapping[str, Asked]) -> Iterable[Asked]:
    if line.intents is None:
        return asked.values()
    return [replace(asked.get(key, Asked(key, turn, 1.0)), score=1.0) for key in line.intents]


def _evidence(evidence: Iterable[Evidence], lines: Sequence[Line]) -> list[dict[str, Any]]:
    return [
        {
            "message": lines[each.turn].message,
            "sign": each.sign.value,
            "weight": round(each.weight, 2),
            "facts": dict(each.facts),
        }
        for each in islice(evidence, _EVIDENCE)
    ]


def _last_texts() -> QuerySet[Message, Any]:
    """Ask for the last texts of a talk with what a lead said of each, the newest first."""
    said = Correction.objects.filter(message=OuterRef("pk"))
    return (
        Message.objects.filter(
            conversation=given("conversation"), author__in=(Author.BUYER, Author.AGENT), kind=Kind.TEXT
        )
        .exclude(text="")
        .order_by("-pk")
        .values_list(
            "pk",
            "author",
            "text",
            "sent_at",
            Subquery(said.filter(of=Correction.Of.INTENTS).values("now")),
            Subquery(said.filter(of=Correction.Of.MOOD).values("now")),
        )[:LINES]
    )


# Asked for every message a buyer writes.
_last = Question(_last_texts)
