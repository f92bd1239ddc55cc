"""The guard over made-up replies: a check with and without facts, beside other ways to look for words."""

import json
import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from statistics import median, quantiles
from typing import Any

import ahocorasick
import psutil
from flashtext import KeywordProcessor

from bench import figures, replies
from bench.figures import Figure
from bench.servers import TREE
from guitai.domains.guard.loading import rulebook
from guitai.engines.rulebook.checking import Rulebook, check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.facts import NO_FACTS, Facts
from guitai.engines.rulebook.types import Platform
from guitai.kernel.normalised import normalise

GOAL_PLAIN, GOAL_FACTS, GOAL_BULK, GOAL_TIMES = 100.0, 300.0, 8_000.0, 10.0
_SLOW_SAMPLE = 2_000  # replies for the peers that take long


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many replies; a flag, and GUITAI_BENCH_REPLIES in the environment."""

    replies: int = 20_000


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    texts = list(replies.texts(options.replies))
    began, before = time.perf_counter(), _memory()
    book = rulebook()
    compiling, memory = time.perf_counter() - began, _memory() - before
    words = sorted({word for each in book.lexicon.sets for word in each.words if word})
    facts = [read_facts(replies.context(number)) for number in range(200)]
    bare = _times(texts, _automaton(words))
    found = [
        *_ours("plain", "a check without facts", _checks(book, texts, [NO_FACTS]), bare, GOAL_PLAIN),
        *_ours("facts", "a check with facts", _checks(book, texts, facts), bare, GOAL_FACTS),
        *_beside(book, texts, words),
        *_bulk(texts),
        Figure(key="compiling", label="reading and compiling the rules", value=1000 * compiling, unit="ms"),
        Figure(key="memory", label="memory of the rules", value=memory, unit="MB"),
    ]
    title = f"guard: {len(book.rules)} rules, {len(words):,} words, {len(texts):,} replies"
    kept = {"rules": len(book.rules), "words": len(words), "processors": psutil.cpu_count()}
    figures.show(title, found)
    figures.keep("guard", at=datetime.now(UTC), facts=kept | asdict(options), figures=found)
    return all(figure.reached is not False for figure in found)


def _checks(book: Rulebook, texts: Sequence[str], facts: Sequence[Facts]) -> list[float]:
    """Give the microseconds of each check; what follows from facts is worked out anew for each."""
    taken = []
    for at, text in enumerate(texts):
        known = facts[at % len(facts)]
        fresh = replace(known) if known is not NO_FACTS else known
        began = time.perf_counter_ns()
        check(text, fresh, book, platform=Platform.TMALL)
        taken.append((time.perf_counter_ns() - began) / 1000)
    return taken


def _times(texts: Sequence[str], look: Callable[[str], object]) -> list[float]:
    taken = []
    for text in texts:
        began = time.perf_counter_ns()
        look(text)
        taken.append((time.perf_counter_ns() - began) / 1000)
    return taken


def _ours(key: str, label: str, taken: list[float], bare: list[float], goal: float) -> list[Figure]:
    high, bare_high = quantiles(taken, n=100)[98], quantiles(bare, n=100)[98]
    return [
        Figure(
            key=f"{key}_median",
            label=f"{label}: median, beside the bare scan",
            value=median(taken),
            unit="µs",
            beside=median(bare),
            at_most=goal,
        ),
        Figure(key=f"{key}_p99", label=f"{label}: p99", value=high, unit="µs", beside=bare_high),
    ]


def _beside(book: Rulebook, texts: Sequence[str], words: Sequence[str]) -> list[Figure]:
    """Compare medians over the same replies: of a whole check, and of the looking for words alone.

    The peers only look for words, in the text as it is written; ours normalise it first.
    """
    some = texts[:_SLOW_SAMPLE]
    whole = median(_checks(book, some, [NO_FACTS]))
    scan = median(_times(some, lambda text: book.lexicon.scan(normalise(text))))
    found = [
        Figure(key="scan", label="normalising and finding the words alone: median", value=scan, unit="µs")
    ]
    peers = {
        "alternation": ("one regular expression", _alternation(words), GOAL_TIMES),
        "flashtext": ("flashtext", _flashtext(words), None),
        "trie": ("a trie in plain Python", _trie(words), None),
    }
    for key, (label, look, goal) in peers.items():
        theirs = median(_times(some, look))
        found += [
            Figure(key=key, label=f"a check beside {label}: median", value=whole, unit="µs", beside=theirs),
            Figure(
                key=f"{key}_times",
                label=f"a check, times faster than {label}",
                value=theirs / whole,
                unit="×",
                at_least=goal,
            ),
            Figure(
                key=f"{key}_scan_times",
                label=f"the words alone, times faster than {label}",
                value=theirs / scan,
                unit="×",
            ),
        ]
    return found


def _automaton(words: Iterable[str]) -> Callable[[str], object]:
    automaton = ahocorasick.Automaton()
    for word in words:
        automaton.add_word(word, word)
    automaton.make_automaton()
    return lambda text: list(automaton.iter(text))


def _alternation(words: Sequence[str]) -> Callable[[str], object]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest_first))).findall


def _flashtext(words: Sequence[str]) -> Callable[[str], object]:
    processor = KeywordProcessor(case_sensitive=True)
    processor.add_keywords_from_list(list(words))
    find: Callable[[str], object] = processor.extract_keywords
    return find


def _trie(words: Iterable[str]) -> Callable[[str], object]:
    """Do as word filters commonly do: nested dictionaries, walked from every character."""
    root: dict[str, Any] = {}
    for word in words:
        node = root
        for character in word:
            node = node.setdefault(character, {})
        node[""] = word

    def look(text: str) -> list[str]:
        found = []
        for start in range(len(text)):
            node, at = root, start
            while at < len(text) and text[at] in node:
                node = node[text[at]]
                at += 1
                if "" in node:
                    found.append(node[""])
        return found

    return look


def _bulk(texts: Sequence[str]) -> list[Figure]:
    """Send all replies through ``guitai check --jsonl``, starting and reading included."""
    lines = "".join(json.dumps({"id": at, "text": text}) + "\n" for at, text in enumerate(texts))
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        [sys.executable, "-c", "from guitai.cli.main import run; run()", "check", "--jsonl"],
        input=lines.encode(),
        cwd=TREE,
        env=os.environ | {"PYTHONUTF8": "1"},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    taken, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return [
        Figure(
            key="bulk",
            label="guitai check --jsonl, start included",
            value=len(texts) / taken,
            unit="/s",
            at_least=GOAL_BULK,
        ),
        Figure(
            key="bulk_processor",
            label="guitai check --jsonl: processor time a reply",
            value=1_000_000 * processor / len(texts),
            unit="µs",
        ),
    ]


def _memory() -> float:
    return float(psutil.Process().memory_info().rss) / 1e6
