"""Score proposed reasons on lost talks: ``python -m tools.score_lost tests/held_apart/lost.jsonl``.

tests/held_apart/README.md says how. By default the half held apart is scored; ``--tuning`` scores the other.
Prints figures alone, with ``--ids`` which talks were wrong; no sentence.
"""

import argparse
import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from guitai.engines.lostorders.proposing import propose
from guitai.engines.lostorders.types import Author, KindFacts, Line, LostFacts, Reason
from guitai.kernel.money import Money

UNKNOWN = "unknown"
_BEGIN = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)


def main() -> None:
    """Read, propose for every talk of a half, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--tuning", action="store_true", help="score the half that was tuned on")
    parser.add_argument("--ids", action="store_true", help="name the talks that were wrong")
    asked = parser.parse_args()
    talks = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line]
    half = [talk for talk in talks if is_for_tuning(talk["id"]) is asked.tuning]
    outcomes = [(talk["id"], talk["reason"], proposed(talk)) for talk in half]
    _print_figures([(right, found) for _id, right, found in outcomes])
    if asked.ids:
        for name, right, found in outcomes:
            if right != found:
                sys.stdout.write(f"  {name}: {found}\n")


def is_for_tuning(talk_id: str) -> bool:
    """Say which half a talk is in: odd numbers are for tuning, even ones are held apart."""
    return int(talk_id.rsplit("-", 1)[1]) % 2 == 1


def proposed(talk: Mapping[str, Any]) -> str:
    """Give the reason proposed for a talk of the set, or ``unknown``."""
    lines = [
        Line(place, Author(author), text, _BEGIN + timedelta(seconds=second))
        for place, (author, second, text) in enumerate(talk["lines"])
    ]
    found = propose(lines, read_facts(talk.get("facts", {})))
    return found.reason.value if found else UNKNOWN


def read_facts(told: Mapping[str, Any]) -> LostFacts:
    """Read what the set says is known beside a talk."""
    return LostFacts(
        price=Money.parse(told["price"]) if "price" in told else None,
        kinds=tuple(KindFacts(tuple(each["properties"]), each["stock"]) for each in told.get("skus", ())),
        activities=tuple(told.get("activities", ())),
        rating=round(float(told["shop_rating"]) * 10) if "shop_rating" in told else None,
        poor_reviews=told.get("poor_reviews_percent"),
    )


def _print_figures(pairs: list[tuple[str, str]]) -> None:
    right = sum(wanted == found for wanted, found in pairs)
    given = [(wanted, found) for wanted, found in pairs if found != UNKNOWN]
    held = sum(wanted == found for wanted, found in given)
    sys.stdout.write(
        f"{len(pairs)} talks; accuracy {right / len(pairs):.3f}, "
        f"proposed for {len(given) / len(pairs):.1%}, right of these {held / max(len(given), 1):.3f}\n"
    )
    kinds = [reason.value for reason in Reason if reason is not Reason.OTHER] + [UNKNOWN]
    scores = {kind: _f1(pairs, kind) for kind in kinds}
    sys.stdout.write(f"macro-F1 {sum(scores.values()) / len(scores):.3f} over {len(scores)} answers\n")
    for kind, score in scores.items():
        wanted = sum(each == kind for each, _found in pairs)
        sys.stdout.write(f"  {kind:14} F1 {score:.3f} of {wanted:2}\n")


def _f1(pairs: list[tuple[str, str]], kind: str) -> float:
    hits = sum(wanted == found == kind for wanted, found in pairs)
    named = sum(wanted == kind for wanted, _found in pairs) + sum(found == kind for _wanted, found in pairs)
    return 2 * hits / max(named, 1)


if __name__ == "__main__":
    main()
