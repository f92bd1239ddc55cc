"""Reading talks: each message at the desk, many talks at once, a learned model; beside snownlp and an SVM.

The talks are those of the examples' exported chats. Their people say the same few things again and again,
more often than those of a real shop, so before each talk the engine forgets the lines it has read.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from statistics import mean, median, quantiles
from typing import Any, NamedTuple

import ahocorasick
import psutil
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bench import figures
from bench.figures import Figure
from bench.servers import TREE
from bench.talks import CHATS, Talk, examples, long_talks, talks
from guitai.engines.retrieval.averages import averages
from guitai.engines.understanding.intent_data import catalogue
from guitai.engines.understanding.intents import asked_in
from guitai.engines.understanding.learned import Learned, answer
from guitai.engines.understanding.learning import Encoder, Example, learn
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Turn

GOAL_MESSAGE, GOAL_BULK = 1.0, 1_500.0  # ms, messages a second of a core
_WARM = 20  # messages before the clock
_ENGINE = "guitai.engines.understanding."
_PEERS = {"linear": "TF-IDF + linear SVM", "snownlp": "snownlp's sentiment"}

Look = Callable[[str], object]


class Taken(NamedTuple):
    """Milliseconds by the clock, and of the processor, all cores together."""

    clock: float
    processor: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many growing talks; a flag, and GUITAI_BENCH_TALKS in the environment."""

    talks: int = 200


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    compiling = _taken(_whole, "在吗").processor
    every, taught = talks(), examples()
    said = [turn.text for talk in every for turn in talk if _is_message(turn)]
    different = list(dict.fromkeys(said))
    snow, linear = _snow(), _linear(taught)
    peers: dict[str, Look] = {"linear": lambda text: linear([text])} | ({"snownlp": snow} if snow else {})
    found = [
        *_desk(list(long_talks(every, options.talks)), snow),
        *_alone(different, peers),
        *_bulk(every, said, linear, snow),
        *_learned(taught, different, peers["linear"]),
        Figure(key="compiling", label="reading and compiling the words", value=compiling, unit="ms"),
    ]
    kept = {
        "messages": len(said),
        "different": len(different),
        "characters": round(mean(map(len, said)), 1),
        "processors": psutil.cpu_count(),
        "load": round(os.getloadavg()[0], 1),
    }
    figures.show(f"understand: {len(every):,} talks, {len(said):,} messages of buyers", found)
    figures.keep("understand", at=datetime.now(UTC), facts=kept | asdict(options), figures=found)
    return all(figure.reached is not False for figure in found)


def _desk(talks: Sequence[Talk], snow: Look | None) -> list[Figure]:
    """Read growing talks anew at each message of the buyer; snownlp reads the message alone."""
    ours, theirs, first = list[Taken](), list[Taken](), list[Taken]()
    for talk in talks:
        _forget()
        for place in (place for place, turn in enumerate(talk) if _is_message(turn)):
            ours.append(_taken(read, talk[: place + 1]))
            if snow:
                theirs.append(_taken(snow, talk[place].text))
        _forget()
        first.append(_taken(read, talk))
    label = "a message in a growing talk"
    whole = "a whole talk of 10 to 60 lines, nothing remembered"
    return [
        *_spread("message", label, _processor(ours), _processor(theirs), "snownlp", goal=GOAL_MESSAGE),
        *_spread("clock", f"{label}, by the clock", [each.clock for each in ours]),
        *_spread("first", whole, _processor(first)),
    ]


def _alone(messages: Sequence[str], peers: dict[str, Look]) -> list[Figure]:
    """Read different messages, each as if it were the whole talk."""
    (bare,) = _medians(messages, _automaton())
    (asked,) = _medians(messages, asked_in)
    ours, *theirs = _medians(messages, _whole, *peers.values())
    named = [(key, _PEERS[key], value) for key, value in zip(peers, theirs, strict=True)]
    rows = [
        ("asked", "what a message asks, beside the bare scan", asked, bare),
        ("alone", "all of a message, beside the bare scan", ours, bare),
        *((f"alone_{key}", f"all of a message, beside {peer}", ours, value) for key, peer, value in named),
    ]
    found = [
        Figure(key=key, label=f"{label}: p50", value=1000 * mine, unit="µs", beside=1000 * other)
        for key, label, mine, other in rows
    ]
    label = "all of a message, times faster than"
    return found + [
        Figure(key=f"times_{key}", label=f"{label} {peer}", value=value / ours, unit="×")
        for key, peer, value in named
    ]


def _bulk(talks: Sequence[Talk], said: Sequence[str], linear: Any, snow: Look | None) -> list[Figure]:
    """Count buyers' messages by processor time; what agents say is read too, and not counted."""
    cold = warm = 0.0
    for talk in talks:
        _forget()
        cold += _taken(read, talk).processor
    _forget()
    for talk in talks:
        warm += _taken(read, talk).processor
    each = "messages a second of a core"
    rows = [
        ("bulk", f"{each}, beside {_PEERS['linear']}", cold, _taken(linear, said).processor),
        ("bulk_remembered", f"{each}, lines remembered", warm, None),
        ("bulk_command", "guitai understand --chats, start and files included", _command(), None),
    ]
    if snow:
        theirs = sum(_taken(snow, text).processor for text in said)
        rows.insert(1, ("bulk_snownlp", f"{each}, beside {_PEERS['snownlp']}", cold, theirs))
    return [
        Figure(
            key=key,
            label=label,
            value=1000 * len(said) / ours,
            unit="/s",
            beside=theirs and 1000 * len(said) / theirs,
            at_least=GOAL_BULK if ours is cold else None,
        )
        for key, label, ours, theirs in rows
    ]


