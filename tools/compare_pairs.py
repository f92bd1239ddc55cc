"""Compare pairs with those of mlxtend: ``python -m tools.compare_pairs baskets.csv [--least 10]``.

One basket a line, its products between commas. mlxtend is no part of this project: make a folder of its own
with ``python -m venv ENV``, ``ENV/bin/pip install mlxtend``, then ``PYTHONPATH=src ENV/bin/python -m
tools.compare_pairs …`` from the project's root. Exit code 1 if any figure differs.
"""

import argparse
import csv
import math
import sys
import time
from pathlib import Path

from guitai.engines.recommending.pairs import pairs

_FIGURES = ("support", "confidence", "lift")
_TOLERANCE = 1e-9

Key = tuple[str, str]
Figures = tuple[float, ...]


def main() -> int:
    """Read the baskets, ask both, print what differs and how long each took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--least", type=int, default=10, help="fewest baskets that hold both")
    asked = parser.parse_args()
    with asked.file.open(encoding="utf-8-sig", newline="") as lines:
        baskets = [[name.strip() for name in row if name.strip()] for row in csv.reader(lines)]
    began = time.perf_counter()
    ours = {
        (one.product, one.other): (one.support, one.confidence, one.lift)
        for one in pairs(baskets, least=asked.least)
    }
    between = time.perf_counter()
    theirs = _of_mlxtend(baskets, asked.least)
    ended = time.perf_counter()
    differing = [key for key in ours.keys() | theirs.keys() if not _same(ours.get(key), theirs.get(key))]
    sys.stdout.write(
        f"{len(baskets)} baskets, at least {asked.least} with both: {len(ours)} pairs here in "
        f"{between - began:.2f} s, {len(theirs)} of mlxtend in {ended - between:.2f} s, "
        f"{len(differing)} differ\n"
    )
    for key in sorted(differing):
        sys.stdout.write(f"  {' -> '.join(key)}: {ours.get(key)} here, {theirs.get(key)} there\n")
    return min(len(differing), 1)


def _of_mlxtend(baskets: list[list[str]], least: int) -> dict[Key, Figures]:
    import pandas  # noqa: PLC0415 - only where mlxtend is
    from mlxtend.frequent_patterns import association_rules, fpgrowth  # noqa: PLC0415
    from mlxtend.preprocessing import TransactionEncoder  # noqa: PLC0415

    encoder = TransactionEncoder()
    table = pandas.DataFrame(encoder.fit_transform(baskets), columns=encoder.columns_)
    # A hair below the share, so that a count that is just enough is not lost to a rounded division.
    usual = fpgrowth(table, min_support=(least - 0.5) / len(baskets), use_colnames=True, max_len=2)
    rules = association_rules(usual, metric="support", min_threshold=0)
    return {
        (*rule.antecedents, *rule.consequents): tuple(getattr(rule, name) for name in _FIGURES)
        for rule in rules.itertuples()
    }


def _same(one: Figures | None, two: Figures | None) -> bool:
    return (
        one is not None
        and two is not None
        and all(math.isclose(*both, rel_tol=_TOLERANCE) for both in zip(one, two, strict=True))
    )


if __name__ == "__main__":
    sys.exit(main())
