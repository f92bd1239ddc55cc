"""``guitai understand``: what buyers ask, in what mood, and whether they lose interest."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Annotated, Any, get_args

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from guitai.cli.lines import LineError, answer_lines, as_json, whole
from guitai.cli.understanding_chats import answer_of, from_files, of_shop
from guitai.engines.retrieval.averages import averages
from guitai.engines.understanding.intents import intents
from guitai.engines.understanding.learned import Learned, ModelError, answer, read_model
from guitai.engines.understanding.likeness import Encode
from guitai.engines.understanding.moves import moves
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Language, Turn
from guitai.kernel.days import SHANGHAI

_MOST_TURNS = 2_000


def understand(
    text: Annotated[str | None, typer.Argument(help="What a buyer said.")] = None,
    as_lines: Annotated[
        bool,
        typer.Option(
            "--jsonl",
            help='One talk in and one answer out, per line: {"id", "turns": [{"from", "text", "at"}]}.',
        ),
    ] = False,
    chats: Annotated[
        list[Path] | None, typer.Option(help="Exported chats, all of whose talks are read.")
    ] = None,
    shop: Annotated[
        str, typer.Option(help="A shop of this installation: read what was imported, tell of all.")
    ] = "",
    model: Annotated[
        Path | None, typer.Option(help="A model that guitai learn wrote: answer with its labels.")
    ] = None,
    language: Annotated[str, typer.Option(help="zh or en: the language of the reasons.")] = "zh",
    json_out: Annotated[
        bool, typer.Option("--json", help="Print JSON: one document, of chats one line a talk.")
    ] = False,
) -> None:
    """Tell what a buyer asks, in what mood they are, and what speaks for it."""
    if (text is not None) + as_lines + bool(chats) + bool(shop) != 1:
        raise typer.BadParameter(
            "Give a text, or --jsonl and lines on standard input, or --chats, or --shop."
        )
    if language not in get_args(Language):
        raise typer.BadParameter("Write zh or en.", param_hint="--language")
    if model and (chats or shop):
        raise typer.BadParameter("A model answers a text or --jsonl.", param_hint="--model")
    told: Language = language  # type: ignore[assignment]  # looked at above
    if chats:
        from_files(chats, language=told, as_lines=json_out)
    elif shop:
        of_shop(shop, language=told, json_out=json_out)
    else:
        _answer(text, partial(_told, _ready(model), told), told, as_lines=as_lines, json_out=json_out)


def _answer(text: str | None, tell: Any, language: Language, *, as_lines: bool, json_out: bool) -> None:
    if as_lines:
        answer_lines(lambda asked: tell(_turns(asked)))
        return
    found = tell([Turn("buyer", whole(text))])
    if json_out:
        typer.echo(as_json(found))
    else:
        _show(Console(highlight=False), found, language)


def _ready(path: Path | None) -> tuple[Learned, Encode | None] | None:
    """Read a model, and the encoder it was taught with.

    :raises ModelError: if either is not there.
    """
    if path is None:
        return None
    model = read_model(path)
    if not model.encoder:
        return model, None
    encoder = averages()
    if encoder is None or encoder.name != model.encoder:
        raise ModelError(
            f"{path.name} was learned with the dense model {model.encoder}, which is not installed; "
            "add it with: pip install 'guitai[dense]', or learn anew with --lexical."
        )
    return model, encoder.encode


def _told(
    model: tuple[Learned, Encode | None] | None, language: Language, turns: list[Turn]
) -> dict[str, Any]:
    reading = read(turns)
    told = answer_of(reading, language)
    told["moves"] = list(reading.moves)
    if model is None:
        return told
    said = answer(*model[:1], turns, model[1])
    if model[0].intents:
        told["intents"] = [
            {"intent": intent, "turn": turn, "score": score}
            for turn, best in said.intents.items()
            for intent, score in best
        ]
    told["turn_moods"] = [{"turn": turn, "satisfaction": level} for turn, level in said.satisfied.items()]
    told["overall"] = said.overall
    return told


def _turns(asked: Mapping[str, Any]) -> list[Turn]:
    given = asked.get("turns")
    if not isinstance(given, list) or len(given) > _MOST_TURNS:
        raise LineError(
            f'turns must be a list of at most {_MOST_TURNS:,} like {{"from": "buyer", "text": "…"}}.'
        )
    return [_turn(each, place) for place, each in enumerate(given)]


def _turn(given: Any, place: int) -> Turn:
    if not isinstance(given, Mapping):
        raise LineError(f'turn {place} is no object; write {{"from": "buyer", "text": "…"}}.')
    by = given.get("from")
    if by not in {"buyer", "agent"}:
        raise LineError(f"turn {place} is from {by!r:.40}; write buyer or agent.")
    return Turn(by, whole(given.get("text")), _moment(given.get("at"), place))


def _moment(given: Any, place: int) -> datetime | None:
    """Read a time; one without an offset is that of the clock in the shop."""
    if given is None:
        return None
    try:
        moment = datetime.fromisoformat(given)
        return moment.astimezone(SHANGHAI) if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    except (TypeError, ValueError, OverflowError):
        raise LineError(
            f"at of turn {place} is {given!r:.40}; write a time like 2026-11-20T10:00:00+08:00."
        ) from None


def _show(console: Console, found: Mapping[str, Any], language: Language) -> None:
    mood, known = found["mood"], intents()
    console.print(Text(f"{mood['label']}, satisfaction {mood['satisfaction']} of 5", "bold"))
    for each in mood["evidence"]:
        console.print(Text(f"  {each['why']}"))
    for key in found["moves"]:
        move = moves()[key]
        console.print(
            Text(f"  → {move.title[language]}: {move.say}" if move.say else f"  → {move.title[language]}")
        )
    table = Table("", "asked", "", box=None, header_style="dim")
    for each in found["intents"]:
        title = known.get(each["intent"])
        table.add_row(f"{each['score']:.0%}", each["intent"], getattr(title, language) if title else "")
    console.print(table if found["intents"] else "Nothing is asked.")
