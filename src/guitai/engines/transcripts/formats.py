"""How a kind of chat export is described, so that a new one is one module and one line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of chat export: how its first lines look, and how its lines become messages.

    Lines come without their ends; the first is line 1. What ``read`` is given can be run over as often as
    needed, each time from the first line.

    :raises UnclearTalkError: from ``read``, before any message, if nobody can tell who talks with whom.
    """

    kind: str
    recognises: Callable[[Sequence[str]], bool]
    read: Callable[[Iterable[str]], Iterator[Message | Rejection]]


class UnclearTalkError(Exception):
    """A text of which nobody can tell who is the shop and who the buyer.

    ``problem`` is one word for a face to translate by, ``names`` who speaks in it, ``reason`` a sentence that
    follows the file's name.
    """

    def __init__(self, reason: str, *, problem: str, names: Sequence[str]) -> None:
        super().__init__(reason)
        self.reason, self.problem, self.names = reason, problem, names
