"""``guitai check``: what the guard says of a reply, or of a stream of them."""

import json
import sys
from collections.abc import Iterator, Mapping
from io import BufferedReader
from pathlib import Path
from typing import Annotated, Any, cast

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from guitai.domains.guard.loading import rulebook
from guitai.engines.rulebook.checking import check as checked
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.errors import FactsError
from guitai.engines.rulebook.types import Finding, Platform, Severity, Verdict
from guitai.kernel.errors import GuitaiError

_COLOURS = {
    Severity.PASS: "green",
    Severity.NOTE: "cyan",
    Severity.CONFIRM: "yellow",
    Severity.APPROVE: "magenta",
    Severity.BLOCK: "red",
}
_LANGUAGES = ("zh", "en")
_TO_JSON = json.JSONEncoder(ensure_ascii=False)  # made once: 20,000 replies ask it
_READ_AT_ONCE = 1 << 16  # bytes
_LONGEST = 10_000  # characters; the longest message any platform takes has 4,000


class LineError(GuitaiError):
    """A line of the stream is not what it must be."""

    code = "check.line_refused"


def check(
    text: Annotated[str | None, typer.Argument(help="The reply to check.")] = None,
    platform: Annotated[
        Platform | None, typer.Option(help="Without it, every platform's rules count.")
    ] = None,
    context: Annotated[
        Path | None, typer.Option(help="A JSON file with the facts of the conversation.")
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en: the language of the explanations.")] = "zh",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object in and one out, per line.")
    ] = False,
) -> None:
    """Say what may not be sent of a reply, why, and what to write instead."""
    if as_lines == (text is not None):
        raise typer.BadParameter("Give a text, or --jsonl and lines on standard input.")
    if language not in _LANGUAGES:
        raise typer.BadParameter("Write zh or en.", param_hint="--language")
    text = _whole(text or "")
    facts = _from_file(context) if context else {}
    if as_lines:
        _stream(facts, platform, language)
        return
    verdict = checked(text, read_facts(facts), rulebook(), platform=platform, language=language)  # type: ignore[arg-type]
    if as_json:
        typer.echo(_json(_answer(verdict)))
    else:
        _show(Console(highlight=False), text, verdict)


def _whole(text: str) -> str:
    """Give the text without halves of characters, one for one, which no output could write."""
    if len(text) > _LONGEST:
        raise LineError(f"text has {len(text):,} characters; a reply has at most {_LONGEST:,}.")
    return text.encode("utf-8", "replace").decode()


def _json(answer: Mapping[str, Any]) -> bytes:
    return _TO_JSON.encode(answer).encode("utf-8", "replace")


def _from_file(path: Path) -> Mapping[str, Any]:
    try:
        facts = json.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise FactsError(f"{path.name} can't be read: {error.strerror}.") from None
    except ValueError as error:
        raise FactsError(f"{path.name} is no JSON ({error}).") from None
    if not isinstance(facts, Mapping):
        raise FactsError(f"{path.name} holds no object; write the facts as keys and what they say.")
    return facts


def _stream(shared: Mapping[str, Any], platform: Platform | None, language: str) -> None:
    """Answer line by line, as they come; a line that can't be read is answered with an error."""
    first, refused = "", 0
    for number, line in enumerate(_lines(), start=1):
        if not line.strip():
            continue
        answer: dict[str, Any] = {}
        try:
            asked = _asked(line)
            answer["id"] = asked.get("id")
            answer |= _line(asked, shared, platform, language)
        except GuitaiError as refusal:
            answer["error"] = f"line {number}: {refusal.sentence}"
            refused, first = refused + 1, first or answer["error"]
        sys.stdout.buffer.write(_json(answer) + b"\n")
    sys.stdout.buffer.flush()
    if refused:
        sys.stderr.write(f"guitai: {refused} of the lines could not be checked; {first}\n")
        raise typer.Exit(1)


def _lines() -> Iterator[bytes]:
    """Give the lines of standard input; whatever was answered leaves before more is waited for."""
    kept, given = b"", cast(BufferedReader, sys.stdin.buffer)
    while read := given.read1(_READ_AT_ONCE):
        *whole, kept = (kept + read).split(b"\n")
        yield from whole
        sys.stdout.buffer.flush()
    if kept:
        yield kept


def _asked(line: bytes) -> Mapping[str, Any]:
    try:
        asked = json.loads(line)
    except ValueError as error:
        raise LineError(f"this is no JSON ({error}).") from None
    if not isinstance(asked, Mapping):
        raise LineError('write an object like {"id": "1", "text": "…"}.')
    return asked


def _line(
    asked: Mapping[str, Any], shared: Mapping[str, Any], platform: Platform | None, language: str
) -> dict[str, Any]:
    text, named, context = asked.get("text"), asked.get("platform"), asked.get("context")
    if not isinstance(text, str):
        raise LineError("text is missing; write the reply to check.")
    text = _whole(text)
    if context is not None and not isinstance(context, Mapping):
        raise LineError("context is no object; write the facts as keys and what they say.")
    if named is not None:
        try:
            platform = Platform(named)
        except ValueError:
            raise LineError(f"platform is {named!r}; write one of {', '.join(Platform)}.") from None
    facts = read_facts({**shared, **(context or {})})
    return _answer(checked(text, facts, rulebook(), platform=platform, language=language))  # type: ignore[arg-type]


def _answer(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": verdict.severity.word, "findings": [_told(finding) for finding in verdict.findings]}


def _told(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.word,
        "start": finding.start,
        "end": finding.end,
        "matched": finding.matched,
        "title": finding.title,
        "why": finding.why,
        "source": finding.source,
        "penalty": finding.penalty,
        "rewrite": finding.rewrite,
    }


def _show(console: Console, written: str, verdict: Verdict) -> None:
    """Show the reply with its findings underlined, then each of them in a few lines."""
    line = Text(written)
    for finding in verdict.findings:
        line.stylize(f"underline {_COLOURS[finding.severity]}", finding.start, finding.end)
    console.print(Text.assemble((f"{verdict.severity.word}  ", f"bold {_COLOURS[verdict.severity]}"), line))
    for finding in verdict.findings:
        colour = _COLOURS[finding.severity]
        title, matched = escape(finding.title), escape(finding.matched)
        console.print(
            f"\n[bold {colour}]{finding.severity.word}[/] {title} [dim]{finding.rule}[/]: “{matched}”"
        )
        for text in (
            finding.why,
            f"{finding.source}. {finding.penalty}",
            finding.rewrite and f"→ {finding.rewrite}",
        ):
            if text:
                console.print(Padding(Text(text), (0, 0, 0, 2)))
