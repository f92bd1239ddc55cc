"""How long the server takes for reports of a year of a large shop, from sums of days that are kept."""

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

GOAL = 150.0  # milliseconds, so that a page with two of them is there within the next
GOAL_PAGE = 300.0
LABELS = {
    "shop": "the shop's year",
    "agent": "the year by agent",
    "day": "the year by day",
    "hour": "the year by hour",
    "hour_buyers": "the year's buyers by hour",
    "weekday_hour": "the year's heat map",
    "month": "the year by month",
    "day_of_agent": "an agent's year by day",
    "weekday_hour_of_agent": "an agent's heat map",
    "agent_day_of_month": "a month by agent and day",
}
PAGES = {
    "reports": "page: overview of the year",
    "reports-agents": "page: agents' year, ranked",
    "reports-hours": "page: hours of the year",
    "reports-funnel": "page: the year's funnel",
    "reports-platform": "page: beside the platform's figures",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long and how large; each is a flag, and GUITAI_BENCH_<NAME> in the environment."""

    report_days: int = 365
    report_agents: int = 50
    report_times: int = 9


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        place = Place(folder=Path(name), database_url=os.environ.get("GUITAI_BENCH_DATABASE_URL", ""))
        sizes = (options.report_days, options.report_agents, options.report_times)
        told = subprocess.run(
            [sys.executable, "-m", "bench.report_days", *map(str, sizes)],
            env=place.environment(),
            cwd=TREE,
            stdout=subprocess.PIPE,
            check=True,
        ).stdout
    took = json.loads(told)
    found = [
        Figure(key=f"reports_{name}", label=label, value=took[name], unit="ms", at_most=goal)
        for labels, goal in ((LABELS, GOAL), (PAGES, GOAL_PAGE))
        for name, label in labels.items()
    ]
    kind = "PostgreSQL" if place.database_url else "SQLite"
    figures.show(f"reports: {options.report_days} days, {options.report_agents} agents, {kind}", found)
    facts = {"place": kind, "processors": psutil.cpu_count(), **asdict(options)}
    figures.keep("reports", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)
