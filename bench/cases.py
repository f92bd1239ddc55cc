"""How long the server takes for the board of after-sales and a case's page, with many cases open."""

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

GOAL_PAGE = 300.0  # milliseconds
LABELS = {
    "board": "the board",
    "late": "the board: late ones",
    "mine": "the board: one owner's",
    "found": "the board: searched by four digits",
    "again": "the board, looked at again, nothing new",
    "case": "a case's page",
    "warn": "clocks that run out, each minute",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How many; each is a flag, and GUITAI_BENCH_<NAME> in the environment."""

    cases_open: int = 10_000
    cases_times: int = 9


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        place = Place(folder=Path(name), database_url=os.environ.get("GUITAI_BENCH_DATABASE_URL", ""))
        told = subprocess.run(
            [sys.executable, "-m", "bench.open_cases", str(options.cases_open), str(options.cases_times)],
            env=place.environment(),
            cwd=TREE,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    took = json.loads(told)
    found = [
        Figure(
            key=f"cases_{name}",
            label=label,
            value=1000 * took[name],
            unit="ms",
            beside=1000 * took["least"] if name == "board" else None,
            at_most=GOAL_PAGE,
        )
        for name, label in LABELS.items()
    ]
    kind = "PostgreSQL" if place.database_url else "SQLite"
    figures.show(f"cases: {options.cases_open:,} open, {kind}", found)
    facts = {"place": kind, "processors": psutil.cpu_count(), **asdict(options)}
    figures.keep("cases", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)
