"""Score promises on a set of sentences: ``python -m tools.score_promises tests/held_apart/promises.jsonl``.

Lines ``{"id", "text", "at", "promises": [{"due": ISO or null, "kind": "exact" | "conditional" | "vague"}]}``.

- An exact promise is right if one was found with the very due time.
- A conditional or vague one is found if, besides those, a promise that is not firm was found, whatever its
  due time; told as firm if only firm ones are left.
- False is any promise in a sentence that has none. A due time nobody promised is counted apart: one more
  than was told, in a sentence that promises something, but for the softly dated conditional and vague.

Prints figures alone, with ``--show`` the sentences that were wrong.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from guitai.engines.promises.finding import find_promises
from guitai.engines.promises.types import Promise
from guitai.kernel.days import SHANGHAI


@dataclass(frozen=True)
class Outcome:
    """A sentence, what was found in it, and how many of what it promises are right.

    ``told`` and ``right`` count by kind; ``as_firm`` conditional and vague ones told as firm, ``unpromised``
    due times that nobody promised.
    """

    line: Mapping[str, Any]
    found: Sequence[Promise]
    told: Counter[str]
    right: Counter[str]
    as_firm: int
    unpromised: int

    @property
    def is_right(self) -> bool:
        """Say whether all was found and nothing else; a sentence without a promise has none found."""
        extra = self.unpromised if self.told else len(self.found)
        return self.told == self.right and not extra


def main() -> None:
    """Read, find, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--show", action="store_true", help="print the sentences that were wrong")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    outcomes = [outcome(line) for line in lines]
    sys.stdout.write(f"{len(outcomes)} sentences, {sum(one.is_right for one in outcomes)} whole right\n")
    for kind in ("exact", "conditional", "vague"):
        told, right = (sum(counted[kind] for counted in each) for each in _counts(outcomes))
        sys.stdout.write(f"  {kind:12} {_share(right, told)}\n")
    none = [one for one in outcomes if not one.told]
    sys.stdout.write(
        f"  {'false':12} {_share(sum(bool(one.found) for one in none), len(none))} without one\n"
    )
    sys.stdout.write(f"  {'as firm':12} {sum(one.as_firm for one in outcomes)} conditional or vague\n")
    sys.stdout.write(f"  {'unpromised':12} {sum(one.unpromised for one in outcomes)} more due times\n")
    for one in outcomes if asked.show else ():
        if not one.is_right:
            sys.stdout.write(f"{one.line['id']}: {one.line['text']} (at {one.line['at']})\n")
            sys.stdout.write(f"  told {_told(one.line)}, found {_found(one.found)}\n")


def outcome(line: Mapping[str, Any]) -> Outcome:
    """Find the promises of a line of the set, and set them against what it tells."""
    found = find_promises(line["text"], _moment(line["at"]))
    told: Counter[str] = Counter(each["kind"] for each in line["promises"])
    right: Counter[str] = Counter()
    left = list(found)
    for each in line["promises"]:
        if each["kind"] == "exact":
            hit = next((one for one in left if one.due == _moment(each["due"])), None)
            if hit:
                left.remove(hit)
                right["exact"] += 1
    as_firm = 0
    for each in line["promises"]:
        if each["kind"] == "exact" or not left:
            continue
        hit = min(left, key=lambda one: one.firm)
        left.remove(hit)
        right[each["kind"]] += not hit.firm
        as_firm += hit.firm
    unpromised = sum(one.due is not None for one in left) if told else 0
    return Outcome(line, found, told, +right, as_firm, unpromised)


def _counts(outcomes: Sequence[Outcome]) -> tuple[list[Counter[str]], list[Counter[str]]]:
    return [one.told for one in outcomes], [one.right for one in outcomes]


def _moment(written: str) -> datetime:
    moment = datetime.fromisoformat(written)
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} ({part / whole:.1%})" if whole else "none told"


def _told(line: Mapping[str, Any]) -> str:
    told = [f"{each['kind']} {(each['due'] or '')[5:16]}".strip() for each in line["promises"]]
    return ", ".join(told) or "none"


def _found(promises: Sequence[Promise]) -> str:
    found = [
        f"{one.kind.value}{'' if one.firm else ' soft'}" + (f" {one.due:%m-%dT%H:%M}" if one.due else "")
        for one in promises
    ]
    return ", ".join(found) or "none"


if __name__ == "__main__":
    main()
