"""What a benchmark found: shown as a table for people, kept as JSON for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

RESULTS = Path(__file__).resolve().parent / "results" / "latest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure beside its limit or peer, and its goal; ``key`` is its stable name."""

    key: str
    label: str
    value: float
    unit: str
    beside: float | None = None
    at_most: float | None = None
    at_least: float | None = None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if self.at_most is not None:
            return self.value <= self.at_most
        return None if self.at_least is None else self.value >= self.at_least

    @property
    def goal(self) -> str:
        """The goal in words."""
        if self.at_most is not None:
            return f"≤ {_number(self.at_most)} {self.unit}"
        return "" if self.at_least is None else f"≥ {_number(self.at_least)} {self.unit}"


def show(title: str, figures: Sequence[Figure]) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left")
    table.add_column("figure")
    for column in ("ours", "limit or peer", "goal"):
        table.add_column(column, justify="right")
    for figure in figures:
        colour = {True: "[green]", False: "[red]", None: ""}[figure.reached]
        beside = "" if figure.beside is None else f"{_number(figure.beside)} {figure.unit}"
        table.add_row(figure.label, f"{colour}{_number(figure.value)} {figure.unit}", beside, figure.goal)
    Console(width=110).print(table)


def keep(name: str, *, at: datetime, facts: dict[str, Any], figures: Sequence[Figure]) -> None:
    """Put a benchmark's figures into ``bench/results/latest.json``; those of others stay."""
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    rows = [{**asdict(figure), "reached": figure.reached} for figure in figures]
    kept[name] = {"at": at.isoformat(timespec="seconds"), **facts, "figures": rows}
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _number(value: float) -> str:
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.1f}" if value >= 10 else f"{value:.2f}"
