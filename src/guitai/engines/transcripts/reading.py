"""Opens an exported chat: what kind it is, and its messages one after another."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from guitai.engines.transcripts.formats import Format, UnclearTalkError
from guitai.engines.transcripts.kinds import FORMATS
from guitai.engines.transcripts.types import Message
from guitai.kernel.decoding import (
    Rejection,
    UnreadableFileError,
    file_head,
    head_text,
    text_encoding,
    text_lines,
)
from guitai.kernel.text import shorten

_FIRST_LINES = 60  # the first message may be a long one


@dataclass(frozen=True, slots=True)
class Reading:
    """The chats of a file. Each run over it opens the file anew; one session at most is held in memory.

    Every message is given, also one that repeats an earlier one: ``Message.key`` tells.

    :raises UnreadableFileError: while it is run over, before any message, if the text does not tell who is
        the shop and who the buyer.
    """

    kind: str
    encoding: str
    path: Path
    form: Format

    def __iter__(self) -> Iterator[Message | Rejection]:
        try:
            yield from self.form.read(_Lines(self.path, self.encoding))
        except UnclearTalkError as error:
            raise UnreadableFileError(
                f"{self.path.name} {error.reason}", problem=error.problem, found=", ".join(error.names[:5])
            ) from error


@dataclass(frozen=True, slots=True)
class _Lines:
    path: Path
    encoding: str

    def __iter__(self) -> Iterator[str]:
        return text_lines(self.path, self.encoding)


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
