"""Score the guard on a set of sentences: ``python -m tools.score_guard tests/held_apart/guard.jsonl``.

tests/held_apart/README.md says how. Prints figures alone, with ``--ids`` which lines were wrong; no sentence.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from guitai.domains.guard.loading import rulebook
from guitai.engines.rulebook.checking import check
from guitai.engines.rulebook.context import read_facts
from guitai.engines.rulebook.types import Platform, Severity


def main() -> None:
    """Read, check every line, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--ids", action="store_true", help="name the lines that were wrong")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line]
    outcomes = {line["id"]: _outcome(line) for line in lines}
    counts = Counter(outcome for outcome, _ in outcomes.values())
    clean, found = counts["right"] + counts["false alarm"], counts["found"]
    offences = sum(counts.values()) - clean
    precision, recall = found / max(found + counts["false alarm"], 1), found / max(offences, 1)
    _say(f"{clean} clean, {offences} offences; found {found}, false alarms {counts['false alarm']}")
    _say(f"precision {precision:.3f}, recall {recall:.3f}, F1 {_f1(precision, recall):.3f}")
    _say(f"false alarms {counts['false alarm'] / max(clean, 1):.1%} of the clean ones")
    for kind in ("other category", "only noted", "nothing"):
        _say(f"missed, {kind}: {counts[kind]}")
    _per_category(lines, outcomes)
    if asked.ids:
        wrong = {
            name: kinds for name, kinds in outcomes.items() if kinds[0] not in {"right", "found"} or kinds[1]
        }
        for name, (outcome, unblocked) in wrong.items():
            _say(f"  {name}: {outcome}{', not blocked' if unblocked else ''}")


def _outcome(line: dict[str, Any]) -> tuple[str, bool]:
    """Say what became of a line, and whether it should have been blocked and was not."""
    platform = Platform(line["platform"]) if line.get("platform") else None
    verdict = check(line["text"], read_facts(line.get("context") or {}), rulebook(), platform=platform)
    unblocked = bool(line.get("block")) and verdict.severity is not Severity.BLOCK
    if not line["categories"]:
        return ("false alarm" if verdict.severity > Severity.NOTE else "right"), False
    wanted = [each for each in verdict.findings if each.category.value in line["categories"]]
    if any(each.severity > Severity.NOTE for each in wanted):
        return "found", unblocked
    if wanted:
        return "only noted", unblocked
    return ("other category" if verdict.findings else "nothing"), unblocked


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / max(precision + recall, 1e-9)


def _per_category(lines: list[dict[str, Any]], outcomes: dict[str, tuple[str, bool]]) -> None:
    offences: Counter[str] = Counter()
    found: Counter[str] = Counter()
    must: Counter[str] = Counter()
    unblocked: Counter[str] = Counter()
    for line in lines:
        if not line["categories"]:
            continue
        main = line["categories"][0]
        outcome, escaped = outcomes[line["id"]]
        offences[main] += 1
        found[main] += outcome == "found"
        must[main] += bool(line.get("block"))
        unblocked[main] += escaped
    for category in sorted(offences):
        _say(
            f"  {category:15} found {found[category]:3} of {offences[category]:3}, "
            f"not blocked {unblocked[category]:2} of {must[category]:2} that must be"
        )


if __name__ == "__main__":
    main()
