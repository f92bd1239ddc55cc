"""Learning from labelled examples: what texts ask, and how satisfied buyers are (U1, U2).

The same examples give the same model. The choices (looseness, balance, which terms) were made on public talks
of another shop: docs/reference/learning.md tells which, and what they are worth.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from guitai.engines.understanding.course import Course, learn_course
from guitai.engines.understanding.learned import Learned, ModelError, course_numbers
from guitai.engines.understanding.likeness import Encode, Labels, learn_labels
from guitai.engines.understanding.types import Turn

MOST = 12_000  # examples: the equations of more take minutes and gigabytes
FEWEST_TALKS = 10  # with a level for the whole
_INTENTS = 0.4  # looseness
_MOODS, _ALIKE = 4.0, 1.0  # looseness, balance
_FOLDS = 5
_SEED = 20_261_123


@dataclass(frozen=True, slots=True)
class Example:
    """A text and what it asks."""

    text: str
    intent: str


@dataclass(frozen=True, slots=True)
class JudgedTalk:
    """A talk and how satisfied its buyer was, 0 to 2: after ``judged`` turns, by place, and with all."""

    turns: tuple[Turn, ...]
    judged: dict[int, int]
    overall: int | None


@dataclass(frozen=True, slots=True)
class Encoder:
    """A dense encoder and its name, which goes into the model."""

    name: str
    encode: Encode


def learn(
    examples: Sequence[Example], talks: Sequence[JudgedTalk], *, encoder: Encoder | None = None
) -> Learned:
    """Learn a model; of more than ``MOST`` examples, or judged turns, as many are drawn.

    :raises ModelError: if there is nothing to tell apart.
    """
    encode = encoder.encode if encoder else None
    moods = _moods(talks, encode)
    return Learned(
        encoder=encoder.name if encoder else "",
        intents=_intents(examples, encode) if examples else None,
        moods=moods,
        course=_course(talks, encode) if moods else None,
    )


def _intents(examples: Sequence[Example], encode: Encode | None) -> Labels:
    """Learn intents; the name of one is an example of it too, for it says what it is about."""
    drawn = [examples[at] for at in _drawn(len(examples))]
    names = sorted({example.intent for example in drawn})
    if len(names) < 2:
        raise ModelError("All examples have one intent; there is nothing to tell apart.")
    texts = [*(example.text for example in drawn), *names]
    labels = [*(example.intent for example in drawn), *names]
    return learn_labels(texts, labels, encode, looseness=_INTENTS)


def _moods(talks: Sequence[JudgedTalk], encode: Encode | None) -> Labels | None:
    judged = [(talk.turns[place].text, str(level)) for talk in talks for place, level in talk.judged.items()]
    if not judged:
        return None
    texts, levels = zip(*(judged[at] for at in _drawn(len(judged))), strict=True)
    if len(set(levels)) < 2:
        raise ModelError("All judged turns have one level of satisfaction; there is nothing to tell apart.")
    return learn_labels(texts, levels, encode, looseness=_MOODS, balance=_ALIKE)


def _course(talks: Sequence[JudgedTalk], encode: Encode | None) -> Course | None:
    """Learn to judge whole talks, each by a model that did not learn its turns."""
    whole = [talk for talk in talks if talk.overall is not None and any(t.by == "buyer" for t in talk.turns)]
    if len(whole) < FEWEST_TALKS or len({talk.overall for talk in whole}) < 2:
        return None
    rows, levels = zip(*_judged(whole, encode), strict=True)
    return learn_course(np.array(rows), np.array(levels))


def _judged(talks: Sequence[JudgedTalk], encode: Encode | None) -> Iterator[tuple[np.ndarray, int]]:
    parts = np.random.default_rng(_SEED).permutation(len(talks)) % _FOLDS
    for part in range(_FOLDS):
        learned = _moods([talk for talk, of in zip(talks, parts, strict=True) if of != part], encode)
        for talk in (talk for talk, of in zip(talks, parts, strict=True) if of == part):
            said = [turn.text for turn in talk.turns if turn.by == "buyer"]
            if learned and talk.overall is not None:
                scores = learned.scores(said, encode)
                yield course_numbers(learned, talk.turns, scores), talk.overall


def _drawn(count: int) -> list[int]:
    """Give the places of the examples to learn from, in order."""
    if count <= MOST:
        return list(range(count))
    return sorted(np.random.default_rng(_SEED).choice(count, MOST, replace=False).tolist())
