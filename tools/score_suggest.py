"""Score suggestions: ``python -m tools.score_suggest KNOWLEDGE.jsonl QUERIES.jsonl [--topics FILE.npz]``.

Knowledge lines are ``{"id", "question", "answer", "intent"}``, queries ``{"id", "query", "intent"}``; a hit
is an entry of the query's intent. Lexical, dense (cosines alone) and fused are scored on all queries, on both
halves (odd and even ids) and on random ones. Take topics that were learned without the queries' texts
(``--without`` of tools.train_topics). Prints figures alone. ``--fit`` fits the curve of the probabilities on
the queries of odd ids; the even ones say how well it holds. For both, every third question is taken to have
no answer in the knowledge, as in a shop: what is found for it without the entries of its intent is wrong.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.isotonic import IsotonicRegression

from guitai.engines.retrieval.dense import SentenceEncoder, vectors_of
from guitai.engines.retrieval.index import Index
from guitai.engines.retrieval.ranking import SILENT_BELOW
from guitai.engines.retrieval.terms import plain
from guitai.engines.retrieval.topics import Topics, read_topics, topics
from guitai.engines.retrieval.types import Entry
from tools.train_topics import read_lines

_TOP, _SHOWN = 10, 3  # hits looked at; hits an agent sees
_RANDOM_HALVES = 10
_KNOTS = 10  # of the curve
_UNANSWERED = 1 / 3  # of the questions
_STEPS = (0.0, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6)

Bools = NDArray[np.bool_]
Lines = Sequence[dict[str, str]]


@dataclass(frozen=True, slots=True)
class Scored:
    """Of each query, a row: whether the hit at each place is right, and its score."""

    right: Bools
    scores: NDArray[np.float64]

    def of(self, chosen: Bools) -> "Scored":
        """Give those of some of the queries."""
        return Scored(self.right[chosen], self.scores[chosen])

    def shown(self) -> tuple["Scored", NDArray[np.float64]]:
        """Give what an agent sees of each query, with its answers and then without, and what each weighs."""
        wrong_first = np.argsort(self.right, axis=1, kind="stable")[:, :_SHOWN]
        without = np.take_along_axis(self.scores, wrong_first, 1)
        shown = Scored(
            np.concatenate([self.right[:, :_SHOWN], np.zeros_like(without, bool)]),
            np.concatenate([self.scores[:, :_SHOWN], without]),
        )
        return shown, np.repeat([1 - _UNANSWERED, _UNANSWERED], len(self.right))


def main() -> None:
    """Read, search, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("knowledge", type=Path)
    parser.add_argument("queries", type=Path)
    parser.add_argument("--topics", type=Path, help="a model of the topics; without it the shipped one")
    parser.add_argument("--fit", action="store_true", help="fit the curve instead of trying it")
    asked = parser.parse_args()
    knowledge, queries = read_lines(asked.knowledge), read_lines(asked.queries)
    model = topics()
    if asked.topics:
        with asked.topics.open("rb") as file:
            model = read_topics(file)
    lexical, fused = _indexes(knowledge, model)
    if asked.fit:
        for name, index in (("lexical", lexical), ("fused", fused)):
            _fit(name, index, knowledge, queries)
        return
    ways = {
        "lexical": searched(lexical, knowledge, queries),
        "dense": _by_cosine(model, knowledge, queries),
        "fused": searched(fused, knowledge, queries),
    }
    _print_table(ways, queries)
    for name in ("lexical", "fused"):
        _print_silence(name, ways[name].of(~_odd(queries)))


def searched(index: Index, knowledge: Lines, queries: Lines) -> Scored:
    """Search for each of the queries."""
    intents = {line["id"]: line["intent"] for line in knowledge}
    right, scores = np.zeros((len(queries), _TOP), bool), np.zeros((len(queries), _TOP))
    for row, query in enumerate(queries):
        for place, hit in enumerate(index.search(query["query"], top=_TOP, least=-np.inf)):
            right[row, place], scores[row, place] = intents[hit.id] == query["intent"], hit.score
    return Scored(right, scores)


def figures(scored: Scored) -> tuple[float, float, float, float]:
    """Give hit@1, hit@5, and MRR over the first five and the first ten."""
    right = scored.right
    firsts = np.where(right.any(axis=1), right.argmax(axis=1) + 1.0, np.inf)
    at_five = np.where(firsts <= 5, 1 / firsts, 0.0)
    return (firsts == 1).mean(), (firsts <= 5).mean(), at_five.mean(), (1 / firsts).mean()


