"""Talks and labelled questions for the benchmark of reading them."""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import cycle
from pathlib import Path
from random import Random

from bench.questions import questions
from bench.servers import TREE
from guitai.connectors.files import fact_readings, facts
from guitai.engines.understanding.intents import asked_in
from guitai.engines.understanding.learning import Example
from guitai.engines.understanding.types import Turn

CHATS = tuple(sorted((TREE / "examples").glob("*/chats-*.txt")))
_LENGTHS = 10, 60  # lines of a growing talk; the desk reads no more than the last sixty
_PAUSE = timedelta(minutes=2)  # between the talks that a growing one is put together of
_LABELS, _OF_EACH = 20, 100  # that are taught
_SEED = 11

Talk = Sequence[Turn]


def talks() -> list[Talk]:
    """Give the talks of the examples, read as ``guitai understand --chats`` does."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        facts.gather(facts.Sources(chats=CHATS), Path(name), on_lines=lambda _file, _count: None)
        return [talk.turns for talk in fact_readings.talks(Path(name))]


def long_talks(talks: Sequence[Talk], count: int) -> Iterator[Talk]:
    """Put talks together to longer ones, each soon after the one before."""
    chance, supply = Random(_SEED), cycle(talks)
    for _ in range(count):
        wanted, turns = chance.randint(*_LENGTHS), list[Turn]()
        while len(turns) < wanted:
            turns += _moved(next(supply), turns)
        yield turns[:wanted]


def _moved(talk: Talk, before: Talk) -> Talk:
    last, first = before[-1].at if before else None, talk[0].at
    if last is None or first is None:
        return talk
    later = last + _PAUSE - first
    return [replace(turn, at=turn.at + later if turn.at else None) for turn in talk]


def examples() -> list[Example]:
    """Give made-up questions, as many of each label; that is the surest thing the rules say is asked."""
    by_label = defaultdict(list)
    for text in questions(3 * _LABELS * _OF_EACH):
        if asked := asked_in(text):
            by_label[max(asked, key=lambda found: found.score).intent].append(text)
    most = sorted(by_label, key=lambda label: (-len(by_label[label]), label))[:_LABELS]
    return [Example(text, label) for label in most for text in by_label[label][:_OF_EACH]]
