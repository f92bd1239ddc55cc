"""How a kind of chat export is described, so that a new one is one module and one line."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of chat export: how its first lines look, and how its lines become messages.

    Lines come without their ends; the first is line 1.
    """

    kind: str
    recognises: Callable[[Sequence[str]], bool]
    read: Callable[[Iterable[str]], Iterator[Message | Rejection]]
