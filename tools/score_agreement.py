"""Score the finding of contradictions on the demo shop: ``python -m tools.score_agreement``.

The chats of ``examples/yunshang`` hold the contradictions of ``examples/contradictions.yaml``; one is found
if a conflict shows it: the planted answer against the entry, or the planted answers on two sides. A conflict
that shows none is false, unless it is one of the talks' own contradictions the file also lists. Prints
figures, with ``--all`` every conflict.
"""

import argparse
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from guitai.engines.agreement.conflicts import conflicts
from guitai.engines.agreement.exchanges import Line, answers_in
from guitai.engines.agreement.types import Answer, Conflict, KnownAnswer, Side
from guitai.engines.transcripts.reading import open_transcript
from guitai.engines.transcripts.types import Author, Message

EXAMPLES = Path(__file__).parents[1] / "examples"
_ITEM = re.compile(r"item\.htm\?id=9000000(\d{4})")


def main() -> None:
    """Read, compare, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", action="store_true", help="print every conflict with its sides")
    asked = parser.parse_args()
    manifest = yaml.safe_load((EXAMPLES / "contradictions.yaml").read_text(encoding="utf-8"))
    found = conflicts(demo_answers(), demo_knowledge())
    shown = {conflict: shown_by(conflict, manifest) for conflict in found}
    hit = {name for names in shown.values() for name in names}
    planted = [each["id"] for each in manifest["planted"]]
    false = [conflict for conflict, names in shown.items() if not names]
    sys.stdout.write(f"{len(found)} conflicts; found {len(hit & set(planted))} of {len(planted)} planted, ")
    sys.stdout.write(f"{len(hit - set(planted))} of the talks' own, {len(false)} false\n")
    sys.stdout.write(f"missed: {', '.join(name for name in planted if name not in hit) or 'none'}\n")
    for conflict in found if asked.all else false:
        sys.stdout.write(described(conflict, shown[conflict]))


def demo_knowledge() -> list[KnownAnswer]:
    """Read the knowledge of the demo shop."""
    told = yaml.safe_load((EXAMPLES / "knowledge.yaml").read_text(encoding="utf-8"))["yunshang"]
    return [
        KnownAnswer(
            id=each["code"],
            questions=tuple(each["questions"]),
            answer=each["answer"],
            product=each["product"],
        )
        for each in told
    ]


def demo_answers() -> Iterator[Answer]:
    """Read what the agents of the demo shop answered; a talk is a day of one agent with one buyer."""
    talks: dict[tuple[str, str, object], list[Message]] = defaultdict(list)
    for path in sorted((EXAMPLES / "yunshang").glob("chats-*.txt")):
        for message in open_transcript(path):
            if message.author in {Author.BUYER, Author.AGENT}:
                talks[message.agent, message.buyer, message.sent_at.date()].append(message)
    for number, messages in enumerate(talks.values()):
        yield from answers_in(_lines(messages), number)


def _lines(messages: Iterable[Message]) -> Iterator[Line]:
    product = ""
    for number, message in enumerate(messages):
        link = _ITEM.search(message.text)
        product = f"YS{link[1]}" if link else product
        who = message.sender if message.author is Author.AGENT else ""
        yield Line(who=who, text=message.text, at=message.sent_at, message=number, product=product)


def shown_by(conflict: Conflict, manifest: Mapping[str, Any]) -> list[str]:
    """Give the contradictions of the file that a conflict shows."""
    names = [each["id"] for each in manifest["planted"] if _shows(conflict, each)]
    return names + [each["id"] for each in manifest.get("own", ()) if _shows_own(conflict, each)]


def _shows(conflict: Conflict, planted: Mapping[str, Any]) -> bool:
    holding = [
        {place for place, side in enumerate(conflict.sides) if _says(side, talk["says"])}
        for talk in planted["talks"]
    ]
    if planted["knowledge"]:
        known = {quote.entry.id for side in conflict.sides for quote in side.known}
        return planted["knowledge"] in known and any(holding)
    return all(holding) and len(set().union(*holding)) > 1


def _says(side: Side, words: str) -> bool:
    return any(words in quote.answer.text for quote in side.quotes)


def _shows_own(conflict: Conflict, own: Mapping[str, Any]) -> bool:
    said = [side for side in conflict.sides if any(_says(side, words) for words in own["says"])]
    return conflict.topic == own["topic"] and bool(said)


def described(conflict: Conflict, names: Iterable[str]) -> str:
    """Give a conflict as text: what it is about, and each side with one example."""
    lines = [
        f"- {conflict.topic or '?'} {conflict.product} {conflict.kind} {conflict.noun} {' '.join(names)}"
        f" ({conflict.strength}): {conflict.question!r}"
    ]
    for side in conflict.sides:
        example = side.known[0].entry.answer if side.known else side.quotes[0].answer.text
        question = "" if side.known else side.quotes[0].answer.question
        who = ", ".join(side.who) or "knowledge"
        lines.append(f"    {side.shown} | {len(side.quotes)} by {who}: {question!r} → {example!r}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