def _command() -> float:
    """Give the milliseconds of the processor that the command takes over the same files."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    files = [part for path in CHATS for part in ("--chats", str(path))]
    subprocess.run(
        [sys.executable, "-c", "from guitai.cli.main import run; run()", "understand", *files],
        cwd=TREE,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return 1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def _learned(examples: Sequence[Example], messages: Sequence[str], linear: Look) -> list[Figure]:
    """Learn without the dense model and with it, and ask for the labels of each message."""
    dense, found = averages(), list[Figure]()
    if dense is None:
        sys.stderr.write("The extra dense is not installed; make bench installs it.\n")
    for encoder in (None, Encoder(dense.name, dense.encode)) if dense else (None,):
        key, label = ("dense", "with vectors") if encoder else ("lexical", "without vectors")
        began = time.perf_counter()
        model = learn(examples, [], encoder=encoder)
        learning = time.perf_counter() - began
        ours, theirs = (
            [each.clock for each in taken]
            for taken in _in_turn(messages, partial(_labels, model, encoder), linear)
        )
        found += [
            *_spread(f"learned_{key}", f"learned, {label}", ours, theirs, "linear"),
            Figure(key=f"learning_{key}", label=f"learning, {label}", value=learning, unit="s"),
        ]
    return found


def _labels(model: Learned, encoder: Encoder | None, text: str) -> object:
    return answer(model, (Turn("buyer", text),), encoder.encode if encoder else None)


def _whole(text: str) -> object:
    return read((Turn("buyer", text),))


def _snow() -> Look | None:
    try:
        snow = import_module("snownlp").SnowNLP
    except ImportError:
        sys.stderr.write("snownlp is not installed, so nothing stands beside it; make bench installs it.\n")
        return None
    return lambda text: snow(text).sentiments


def _linear(examples: Sequence[Example]) -> Callable[[Sequence[str]], object]:
    characters = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True)
    model = make_pipeline(characters, LinearSVC())
    model.fit([example.text for example in examples], [example.intent for example in examples])
    predict: Callable[[Sequence[str]], object] = model.predict
    return predict


def _automaton() -> Look:
    """Find the words of all intents, and nothing else."""
    automaton = ahocorasick.Automaton()
    for wording in (wording for intent in catalogue().intents for wording in intent.wordings):
        for word in frozenset[str]().union(*wording.groups):
            automaton.add_word(word, word)
    automaton.make_automaton()
    return lambda text: list(automaton.iter(text))


def _is_message(turn: Turn) -> bool:
    return turn.by == "buyer" and bool(turn.text.strip())


def _forget() -> None:
    """Let the engine forget the lines it has read, but not its words."""
    engine = [module for name, module in sys.modules.items() if name.startswith(_ENGINE)]
    for each in (each for module in engine for each in vars(module).values()):
        if hasattr(each, "cache_parameters") and each.cache_parameters()["maxsize"]:
            each.cache_clear()


def _medians(texts: Sequence[str], *ways: Look) -> list[float]:
    return [median(_processor(taken)) for taken in _in_turn(texts, *ways)]


def _in_turn(texts: Sequence[str], *ways: Look) -> list[list[Taken]]:
    """Give what each way takes of each text; they take turns, so that they share what else is going on."""
    for text in texts[:_WARM]:
        for look in ways:
            look(text)
    _forget()
    rows = [[_taken(look, text) for look in ways] for text in texts]
    return [list(taken) for taken in zip(*rows, strict=True)]


def _processor(taken: Sequence[Taken]) -> list[float]:
    return [each.processor for each in taken]


def _taken(look: Callable[[Any], object], given: Any) -> Taken:
    began, used = time.perf_counter(), time.process_time()
    look(given)
    used, passed = time.process_time() - used, time.perf_counter() - began
    return Taken(1000 * passed, 1000 * used)


def _spread(
    key: str,
    label: str,
    ours: Sequence[float],
    theirs: Sequence[float] = (),
    peer: str = "",
    *,
    goal: float | None = None,
) -> list[Figure]:
    """Give p50, p95 and p99, beside those of a peer if there are any; the goal is p95's."""
    named = f"{label}, beside {_PEERS[peer]}" if theirs else label
    return [
        Figure(
            key=f"{key}_p{of}",
            label=f"{named}: p{of}",
            value=quantiles(ours, n=100)[of - 1],
            unit="ms",
            beside=quantiles(theirs, n=100)[of - 1] if theirs else None,
            at_most=goal if of == 95 else None,
        )
        for of in (50, 95, 99)
    ]
