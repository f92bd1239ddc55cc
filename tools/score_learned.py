"""Score learned models by cross-validation: ``python -m tools.score_learned --intents FILE --moods FILE``.

What ``guitai learn`` learns of some parts is asked about the part left out: texts that are nearly the same,
and the turns of one talk, are never on both sides. Beside it, on the same parts, a linear model over TF-IDF
of characters (needs the extra ``bench``). ``--seeds 3`` splits three times and tells the worst as well.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import cohen_kappa_score, f1_score, recall_score
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from guitai.cli.learning import example_in, judged_talk_in, read_labelled
from guitai.engines.retrieval.averages import averages
from guitai.engines.understanding.learned import answer
from guitai.engines.understanding.learning import Encoder, Example, JudgedTalk, learn
from guitai.engines.understanding.types import Turn

_NEARLY = 0.85  # cosine of TF-IDF over characters and pairs
Scores = dict[str, list[float]]


def main() -> None:
    """Read, split, learn, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--intents", type=Path)
    parser.add_argument("--moods", type=Path)
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--lexical", action="store_true", help="leave the dense model out")
    asked = parser.parse_args()
    found = None if asked.lexical else averages()
    encoder = _remembering(Encoder(found.name, found.encode)) if found else None
    if asked.intents:
        _score_intents(list(read_labelled(asked.intents, example_in)), asked.seeds, encoder)
    if asked.moods:
        _score_moods(list(read_labelled(asked.moods, judged_talk_in)), asked.seeds, encoder)


def _remembering(encoder: Encoder) -> Encoder:
    """Encode each text once, for all splits."""
    known: dict[str, Any] = {}

    def encode(texts: Sequence[str]) -> Any:
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, encoder.encode(new), strict=True) if new else ())
        return np.array([known[text] for text in texts])

    return Encoder(encoder.name, encode)


def _score_intents(examples: list[Example], seeds: int, encoder: Encoder | None) -> None:
    texts, labels = [each.text for each in examples], np.array([each.intent for each in examples])
    groups = _alike(texts)
    ours: Scores = {}
    plain: Scores = {}
    for kept, left in _parts(groups, seeds, 5):
        model = learn([examples[at] for at in kept], [], encoder=encoder)
        encode = encoder.encode if encoder else None
        ranked = [_ranked(answer(model, [Turn("buyer", texts[at])], encode).intents[0]) for at in left]
        _add(ours, labels[left], [best[0] for best in ranked])
        _top3(ours, labels[left], ranked)
        beside = make_pipeline(
            TfidfVectorizer(analyzer="char", ngram_range=(1, 3), sublinear_tf=True), LinearSVC()
        )
        beside.fit([texts[at] for at in kept], labels[kept])
        scores = beside.decision_function([texts[at] for at in left])
        ranked = [tuple(beside.classes_[np.argsort(-row)[:3]]) for row in scores]
        _add(plain, labels[left], [best[0] for best in ranked])
        _top3(plain, labels[left], ranked)
    _print("intents, learned", ours, seeds)
    _print("intents, TF-IDF + linear SVM", plain, seeds)


def _score_moods(talks: list[JudgedTalk], seeds: int, encoder: Encoder | None) -> None:
    ours: Scores = {}
    plain: Scores = {}
    whole: Scores = {}
    for kept, left in _parts(np.arange(len(talks)), seeds, 10):
        model = learn([], [talks[at] for at in kept], encoder=encoder)
        encode = encoder.encode if encoder else None
        said = [answer(model, talks[at].turns, encode) for at in left]
        pairs = [
            (level, of.satisfied[place])
            for at, of in zip(left, said, strict=True)
            for place, level in talks[at].judged.items()
        ]
        _add(ours, *map(np.array, zip(*pairs, strict=True)))
        _add(whole, np.array([talks[at].overall for at in left]), [of.overall for of in said])
        known, asked = (
            [(t.turns[p].text, level) for t in some for p, level in t.judged.items()]
            for some in ([talks[at] for at in kept], [talks[at] for at in left])
        )
        beside = make_pipeline(
            TfidfVectorizer(analyzer="char", ngram_range=(1, 4), sublinear_tf=True),
            LogisticRegression(class_weight="balanced", max_iter=300),
        )
        beside.fit(*map(list, zip(*known, strict=True)))
        _add(
            plain,
            np.array([level for _text, level in asked]),
            beside.predict([text for text, _level in asked]),
        )
    _print("after a turn, learned", ours, seeds)
    _print("after a turn, TF-IDF + balanced logistic regression", plain, seeds)
    _print("the whole, learned", whole, seeds)


def _alike(texts: Sequence[str]) -> Any:
    """Give the group of each text: with those that are nearly the same."""
    rows = TfidfVectorizer(analyzer="char", ngram_range=(1, 2)).fit_transform(texts)
    pairs = (rows @ rows.T).tocoo()
    group = list(range(len(texts)))

    def first(at: int) -> int:
        while group[at] != at:
            at = group[at]
        return at

    for one, other, cosine in zip(pairs.row.tolist(), pairs.col.tolist(), pairs.data.tolist(), strict=True):
        if one < other and cosine > _NEARLY:
            group[first(one)] = first(other)
    return np.array([first(at) for at in range(len(texts))])


def _parts(groups: Any, seeds: int, parts: int) -> Iterator[tuple[list[int], list[int]]]:
    """Give which examples are learned and which asked, for each part of each split."""
    for seed in range(seeds):
        part = np.random.default_rng(seed).permutation(int(groups.max()) + 1)[groups] % parts
        for left in range(parts):
            yield np.flatnonzero(part != left).tolist(), np.flatnonzero(part == left).tolist()


def _ranked(best: Sequence[tuple[str, float]]) -> tuple[str, ...]:
    return tuple(intent for intent, _score in best)


def _add(scores: Scores, right: Any, told: Any) -> None:
    scores.setdefault("right", []).append(right)
    scores.setdefault("told", []).append(np.array(told))


def _top3(scores: Scores, right: Any, ranked: Sequence[Sequence[str]]) -> None:
    hits = [label in best for label, best in zip(right, ranked, strict=True)]
    scores.setdefault("top3", []).append(np.array(hits))


def _print(name: str, scores: Any, seeds: int) -> None:
    """Print the figures over all parts of each split: the mean of the splits, and the worst."""
    parts = len(scores["right"]) // seeds
    figures: dict[str, list[float]] = {}
    measures: dict[str, Callable[[Any, Any], float]] = {
        "accuracy": lambda right, told: float((right == told).mean()),
        "macro-F1": lambda right, told: float(f1_score(right, told, average="macro")),
        "UAR": lambda right, told: float(recall_score(right, told, average="macro")),
        "kappa": lambda right, told: float(cohen_kappa_score(right, told)),
    }
    for at in range(0, len(scores["right"]), parts):
        right, told = (np.concatenate(scores[key][at : at + parts]) for key in ("right", "told"))
        for measure, of in measures.items():
            figures.setdefault(measure, []).append(of(right, told))
        if "top3" in scores:
            figures.setdefault("top-3", []).append(
                float(np.concatenate(scores["top3"][at : at + parts]).mean())
            )
        if len(set(right.tolist())) < 5:
            for label in sorted(set(right.tolist())):
                kappa = float(cohen_kappa_score(right == label, told == label))
                figures.setdefault(f"kappa of {label}", []).append(kappa)
    told = ", ".join(f"{measure} {np.mean(of):.3f} (worst {min(of):.3f})" for measure, of in figures.items())
    sys.stdout.write(f"{name}: {told}\n")


if __name__ == "__main__":
    main()