def _indexes(knowledge: Lines, model: Topics) -> tuple[Index, Index]:
    entries = tuple(Entry(line["id"], (line["question"],), line["answer"]) for line in knowledge)
    encoder = SentenceEncoder(model)
    vectors = vectors_of([plain(line["question"]) for line in knowledge], encoder, None, _say_done)
    return Index(entries, model, None, None), Index(entries, model, encoder, vectors)


def _by_cosine(model: Topics, knowledge: Lines, queries: Lines) -> Scored:
    encoder = SentenceEncoder(model)
    rows, asked = (
        encoder.encode([plain(line[key]) for line in lines])
        for key, lines in (("question", knowledge), ("query", queries))
    )
    cosines = asked @ rows.T
    best = np.argsort(-cosines, axis=1)[:, :_TOP]
    of_entries = np.array([line["intent"] for line in knowledge])
    of_queries = np.array([line["intent"] for line in queries])
    return Scored(of_entries[best] == of_queries[:, None], np.take_along_axis(cosines, best, 1).astype(float))


def _odd(queries: Lines) -> Bools:
    return np.array([int(query["id"]) % 2 == 1 for query in queries])


def _print_table(ways: dict[str, Scored], queries: Lines) -> None:
    _say(f"{len(queries)} queries            hit@1  hit@5  MRR@5  MRR@10")
    odd = _odd(queries)
    halves = [
        np.random.default_rng(seed).permutation(len(queries)) % 2 == 0 for seed in range(_RANDOM_HALVES)
    ]
    for name, scored in ways.items():
        _say_figures(f"{name}, all", figures(scored))
        _say_figures(f"{name}, odd ids", figures(scored.of(odd)))
        _say_figures(f"{name}, even ids", figures(scored.of(~odd)))
        found = np.array([figures(scored.of(half)) for half in halves])
        _say_figures(f"{name}, {_RANDOM_HALVES} halves, least", found.min(axis=0))
        _say_figures(f"{name}, {_RANDOM_HALVES} halves, most", found.max(axis=0))


def _print_silence(name: str, scored: Scored) -> None:
    """Say how often nothing is shown, how often the first is right, and whether scores are what they say."""
    shown, weights = scored.shown()
    _say(f"{name}, even ids: shown from, silent, first right, one of {_SHOWN} right, silent without answer")
    for least in sorted({*_STEPS, SILENT_BELOW}):
        visible = shown.scores >= least
        speaks = visible[:, 0]
        some = (shown.right & visible).any(axis=1)
        quiet = np.average(~speaks, weights=weights)
        first, any_ = (
            np.average(each[speaks], weights=weights[speaks]) if speaks.any() else 0.0
            for each in (shown.right[:, 0], some)
        )
        unanswered = (~speaks[len(speaks) // 2 :]).mean()
        _say(f"  {least:.2f}   {quiet:6.3f} {first:6.3f} {any_:6.3f} {unanswered:6.3f}")
    scores, right, each = (part.ravel() for part in (shown.scores, shown.right, np.repeat(weights, _SHOWN)))
    for low, high in zip(_STEPS, (*_STEPS[1:], 1.01), strict=True):
        within = (scores >= low) & (scores < high)
        if within.any():
            said, came = (np.average(what[within], weights=each[within]) for what in (scores, right))
            _say(f"  scores {low:.2f} to {high:.2f}: {within.sum():5} hits, said {said:.3f}, were {came:.3f}")


def _fit(name: str, index: Index, knowledge: Lines, queries: Lines) -> None:
    """Fit the curve from sums to probabilities, over the hits an agent sees."""
    index.weights = replace(index.weights, sums=(-99.0, 99.0), chances=(-99.0, 99.0))
    shown, weights = searched(index, knowledge, queries).of(_odd(queries)).shown()
    sums, right = shown.scores.ravel(), shown.right.ravel()
    knots = np.quantile(sums, np.linspace(0.01, 0.99, _KNOTS))
    curve = IsotonicRegression(out_of_bounds="clip").fit(sums, right, np.repeat(weights, _SHOWN))
    # The steps of the curve smoothed over a stretch between knots, so that no two sums make one score.
    width = np.diff(knots).mean() / 2
    chances = [curve.predict(np.linspace(knot - width, knot + width, 21)).mean() for knot in knots]
    _say(f"{name}: sums={tuple(knots.round(2).tolist())}, chances={tuple(np.round(chances, 3).tolist())}")


def _say_done(done: int, of: int) -> None:
    if done == of:
        _say(f"{of} vectors computed")


def _say_figures(name: str, found: Sequence[float]) -> None:
    _say(f"  {name:26}" + "".join(f"{figure:7.3f}" for figure in found))


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
