"""Opens an exported chat: what kind it is, and its messages one after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TextIO

from guitai.engines.transcripts.formats import Format
from guitai.engines.transcripts.kinds import FORMATS
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import Rejection, UnreadableFileError, file_head, head_text, text_encoding
from guitai.kernel.text import shorten

_FIRST_LINES = 30
_LONGEST_LINE = 1_000_000  # characters; a file without line ends must not fill the memory


@dataclass(frozen=True, slots=True)
class Reading:
    """The chats of a file. Each run over it opens the file anew and holds one message in memory.

    Every message is given, also one that repeats an earlier one: ``Message.key`` tells.
    """

    kind: str
    encoding: str
    path: Path
    form: Format

    def __iter__(self) -> Iterator[Message | Rejection]:
        with self.path.open(encoding=self.encoding, errors="replace") as file:
            yield from self.form.read(_lines(file))


def open_transcript(path: Path) -> Reading:
    """Recognise a chat export by its first lines.

    :raises UnreadableFileError: if it is no text, or no chat of a kind that is known.
    """
    head = file_head(path)
    encoding = text_encoding(head, path.name)
    text = head_text(head, encoding)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", _FIRST_LINES)[:_FIRST_LINES]
    for form in FORMATS:
        if form.recognises(lines):
            return Reading(form.kind, encoding, path, form)
    found = shorten(text, 60)
    raise UnreadableFileError(
        f"{path.name} is no exported chat that is known; it begins with “{found}”.",
        problem="unknown",
        found=found,
    )


def is_transcript(path: Path) -> bool:
    """Say whether a file is a chat export that ``open_transcript`` can read."""
    try:
        open_transcript(path)
    except UnreadableFileError:
        return False
    return True


def _lines(file: TextIO) -> Iterator[str]:
    for line in iter(partial(file.readline, _LONGEST_LINE), ""):
        yield line.removesuffix("\n")
