"""The search for answers over 1,000, 20,000 and 200,000 questions, beside other ways to search them.

Each way over each size runs in a process of its own, so that its memory is its own.
"""

import re
import sqlite3
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from statistics import median, quantiles
from typing import Any

import bm25s
import numpy as np
import psutil
from sklearn.feature_extraction.text import TfidfVectorizer

from bench import figures
from bench.figures import Figure
from bench.questions import asked, questions
from guitai.engines.retrieval import Encoder, Entry, Index, encoder
from guitai.engines.retrieval.types import Floats

GOAL_LEXICAL, GOAL_DENSE, GOAL_MEMORY = 5.0, 30.0, 1_000.0  # ms, ms, MB
SIZES = (1_000, 20_000, 200_000)
_GOAL_SIZE, _LARGEST = 20_000, 200_000
_TOP = 5
_ENCODED = 20_000  # questions that are encoded; of more the vectors are taken again in turn
_WARM = 5  # queries before the clock

Search = Callable[[str], object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many queries; a flag, and GUITAI_BENCH_SEARCHES in the environment."""

    searches: int = 500


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds of each query, seconds of making ready, megabytes that are held afterwards."""

    taken: list[float]
    ready: float
    memory: float


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    measured = {(way, size): _apart(way, size, options.searches) for size in SIZES for way in _WAYS}
    found = [figure for size in SIZES for figure in _of_size(measured, size)]
    found += _encoding()
    kept = {"processors": psutil.cpu_count(), "sizes": SIZES}
    figures.show(f"suggest: {options.searches:,} queries over up to {_LARGEST:,} questions", found)
    figures.keep("suggest", at=datetime.now(UTC), facts=kept | asdict(options), figures=found)
    return all(figure.reached is not False for figure in found)


def _of_size(measured: dict[tuple[str, int], Measured], size: int) -> list[Figure]:
    found = []
    for way in _WAYS:
        mine, peer = measured[way, size], measured["bm25s", size]
        found += [
            Figure(
                key=f"{way}_{size}_{name}",
                label=f"{size:,}: {_LABELS[way]}: {label}",
                value=value(mine),
                unit=unit,
                beside=None if way == "bm25s" else value(peer),
                at_most=_goal(way, size, name),
            )
            for name, label, value, unit in _FIGURES
        ]
    return found


def _goal(way: str, size: int, name: str) -> float | None:
    if name == "p95" and size == _GOAL_SIZE:
        return {"lexical": GOAL_LEXICAL, "fused": GOAL_DENSE}.get(way)
    return GOAL_MEMORY if (name, size, way) == ("memory", _LARGEST, "fused") else None


def _p95(measured: Measured) -> float:
    return quantiles(measured.taken, n=20)[18]


_FIGURES: tuple[tuple[str, str, Callable[[Measured], float], str], ...] = (
    ("p50", "a query, median", lambda each: median(each.taken), "ms"),
    ("p95", "a query, p95", _p95, "ms"),
    ("ready", "making ready", lambda each: each.ready, "s"),
    ("memory", "memory", lambda each: each.memory, "MB"),
)


def _encoding() -> list[Figure]:
    """Say how many questions a second are encoded the first time."""
    model = encoder()
    if model is None:
        return []
    texts = questions(2_000)
    began = time.perf_counter()
    model.encode(texts)
    each = (time.perf_counter() - began) / len(texts)
    return [
        Figure(key="encoding", label="vectors computed the first time", value=1 / each, unit="/s"),
        Figure(key="encoding_20000", label="20,000 questions, first time", value=20_000 * each, unit="s"),
    ]


def _apart(way: str, size: int, searches: int) -> Measured:
    with get_context("spawn").Pool(1) as processes:
        return processes.apply(_measure, (way, size, searches))


def _measure(way: str, size: int, searches: int) -> Measured:
    texts, queries = questions(size), asked(searches + _WARM)
    process = psutil.Process()
    before, began = process.memory_info().rss, time.perf_counter()
    search = _WAYS[way](texts)
    ready = time.perf_counter() - began
    for query in queries[:_WARM]:
        search(query)
    taken = []
    for query in queries[_WARM:]:
        began = time.perf_counter()
        search(query)
        taken.append(1_000 * (time.perf_counter() - began))
    return Measured(taken, ready, (process.memory_info().rss - before) / 1e6)


def _lexical(texts: Sequence[str]) -> Search:
    index = Index.of(_entries(texts))
    return lambda query: index.search(query, top=_TOP)


def _fused(texts: Sequence[str]) -> Search:
    model = encoder()
    if model is None:
        raise RuntimeError("The extra dense is not installed; make bench installs it.")
    index = Index.of(_entries(texts), encoder=_Repeating(model))
    return lambda query: index.search(query, top=_TOP)


class _Repeating:
    """The encoder, that gives the vectors of the first questions again for all after them."""

    def __init__(self, model: Encoder) -> None:
        self._model, self._known = model, np.zeros((0, model.dim), np.float32)
        self.name, self.dim = model.name, model.dim

    def encode(self, texts: Sequence[str]) -> Floats:
        """Give rows; only queries and the first questions are worked out."""
        if len(texts) > 1 and len(self._known) >= _ENCODED:
            return self._known[: len(texts)]
        rows = self._model.encode(texts)
        if len(texts) > 1:
            self._known = np.concatenate([self._known, rows])
        return rows


def _entries(texts: Sequence[str]) -> list[Entry]:
    return [Entry(str(number), (text,), "") for number, text in enumerate(texts)]


def _bm25s(texts: Sequence[str]) -> Search:
    index = bm25s.BM25()
    index.index([_characters_and_pairs(text) for text in texts], show_progress=False)

    def search(query: str) -> Any:
        known = [[one for one in _characters_and_pairs(query) if one in index.vocab_dict]]
        return index.retrieve(known, k=_TOP, show_progress=False)

    return search


def _characters_and_pairs(text: str) -> list[str]:
    plain = re.sub(r"[\W_]+", "", text)
    return [*plain, *(plain[at : at + 2] for at in range(len(plain) - 1))]


def _trigram(texts: Sequence[str]) -> Search:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE asked USING fts5(text, tokenize = 'trigram')")
    base.executemany("INSERT INTO asked VALUES (?)", ((text,) for text in texts))

    def search(query: str) -> Any:
        plain = re.sub(r"[\W_]+", "", query)
        words = " OR ".join(f'"{plain[at : at + 3]}"' for at in range(len(plain) - 2))
        return base.execute(
            "SELECT rowid FROM asked WHERE asked MATCH ? ORDER BY bm25(asked) LIMIT ?", (words, _TOP)
        ).fetchall()

    return search


def _tfidf(texts: Sequence[str]) -> Search:
    vectorizer = TfidfVectorizer(analyzer="char", ngram_range=(1, 3), dtype=np.float32)
    rows = vectorizer.fit_transform(texts)

    def search(query: str) -> Any:
        likeness = (rows @ vectorizer.transform([query]).T).toarray().ravel()
        return np.argpartition(-likeness, _TOP)[:_TOP]

    return search


_WAYS: dict[str, Callable[[Sequence[str]], Search]] = {
    "lexical": _lexical,
    "fused": _fused,
    "bm25s": _bm25s,
    "trigram": _trigram,
    "tfidf": _tfidf,
}
_LABELS = {
    "lexical": "guitai, lexical",
    "fused": "guitai, with the dense model",
    "bm25s": "bm25s over characters and pairs",
    "trigram": "SQLite FTS5 trigram",
    "tfidf": "TF-IDF of 1 to 3 characters",
}
