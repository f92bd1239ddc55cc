"""The sides of a contradiction as they are kept, and what an entry becomes when one of them is right."""

from collections.abc import Iterable, Mapping
from typing import Any

from guitai.domains.chat.anonymous import without_persons
from guitai.engines.agreement.types import Conflict, KnownQuote, Quote, Side
from guitai.engines.rulebook.facts import Facts
from guitai.kernel.text import shorten

# So many of the sentences of a side are kept, the newest, each so long.
_SAID, _LONGEST = 5, 300
_NOTHING_KNOWN = Facts()


def sides_of(conflict: Conflict) -> list[dict[str, Any]]:
    """Give the sides of a contradiction as they are kept; nobody's name or number is in them."""
    return [_side(side) for side in conflict.sides]


def messages_in(sides: Iterable[Mapping[str, Any]]) -> set[int]:
    """Give the keys of the messages that speak for some side."""
    return {said["message"] for side in sides for said in side["said"]}


def answer_with(answer: str, *, instead_of: str, value: str) -> str | None:
    """Give an entry's answer with another value in it; nothing where the value does not stand in it once."""
    return answer.replace(instead_of, value) if instead_of and answer.count(instead_of) == 1 else None


def anonymous(text: str) -> str:
    """Give what was said without what tells who somebody is."""
    return shorten(without_persons(text, _NOTHING_KNOWN), _LONGEST)


def _side(side: Side) -> dict[str, Any]:
    return {
        "value": side.shown[:_LONGEST],
        "who": list(side.who),
        "said": [_said(quote) for quote in side.quotes[:_SAID]],
        "count": len(side.quotes),
        "entries": _entries(side.known),
    }


def _said(quote: Quote) -> dict[str, Any]:
    answer = quote.answer
    return {
        "text": anonymous(answer.text),
        "agent": answer.who,
        "conversation": answer.conversation,
        "message": answer.message,
        "at": answer.at.isoformat(),
    }


def _entries(known: tuple[KnownQuote, ...]) -> list[int]:
    return [int(key) for key in dict.fromkeys(quote.entry.id for quote in known)]
