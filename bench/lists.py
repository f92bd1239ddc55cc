"""How long the lists of the follow-ups take to fill themselves in a shop with a million orders."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import figures
from bench.figures import Figure
from bench.servers import TREE, Place

GOAL_ALL, GOAL_CHANGED, GOAL_RING = 10.0, 200.0, 20.0  # seconds, milliseconds, milliseconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many; each is a flag, and GUITAI_BENCH_<NAME> in the environment."""

    list_orders: int = 1_000_000
    list_todos: int = 100_000
    list_times: int = 5


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        place = Place(folder=Path(name), database_url=os.environ.get("GUITAI_BENCH_DATABASE_URL", ""))
        sizes = (options.list_orders, options.list_todos, options.list_times)
        told = subprocess.run(
            [sys.executable, "-m", "bench.listed_orders", *map(str, sizes)],
            env=place.environment(),
            cwd=TREE,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    found = _figures(json.loads(told))
    kind = "PostgreSQL" if place.database_url else "SQLite"
    figures.show(f"lists: {options.list_orders:,} orders, {kind}", found)
    facts = {"place": kind, "processors": psutil.cpu_count(), **asdict(options)}
    figures.keep("lists", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)


def _figures(took: dict[str, float]) -> list[Figure]:
    whole = took["fill"] + took["buyers"]
    least = took["fill_count"] + took["buyers_count"]
    return [
        Figure(
            key="lists_all",
            label="all lists, for the first time",
            value=whole,
            unit="s",
            beside=least,
            at_most=GOAL_ALL,
        ),
        Figure(key="lists_opened", label="to-dos opened by it", value=took["opened"], unit=""),
        Figure(key="lists_orders", label="of it: orders, talks, refunds", value=took["fill"], unit="s"),
        Figure(
            key="lists_buyers",
            label="of it: buyers, once a day",
            value=took["buyers"],
            unit="s",
            beside=took["buyers_count"],
        ),
        Figure(
            key="lists_again",
            label="every five minutes",
            value=took["again"],
            unit="s",
            beside=took["fill_count"],
        ),
        Figure(
            key="lists_changed",
            label="after an import of 200 changed orders",
            value=1000 * took["changed"],
            unit="ms",
            at_most=GOAL_CHANGED,
        ),
        Figure(
            key="lists_ring",
            label="what rings now, each minute",
            value=1000 * took["ring"],
            unit="ms",
            at_most=GOAL_RING,
        ),
    ]
