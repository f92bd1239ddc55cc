"""Talks for tests from short lines: "B 在吗" the buyer, "A 在的" the agent, "B+90" ninety seconds later."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import yaml

from guitai.engines.understanding.types import Turn

BEGAN = datetime(2026, 11, 20, 10, tzinfo=UTC)
_HEAD = re.compile(r"([AB])\*?(?:\+(\d+))? (.*)", re.DOTALL)


def told(name: str) -> dict[str, list[Any]]:
    """Read a file of cases beside this module."""
    cases: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return cases


def talk(*said: str) -> list[Turn]:
    """Give the turns; without any "+" times are unknown, else 20 seconds lie between lines that tell none."""
    heads = [found.groups() for found in map(_HEAD.fullmatch, said) if found is not None]
    assert len(heads) == len(said)
    at = BEGAN if any(seconds for _who, seconds, _text in heads) else None
    turns = []
    for who, seconds, text in heads:
        at = at + timedelta(seconds=int(seconds or 20)) if at else None
        turns.append(Turn("buyer" if who == "B" else "agent", text, at))
    return turns
