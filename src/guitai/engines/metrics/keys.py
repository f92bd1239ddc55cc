"""The figures by name: what each is called, in what it is told, and of which sums it is made.

The sums are columns of the tables the other modules give. A figure is one of them, or one over another, and
is only divided when it is shown, so that days can be added up. The figures themselves are data: figures.yaml.
"""

from dataclasses import dataclass
from enum import StrEnum
from importlib.resources import files
from typing import Any

import yaml


class Unit(StrEnum):
    """In what a figure is told."""

    COUNT = "count"
    SHARE = "share"  # of one
    SECONDS = "seconds"
    RATIO = "ratio"
    YUAN = "yuan"


class Group(StrEnum):
    """What a figure is about, and so which facts it needs: messages, orders too, reminders as well …"""

    RECEPTION = "reception"
    INQUIRIES = "inquiries"
    SALES = "sales"
    REMINDERS = "reminders"
    SERVICE = "service"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure: ``part``, or ``part`` over ``whole``; ``late`` says until when it is not known yet.

    ``better`` is ``higher``, ``lower`` or empty where neither is. ``for_shop`` figures have no agent. One
    that ``needs`` an optional table of facts is left out where that is not there. What is told ``per`` so
    many is the ratio times as much.
    """

    key: str
    group: Group
    zh: str
    en: str
    unit: Unit = Unit.COUNT
    part: str = ""
    whole: str = ""
    better: str = "higher"
    late: str = ""
    for_shop: bool = False
    needs: str = ""
    per: int = 1


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def _figure(given: dict[str, Any]) -> Figure:
    unit = Unit(given.get("unit", Unit.COUNT))
    return Figure(**given | {"group": Group(given["group"]), "unit": unit})


def _figures() -> tuple[Figure, ...]:
    text = files(__package__).joinpath("figures.yaml").read_text(encoding="utf-8")
    return tuple(_figure(given) for given in yaml.load(text, Loader=_LOADER))  # noqa: S506, a safe loader


FIGURES: tuple[Figure, ...] = _figures()
