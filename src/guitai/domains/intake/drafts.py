"""What arrived, what was found in it, and what became of it, as the faces tell the domain."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """A file as it came; ``archive`` names the ZIP it was in, ``folder`` says where it lies."""

    name: str
    folder: str
    sha256: str
    size: int
    archive: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A file that can be imported: its kinds, its place in the order of imports, its lines, what to show.

    ``kinds`` are dictionaries with ``kind``, ``encoding`` and ``version``; ``look`` is JSON for the page.
    """

    kinds: Sequence[dict[str, str]]
    place: int
    lines: int | None
    is_counted: bool
    look: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Foreign:
    """A table of no known kind, whose columns somebody has to name; the sentence says what was found."""

    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unusable:
    """A file nothing can be done with; the sentence says what was found and what to do."""

    sentence: str


Verdict = Found | Foreign | Unusable


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What became of one kind of records of a file."""

    kind: str
    encoding: str
    read: int
    added: int
    updated: int
    unchanged: int
    rejected: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """The rejected lines of one sheet: line, column, reason, and the line's own cells below ``headings``."""

    kind: str
    name: str
    headings: Sequence[str]
    lines: Sequence[tuple[int, str, str, Sequence[str]]]
