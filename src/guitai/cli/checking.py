"""``guitai check``: what the guard says of a reply, or of a stream of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from guitai.cli.lines import LineError, answer_lines, as_json, read_json, require_text_or_lines, whole
from guitai.domains.guard.loading import rulebook
from guitai.engines.rulebook.checking import check as checked
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.errors import FactsError
from guitai.engines.rulebook.types import Finding, Platform, Severity, Verdict

_COLOURS = {
    Severity.PASS: "green",
    Severity.NOTE: "cyan",
    Severity.CONFIRM: "yellow",
    Severity.APPROVE: "magenta",
    Severity.BLOCK: "red",
}
_LANGUAGES = ("zh", "en")


def check(
    text: Annotated[str | None, typer.Argument(help="The reply to check.")] = None,
    platform: Annotated[
        Platform | None, typer.Option(help="Without it, every platform's rules count.")
    ] = None,
    context: Annotated[
        Path | None, typer.Option(help="A JSON file with the facts of the conversation.")
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en: the language of the explanations.")] = "zh",
    json_out: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object in and one out, per line.")
    ] = False,
) -> None:
    """Say what may not be sent of a reply, why, and what to write instead."""
    require_text_or_lines(text, as_lines=as_lines)
    if language not in _LANGUAGES:
        raise typer.BadParameter("Write zh or en.", param_hint="--language")
    text = whole(text or "")
    facts = _from_file(context) if context else {}
    if as_lines:
        answer_lines(lambda asked: _line(asked, facts, platform, language))
        return
    verdict = checked(text, read_facts(facts), rulebook(), platform=platform, language=language)  # type: ignore[arg-type]
    if json_out:
        typer.echo(as_json(_answer(verdict)))
    else:
        _show(Console(highlight=False), text, verdict)


def _from_file(path: Path) -> Mapping[str, Any]:
    facts = read_json(path)
    if not isinstance(facts, Mapping):
        raise FactsError(f"{path.name} holds no object; write the facts as keys and what they say.")
    return facts


def _line(
    asked: Mapping[str, Any], shared: Mapping[str, Any], platform: Platform | None, language: str
) -> dict[str, Any]:
    text, named, context = asked.get("text"), asked.get("platform"), asked.get("context")
    if not isinstance(text, str):
        raise LineError("text is missing; write the reply to check.")
    text = whole(text)
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
