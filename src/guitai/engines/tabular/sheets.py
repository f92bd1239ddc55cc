"""A file's rows as lists of text, whether it is a csv or a workbook."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum, auto


class Unreadable(Enum):
    """Why a line can't be told apart into cells."""

    QUOTE = auto()  # a quotation mark is never closed
    LETTERS = auto()  # letters of no encoding, or cut in half


Row = list[str] | Unreadable
Rows = Iterator[tuple[int, Row]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file. ``rows(width)`` opens it anew and gives each row with the line it begins on.

    ``even`` says that every row must have as many cells as the headings: a csv can break that, a grid can't.
    """

    name: str
    encoding: str
    even: bool
    rows: Callable[[int], Rows]
