"""The shop that is measured, built in a database of its own by the domains' own actions.

That happens in a process of its own, so that the load generator carries no Django.
"""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class BenchShop:
    """What a client needs to know of the shop: its keys, and a signed-in session of each member."""

    key: str
    widget_key: str
    sessions: dict[int, str]


def build(environment: Mapping[str, str], *, agents: int, holding: int) -> BenchShop:
    """Migrate the database and make the shop, with agents who hold so many conversations each."""
    made = subprocess.run(
        [sys.executable, "-m", "bench.making_shops", str(agents), str(holding)],
        env=dict(environment),
        cwd=Path(__file__).resolve().parent.parent,
        stdout=subprocess.PIPE,
        check=True,
        timeout=300,
    )
    facts = json.loads(made.stdout)
    sessions = {int(member): session for member, session in facts.pop("sessions").items()}
    return BenchShop(**facts, sessions=sessions)
