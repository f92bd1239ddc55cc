"""What an agent pasted from another program: a talk of a kind that is known, or lines of the buyer."""

from dataclasses import dataclass

from guitai.engines.rulebook.facts import Line
from guitai.engines.transcripts.formats import UnclearTalkError
from guitai.engines.transcripts.kinds import FORMATS
from guitai.engines.transcripts.types import Author, Message
from guitai.kernel.text import clean

_LINES = 8
_FIRST = 60
_SIDES = frozenset({Author.BUYER, Author.AGENT})


@dataclass(frozen=True, slots=True)
class Pasted:
    """The last lines that were said, the oldest first, and the buyer's account where the text names it."""

    lines: tuple[Line, ...]
    account: str = ""


def read(text: str) -> Pasted:
    """Tell what was said by whom; a text that names nobody is the buyer's."""
    written = clean(text).split("\n")
    messages = _messages(written)
    if not messages:
        said = [Line(by="buyer", text=line.strip()) for line in written if line.strip()]
        return Pasted(tuple(said[-_LINES:]))
    buyer = messages[-1].buyer
    said = [
        Line(by=one.author.value, text=one.text)
        for one in messages
        if one.buyer == buyer and one.author in _SIDES and one.text
    ]
    return Pasted(tuple(said[-_LINES:]), buyer)


def _messages(lines: list[str]) -> list[Message]:
    for form in FORMATS:
        if form.recognises(lines[:_FIRST]):
            try:
                return [one for one in form.read(lines) if isinstance(one, Message)]
            except UnclearTalkError:
                return []
    return []
