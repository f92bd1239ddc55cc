"""Whether a line of an agent tells a waiting buyer anything."""

import re
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml

from guitai.engines.promises.finding import find_promises
from guitai.engines.promises.types import About
from guitai.kernel.normalised import normalise

# Promises that an answer in the talk keeps.
ANSWERED = frozenset({About.REPLY, About.CHECK})
_FILE = Path(__file__).with_suffix(".yaml")
_PIECES = re.compile(r"([^，,。.！!；;~～\s？?]+)([？?]?)")


def is_answer(text: str, at: datetime) -> bool:
    """Say whether a text holds more than words to wait by, questions, and a promise to answer later.

    :param at: when it was sent; what is promised is read as of then.
    """
    filling, asking, asking_for = _words()
    says = any(
        not (mark or filling.fullmatch(piece) or asking.search(piece) or asking_for.match(piece))
        for piece, mark in _PIECES.findall(normalise(text).text)
    )
    return says and not any(promise.about in ANSWERED for promise in find_promises(text, at))


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    told: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    filling, asking, asking_for = (
        "|".join(sorted(map(re.escape, told[name]), key=len, reverse=True))
        for name in ("filling", "asking", "asking_for")
    )
    return re.compile(f"(?:{filling})+"), re.compile(asking), re.compile(asking_for)
