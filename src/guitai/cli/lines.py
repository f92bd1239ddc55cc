"""Commands that answer line by line: a JSON object in, one out, in the same order."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Any, cast

import typer

from guitai.kernel.errors import GuitaiError

LONGEST = 10_000  # characters; the longest message any platform takes has 4,000
_TO_JSON = json.JSONEncoder(ensure_ascii=False)
_READ_AT_ONCE = 1 << 16  # bytes


class LineError(GuitaiError):
    """A line of a stream, or a file of JSON, is not what it must be."""

    code = "cli.line_refused"


def answer_lines(answer: Callable[[Mapping[str, Any]], Mapping[str, Any]]) -> None:
    """Answer the lines of standard input as they come; one that is refused is answered with its error.

    :raises typer.Exit: with code 1 and a sentence on standard error, after the last line, if any was refused.
    """
    first, refused = "", 0
    for number, line in enumerate(_lines(), start=1):
        if not line.strip():
            continue
        told: dict[str, Any] = {}
        try:
            asked = _asked(line)
            told["id"] = asked.get("id")
            told |= answer(asked)
        except GuitaiError as refusal:
            told["error"] = f"line {number}: {refusal.sentence}"
            refused, first = refused + 1, first or told["error"]
        sys.stdout.buffer.write(as_json(told) + b"\n")
    sys.stdout.buffer.flush()
    if refused:
        sys.stderr.write(f"guitai: {refused} of the lines could not be answered; {first}\n")
        raise typer.Exit(1)


def require_text_or_lines(text: str | None, *, as_lines: bool) -> None:
    """Make sure that a command was given a text, or lines, and not both.

    :raises typer.BadParameter: if it was not.
    """
    if as_lines == (text is not None):
        raise typer.BadParameter("Give a text, or --jsonl and lines on standard input.")


def as_json(answer: Mapping[str, Any]) -> bytes:
    """Give an answer as one line; halves of characters become question marks."""
    return _TO_JSON.encode(answer).encode("utf-8", "replace")


def read_json(path: Path) -> Any:
    """Read a file of JSON.

    :raises LineError: if it can't be read or is none.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise LineError(f"{path.name} can't be read: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise LineError(f"{path.name} is no JSON ({error}).") from None


def whole(text: object) -> str:
    """Give a text without halves of characters, which no output could write.

    :raises LineError: if it is none, or longer than any message.
    """
    if not isinstance(text, str):
        raise LineError(f"text is {text!r:.40}; write what the buyer said, in quotes.")
    if len(text) > LONGEST:
        raise LineError(f"text has {len(text):,} characters; write at most {LONGEST:,}.")
    return text.encode("utf-8", "replace").decode()


def _lines() -> Iterator[bytes]:
    """Give the lines of standard input; whatever was answered leaves before more is waited for."""
    kept, given = b"", cast(BufferedReader, sys.stdin.buffer)
    while read := given.read1(_READ_AT_ONCE):
        *complete, kept = (kept + read).split(b"\n")
        yield from complete
        sys.stdout.buffer.flush()
    if kept:
        yield kept


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"this is no JSON ({error}).") from None
    if not isinstance(asked, Mapping):
        raise LineError('write an object like {"id": "1", "text": "…"}.')
    return asked
