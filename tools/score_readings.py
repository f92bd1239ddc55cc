"""Score readings of talks: ``python -m tools.score_readings intents|moods|interest FILE.jsonl``.

tests/held_apart/README.md says how. Prints figures alone, with ``--ids`` which lines were wrong; no sentence.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from statistics import mean, median
from typing import Any

from guitai.engines.understanding.intents import asked_in
from guitai.engines.understanding.interest import LOSING_FROM
from guitai.engines.understanding.reading import read
from guitai.engines.understanding.types import Mood, Turn


def main() -> None:
    """Read, understand every line, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("of", choices=("intents", "moods", "interest"))
    parser.add_argument("file", type=Path)
    parser.add_argument("--ids", action="store_true", help="name the lines that were wrong")
    asked = parser.parse_args()
    lines = [json.loads(line) for line in asked.file.read_text(encoding="utf-8").splitlines() if line]
    wrong = {"intents": _intents, "moods": _moods, "interest": _interest}[asked.of](lines)
    if asked.ids:
        _say(*(f"  {line}" for line in wrong))


def _intents(lines: Sequence[dict[str, Any]]) -> list[str]:
    pairs = [(set(line["intents"]), {found.intent for found in asked_in(line["text"])}) for line in lines]
    every = sorted(set().union(*(right for right, _told in pairs)))
    of_each = [_f1((key in right, key in told) for right, told in pairs)[0] for key in every]
    flat = [(key in right, key in told) for right, told in pairs for key in right | told]
    f1, precision, recall = _f1(flat)
    none = [told for right, told in pairs if not right]
    _say(
        f"{len(lines)} messages: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}, "
        f"macro-F1 {mean(of_each):.3f}",
        f"  exactly right {sum(right == told for right, told in pairs)}, "
        f"of {len(none)} with none something found in {sum(map(bool, none))}",
    )
    return [
        f"{line['id']}: too many {sorted(told - right)}, missed {sorted(right - told)}"
        for line, (right, told) in zip(lines, pairs, strict=True)
        if right != told
    ]


def _moods(lines: Sequence[dict[str, Any]]) -> list[str]:
    found = [read(_turns(line)) for line in lines]
    pairs = [(line["mood"], reading.mood.value) for line, reading in zip(lines, found, strict=True)]
    off = [
        abs(line["satisfaction"] - reading.satisfaction) for line, reading in zip(lines, found, strict=True)
    ]
    scores = {mood: _f1((right == mood, told == mood) for right, told in pairs) for mood in Mood}
    _say(
        f"{len(lines)} talks: accuracy {mean(right == told for right, told in pairs):.3f}, "
        f"macro-F1 {mean(f1 for f1, _precision, _recall in scores.values()):.3f}, "
        f"satisfaction right {off.count(0) / len(off):.3f}, "
        f"at most one off {mean(each <= 1 for each in off):.3f}",
        *(
            f"  {mood.value}: F1 {f1:.3f}, precision {p:.3f}, recall {r:.3f}"
            for mood, (f1, p, r) in scores.items()
        ),
    )
    return [
        f"{line['id']}: {right} read as {told}"
        for line, (right, told) in zip(lines, pairs, strict=True)
        if right != told
    ]


def _interest(lines: Sequence[dict[str, Any]]) -> list[str]:
    pairs = [(line["losing"], _is_losing(_turns(line))) for line in lines]
    f1, precision, recall = _f1(pairs)
    alarms = Counter(
        line["id"].rpartition("-")[0]
        for line, (right, told) in zip(lines, pairs, strict=True)
        if told and not right
    )
    late, before_end = zip(*(_course(line) for line in lines if line["losing"]), strict=True)
    seen = [each for each in late if each is not None]
    left = [each for each in before_end if each is not None]
    _say(
        f"{len(lines)} talks: F1 {f1:.3f}, precision {precision:.3f}, recall {recall:.3f}",
        f"  false alarms {alarms.total()} of {[right for right, _ in pairs].count(False)} {dict(alarms)}",
        f"  first told {median(seen):+g} turns (median) after a good agent would notice, "
        f"{sum(each <= 0 for each in seen)} of {len(late)} by then; "
        f"{mean(left):.1f} turns before the end on average",
    )
    return [
        f"{line['id']}: losing is {right}, told {told}"
        for line, (right, told) in zip(lines, pairs, strict=True)
        if right != told
    ]


def _course(line: dict[str, Any]) -> tuple[int | None, int | None]:
    """Give how many turns late it is first told, and how many come after; None if it never is."""
    turns = _turns(line)
    for place in range(len(turns)):
        if _is_losing(turns[: place + 1]):
            return place - line["from"], len(turns) - 1 - place
    return None, None


def _is_losing(turns: Sequence[Turn]) -> bool:
    return read(turns).losing_interest >= LOSING_FROM


def _turns(line: dict[str, Any]) -> list[Turn]:
    return [
        Turn(each["from"], each["text"], datetime.fromisoformat(each["at"]) if each.get("at") else None)
        for each in line["turns"]
    ]


def _f1(pairs: Iterable[tuple[bool, bool]]) -> tuple[float, float, float]:
    """Give F1, precision and recall of (right, told)."""
    counts = Counter(pairs)
    hits = counts[True, True]
    precision = hits / max(hits + counts[False, True], 1)
    recall = hits / max(hits + counts[True, False], 1)
    return 2 * precision * recall / max(precision + recall, 1e-9), precision, recall


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))


if __name__ == "__main__":
    main()
