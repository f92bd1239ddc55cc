"""``guitai learn``: a model of a shop's own labels, from examples that people labelled."""

import json
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from guitai.cli.lines import LineError, whole
from guitai.engines.retrieval.averages import averages
from guitai.engines.understanding.learned import write
from guitai.engines.understanding.learning import MOST, Encoder, Example, JudgedTalk, learn
from guitai.engines.understanding.types import Turn
from guitai.kernel.decoding import file_head, text_encoding, text_lines

Read = TypeVar("Read")
_LEVELS = (0, 1, 2)
_LONGEST_INTENT = 80


def learn_model(
    intents: Annotated[
        Path | None, typer.Option(help='Lines like {"text": "怎么还不发货", "intent": "dispatch"}.')
    ] = None,
    moods: Annotated[
        Path | None,
        typer.Option(
            help='Talks, a line each: {"id", "overall": 0-2, "turns": [{"user", "reply", "sat": 0-2}]}.'
        ),
    ] = None,
    out: Annotated[Path, typer.Option(help="Where to write the model.")] = Path("model.npz"),
    lexical: Annotated[bool, typer.Option("--lexical", help="Leave the dense model out.")] = False,
) -> None:
    """Learn what texts ask, and how satisfied buyers are, from labelled examples."""
    if intents is None and moods is None:
        raise typer.BadParameter("Give --intents, --moods, or both.")
    examples = list(read_labelled(intents, example_in)) if intents else []
    talks = list(read_labelled(moods, judged_talk_in)) if moods else []
    model = learn(examples, talks, encoder=None if lexical else _encoder())
    _write(model, out)
    judged = sum(len(talk.judged) for talk in talks)
    told = [f"{len(examples):,} examples of {len(model.intents.names)} intents"] if model.intents else []
    told += [f"{judged:,} judged turns of {len(talks):,} talks"] if talks else []
    if max(len(examples), judged) > MOST:
        told.append(f"{MOST:,} of the most drawn from them")
    if talks and model.course is None:
        told.append("too few whole talks to judge whole talks by")
    typer.echo(f"{out}: {'; '.join(told)}; {out.stat().st_size / 1e6:.1f} MB")


def _encoder() -> Encoder | None:
    found = averages()
    if found is None:
        sys.stderr.write(
            "guitai: the dense model is not installed, so the examples are learned by their wording alone; "
            "add it with: pip install 'guitai[dense]'\n"
        )
        return None
    return Encoder(found.name, found.encode)


def _write(model: Any, out: Path) -> None:
    try:
        write(model, out)
    except OSError as error:
        raise LineError(f"{out} can't be written: {error.strerror}.") from None


def read_labelled(path: Path, read: Callable[[Mapping[str, Any]], Read]) -> Iterator[Read]:
    """Read the lines of a file of labelled examples.

    :raises LineError: naming the first line that is none.
    """
    encoding = text_encoding(file_head(path), path.name)
    count = 0
    for number, line in enumerate(text_lines(path, encoding), start=1):
        if not line.strip():
            continue
        try:
            yield read(_object(line))
        except LineError as error:
            raise LineError(f"{path.name}, line {number}: {error.sentence}") from None
        count += 1
    if not count:
        raise LineError(f"{path.name} holds no examples; write one on each line.")


def _object(line: str) -> Mapping[str, Any]:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise LineError(f"this is no JSON ({error}).") from None
    if not isinstance(told, Mapping):
        raise LineError("write an object, in braces.")
    return told


def example_in(told: Mapping[str, Any]) -> Example:
    """Read an example of an intent."""
    intent = told.get("intent")
    if not isinstance(intent, str) or not intent.strip() or len(intent) > _LONGEST_INTENT or "\n" in intent:
        raise LineError(f"intent is {intent!r:.40}; write a name of at most {_LONGEST_INTENT} characters.")
    return Example(whole(told.get("text")), whole(intent.strip()))


def judged_talk_in(told: Mapping[str, Any]) -> JudgedTalk:
    """Read a judged talk; its turns are those of buyer and agent, in order."""
    given = told.get("turns")
    if not isinstance(given, list) or not all(isinstance(each, Mapping) for each in given):
        raise LineError('turns must be a list like [{"user": "…", "reply": "…", "sat": 1}].')
    turns: list[Turn] = []
    judged: dict[int, int] = {}
    for each in given:
        level = _level(each.get("sat"), "sat")
        if level is not None:
            judged[len(turns)] = level
        turns.append(Turn("buyer", whole(each.get("user"))))
        if reply := whole(each.get("reply") or ""):
            turns.append(Turn("agent", reply))
    return JudgedTalk(tuple(turns), judged, _level(told.get("overall"), "overall"))


def _level(given: Any, name: str) -> int | None:
    if given is not None and (isinstance(given, bool) or given not in _LEVELS):
        raise LineError(
            f"{name} is {given!r:.40}; write 0 (unsatisfied), 1 or 2 (satisfied), or leave it out."
        )
    return None if given is None else int(given)
