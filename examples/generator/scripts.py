"""Reads the talk patterns of ``talks/*.txt`` and picks one that fits a situation."""

import random
import re
from dataclasses import dataclass
from pathlib import Path

_FOLDER = Path(__file__).parent / "talks"
_LINE = re.compile(r"(?P<who>[买客转])(?:@(?P<wait>\d+))?: ?(?P<text>.*)")
_CHOICE = re.compile(r"\[(?:(\d):)?([^\[\]]*\|[^\[\]]*)\]")
_FACT = re.compile(r"\{事实:([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a pattern: who writes, after how many seconds if that is said, and the words."""

    who: str
    wait: int | None
    text: str


@dataclass(frozen=True, slots=True)
class Talk:
    """A pattern of a talk and when it may be used."""

    name: str
    stage: str
    reasons: frozenset[str]
    marks: frozenset[str]  # whose goods, and what else must be so
    weight: int
    lines: tuple[Line, ...]
    facts: frozenset[str]  # what the product's facts must name


def all_talks() -> list[Talk]:
    """Read every pattern, in the order of the files."""
    talks = []
    for path in sorted(_FOLDER.glob("*.txt")):
        for block in re.split(r"^== ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
            heading, *lines = block.strip().splitlines()
            talks.append(_talk(heading, [line for line in lines if line.strip()]))
    return talks


def _talk(heading: str, lines: list[str]) -> Talk:
    name, stage, marks, weight = (part.strip() for part in heading.split("|"))
    kind, *reasons = stage.split()
    said = []
    for line in lines:
        found = _LINE.fullmatch(line)
        if not found:
            raise ValueError(f"{name}: {line!r} is no line of a talk")
        said.append(Line(found["who"], int(found["wait"]) if found["wait"] else None, found["text"]))
    facts = frozenset(fact for line in said for fact in _FACT.findall(line.text))
    return Talk(name, kind, frozenset(reasons), frozenset(marks.split()), int(weight), tuple(said), facts)


def pick(
    talks: list[Talk], stage: str, reason: str, marks: set[str], facts: set[str], chance: random.Random
) -> Talk:
    """Pick a pattern for what has happened, to whose goods, with which facts."""
    goods = {"clothes", "home"}
    fitting = [
        talk
        for talk in talks
        if talk.stage == stage
        and (not talk.reasons or reason in talk.reasons)
        and talk.marks & goods & marks
        and talk.marks - goods <= marks
        and talk.facts <= facts
    ]
    return chance.choices(fitting, [talk.weight for talk in fitting])[0]


def worded(
    text: str, slots: dict[str, str], facts: dict[str, str], chance: random.Random, taken: dict[str, int]
) -> str:
    """Choose among alternatives and fill the gaps; ``taken`` keeps what a number chose in this talk."""

    def chosen(found: re.Match[str]) -> str:
        words = found[2].split("|")
        place = chance.randrange(len(words))
        return words[taken.setdefault(found[1], place) if found[1] else place]

    text = _CHOICE.sub(chosen, text)
    text = _FACT.sub(lambda found: facts[found[1]], text)
    text = re.sub(r"\{([^}]+)\}", lambda found: slots[found[1]], text)
    return text.replace("⏎", "\r\n").strip()
