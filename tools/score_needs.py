"""Score ticked needs on talks: ``python -m tools.score_needs tests/held_apart/needs.jsonl``.

tests/held_apart/README.md says how. Prints figures alone, with ``--ids`` which talks were wrong; no sentence.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from guitai.engines.needs.hearing import heard
from guitai.engines.needs.loading import kinds
from guitai.engines.needs.types import Turn


def main() -> None:
    """Read, hear every talk, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ids", action="store_true", help="name the talks that were wrong")
    asked = parser.parse_args()
    talks = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line]
    outcomes = [(talk["id"], talk["known"], ticked(talk)) for talk in talks]
    whole = sum(told == found for _id, told, found in outcomes)
    sys.stdout.write(f"{len(talks)} talks, {whole} without a mistake\n")
    _print_figures("needs", [(set(told), set(found)) for _id, told, found in outcomes])
    _print_figures("with value", [(set(told.items()), set(found.items())) for _id, told, found in outcomes])
    if asked.ids:
        for name, told, found in outcomes:
            if told != found:
                wrong = sorted(key for key in {*told, *found} if told.get(key) != found.get(key))
                sys.stdout.write(f"  {name}: {', '.join(wrong)}\n")


def ticked(talk: Mapping[str, Any]) -> dict[str, str]:
    """Give what is ticked for a talk of the set, by the key of the need."""
    kind = next(kind for kind in kinds() if kind.key == talk["kind"])
    turns = [Turn("buyer" if line[0] == "B" else "agent", line[2:]) for line in talk["turns"]]
    return dict(heard(kind, turns).known)


def _print_figures(name: str, pairs: list[tuple[set[Any], set[Any]]]) -> None:
    hits = sum(len(told & found) for told, found in pairs)
    told = sum(len(told) for told, _found in pairs)
    found = sum(len(found) for _told, found in pairs)
    sys.stdout.write(
        f"  {name:10} precision {hits / max(found, 1):.3f}, recall {hits / max(told, 1):.3f} "
        f"({hits} right, {found - hits} too many, {told - hits} missed)\n"
    )


if __name__ == "__main__":
    main()
