"""Worked cases of the lists, out of ``cases/*.yaml``; ``20 10:00`` is in November 2026, in Shanghai."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from guitai.engines.worklists import Entry, Numbers, Talked, rules
from guitai.kernel.days import SHANGHAI

_CASES = Path(__file__).with_name("cases")
Case = dict[str, Any]


def cases(name: str, about: str = "order") -> list[Case]:
    """Give the cases of a file about something; each takes what it does not say from the file's ``usual``."""
    told = yaml.safe_load((_CASES / f"{name}.yaml").read_text(encoding="utf-8"))
    return [told["usual"] | case for case in told["cases"] if about in case]


def title(case: Case) -> str:
    """Give a case its name."""
    return str(case["name"])


def moment(told: str) -> datetime:
    """Read a moment; one with a month before it is ``2026-03-05 10:00``."""
    told = told if "-" in told else f"2026-11-{told}"
    return datetime.strptime(told, "%Y-%m-%d %H:%M").replace(tzinfo=SHANGHAI)


def usual_numbers(platform: str = "taobao", **changed: Mapping[str, int] | None) -> Numbers:
    """Give the numbers Guitai comes with; a list with None is off, of one with figures these are others."""
    lists = {
        key: {number.name: number.value for number in rule.numbers.values()}
        for key, rule in rules().lists.items()
    }
    for key, figures in changed.items():
        if figures is None:
            del lists[key]
        else:
            lists[key] |= figures
    return Numbers(platform=platform, lists=lists)


def numbers_of(case: Case) -> Numbers:
    """Give the numbers of a case."""
    return usual_numbers(case.get("platform", "taobao"), **case.get("numbers", {}))


def made(kind: type[Any], told: Mapping[str, Any]) -> Any:
    """Make a fact of what a case says of it."""
    values = dict(told)
    for name, value in told.items():
        if value is not None and (name.endswith("_at") or name in {"dispatch_by", "at"}):
            values[name] = moment(value)
        elif name == "talked" and value is not None:
            values[name] = made(Talked, value)
        elif isinstance(value, list):
            values[name] = tuple(value)
    return kind(**values)


def shown(entries: list[Entry]) -> dict[str, Any]:
    """Give entries as the cases write them: by list, the due moment, and the reason where there is one."""
    return {
        entry.listing: " ".join(
            str(part)
            for part in (f"{entry.due_at.astimezone(SHANGHAI):%d %H:%M}", entry.why.get("reason", ""))
            if part
        )
        for entry in entries
    }
