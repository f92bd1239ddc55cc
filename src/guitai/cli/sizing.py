"""``guitai size``: which size of a chart fits a buyer, out of their words or figures."""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from guitai.cli.lines import LineError, answer_lines, as_json, read_json, require_text_or_lines, whole
from guitai.engines.recommending.charts import read_body, read_chart, read_histories
from guitai.engines.recommending.measures import read_told
from guitai.engines.recommending.told_sizes import recommend_told
from guitai.engines.recommending.types import Chart, Fit, Language, SizeAdvice, SizeHistory
from guitai.engines.recommending.wording import measure_name

_LANGUAGES = ("zh", "en")


def size(
    chart: Annotated[
        Path,
        typer.Option(
            help='A JSON file: {"sizes": [{"size": "M", "height": [160, 170], "weight": [50, 60]}]}.'
        ),
    ],
    text: Annotated[
        str | None, typer.Argument(help="What the buyer said, such as: 165 52公斤 喜欢宽松")
    ] = None,
    history: Annotated[
        Path | None,
        typer.Option(help='A JSON file of what came back: [{"size": "M", "kept": 80, "too_small": 15}].'),
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en: the language of the reasons.")] = "zh",
    json_out: Annotated[bool, typer.Option("--json", help="Print one JSON document.")] = False,
    as_lines: Annotated[
        bool, typer.Option("--jsonl", help="One JSON object in and one out, per line.")
    ] = False,
) -> None:
    """Say which size of a chart fits, how sure that is and why; never a size the chart does not have."""
    require_text_or_lines(text, as_lines=as_lines)
    if language not in _LANGUAGES:
        raise typer.BadParameter("Write zh or en.", param_hint="--language")
    answer = partial(
        _advice,
        chart=read_chart(read_json(chart)),
        history=read_histories(read_json(history)) if history else (),
        language=language,  # type: ignore[arg-type]
    )
    if as_lines:
        answer_lines(lambda asked: _told(answer(asked)))
        return
    advice = answer({"text": text})
    if json_out:
        typer.echo(as_json(_told(advice)))
    else:
        _show(Console(highlight=False), advice, language)  # type: ignore[arg-type]


def _advice(
    asked: Mapping[str, Any], *, chart: Chart, history: tuple[SizeHistory, ...], language: Language
) -> SizeAdvice:
    return recommend_told(
        chart,
        read_told(whole(asked.get("text") or "")),
        body=read_body(asked, chart),
        fit=_fit(asked.get("fit")),
        history=history,
        language=language,
    )


def _fit(told: object) -> Fit | None:
    if told is None:
        return None
    try:
        return Fit(told)  # type: ignore[arg-type]
    except ValueError:
        raise LineError(f"fit is {told!r:.40}; write one of {', '.join(Fit)}.") from None


def _told(advice: SizeAdvice) -> dict[str, Any]:
    return {
        "size": advice.size,
        "confidence": advice.confidence,
        "missing": advice.missing,
        "why": advice.why,
        "alternatives": advice.alternatives,
        "unsure": advice.unsure,
    }


def _show(console: Console, advice: SizeAdvice, language: Language) -> None:
    """Show the size and its confidence on one line, then why, then what would make it surer."""
    colour = "red" if advice.size is None else "yellow" if advice.unsure else "green"
    console.print(Text(advice.size or "?", style=f"bold {colour}"), Text(f"{advice.confidence:.0%}", "dim"))
    console.print(Text(advice.why))
    if advice.missing:
        names = ", ".join(measure_name(measure, language) for measure in advice.missing)
        console.print(Text(f"missing: {names}", "dim"))
    if advice.alternatives:
        console.print(Text(f"also: {', '.join(advice.alternatives)}", "dim"))
