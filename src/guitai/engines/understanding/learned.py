"""What ``guitai learn`` made: labels of a shop's own for what is asked, and how satisfied buyers are.

A model is a file of numbers (``.npz``), read without pickle: no code of it is run, and no text is in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import numpy as np

from guitai.engines.understanding.course import Course, numbers_of, pack_course, unpack_course
from guitai.engines.understanding.likeness import Encode, Labels, pack, unpack
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Turn
from guitai.kernel.errors import GuitaiError

FORMAT = 1
BEST = 3  # intents told of a turn


class ModelError(GuitaiError):
    """A file is no learned model, or one that can't be used here."""

    code = "understanding.model_refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """A learned model; ``encoder`` names whose vectors it was taught with, empty for none.

    ``course`` is None where it was taught no whole talks.
    """

    encoder: str
    intents: Labels | None = None
    moods: Labels | None = None
    course: Course | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What the model says of a talk, by place of the buyer's turns.

    ``intents``: the best labels of each with their scores; ``satisfied``: 0 to 2 after each; ``overall`` the
    same for the whole. What it was not taught, and a talk in which no buyer spoke, is empty or None.
    """

    intents: Mapping[int, tuple[tuple[str, float], ...]]
    satisfied: Mapping[int, int]
    overall: int | None


def answer(model: Learned, turns: Sequence[Turn], encode: Encode | None) -> Answer:
    """Say what a model makes of a talk.

    :param encode: the encoder it was taught with, if with one.
    """
    places = [place for place, turn in enumerate(turns) if turn.by == "buyer"]
    texts = [turns[place].text for place in places]
    intents, satisfied, overall = {}, {}, None
    if model.intents and texts:
        scores = model.intents.scores(texts, encode)
        intents = {place: _best(model.intents, row) for place, row in zip(places, scores, strict=True)}
    if model.moods and texts:
        scores = model.moods.scores(texts, encode)
        levels = [int(model.moods.names[at]) for at in scores.argmax(axis=1)]
        satisfied = dict(zip(places, levels, strict=True))
        if model.course:
            overall = model.course.level(course_numbers(model.moods, turns, scores))
    return Answer(intents, satisfied, overall)


def course_numbers(moods: Labels, turns: Sequence[Turn], scores: Any) -> Any:
    """Give the numbers a whole talk is judged by; a level that was never taught has the lowest score."""
    every = np.full((len(scores), 3), -1.0, np.float32)
    every[:, [int(name) for name in moods.names]] = scores
    answered = [
        place + 1 < len(turns) and turns[place + 1].by == "agent"
        for place, turn in enumerate(turns)
        if turn.by == "buyer"
    ]
    return numbers_of(every, answered, read(turns).satisfaction)


def _best(intents: Labels, scores: Any) -> tuple[tuple[str, float], ...]:
    """Give the best labels; of a score, that of an example of the label itself would be about 1."""
    order = np.argsort(-scores, kind="stable")[:BEST]
    return tuple((intents.names[at], round(float(min(max(scores[at], 0), 1)), 4)) for at in order)


def write(model: Learned, path: Path) -> None:
    """Write a model; whoever reads the file meanwhile finds the old one or the new one, whole."""
    parts = {"intents": model.intents, "moods": model.moods}
    kept: dict[str, Any] = {"format": np.array(FORMAT), "encoder": np.array(model.encoder)}
    for name, labels in parts.items():
        kept |= {f"{name}.{key}": value for key, value in (pack(labels) if labels else {}).items()}
    if model.course:
        kept |= {f"course.{key}": value for key, value in pack_course(model.course).items()}
    beside = path.with_name(f"{path.name}.part")
    with beside.open("wb") as file:
        np.savez_compressed(file, **kept)
    beside.replace(path)


def read_model(path: Path) -> Learned:
    """Read a model that :func:`write` wrote.

    :raises ModelError: if the file is none, or of another format.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            kept = {name: arrays[name] for name in arrays.files}
        if int(kept["format"]) != FORMAT:
            raise ModelError(f"{path.name} is of format {kept['format']}; learn it anew with this version.")
        return Learned(
            encoder=str(kept["encoder"]),
            intents=unpack(part) if (part := _part(kept, "intents")) else None,
            moods=unpack(part) if (part := _part(kept, "moods")) else None,
            course=unpack_course(part) if (part := _part(kept, "course")) else None,
        )
    except OSError as error:
        raise ModelError(f"{path.name} can't be read: {error.strerror or error}.") from None
    except (KeyError, ValueError, BadZipFile, EOFError, AttributeError, TypeError, IndexError) as error:
        raise ModelError(f"{path.name} is no model that guitai learn wrote ({error}).") from None


def _part(kept: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key.removeprefix(f"{name}."): value for key, value in kept.items() if key.startswith(f"{name}.")}
