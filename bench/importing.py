"""Large files into a fresh installation: lines a second and memory, beside pandas and beside the limit."""

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

import psutil

from bench import exports, figures
from bench.figures import Figure
from bench.servers import TREE, Place

GOAL_SHARE, GOAL_MEMORY = 50.0, 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How long the files are; each is a flag, and GUITAI_BENCH_<NAME> in the environment."""

    order_lines: int = 1_000_000
    chat_lines: int = 5_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What one way took: seconds, those of the processor, those of locked tables; and at most how many MB."""

    seconds: float
    processor: float
    locked: float
    memory: float


def run(options: Options) -> bool:
    """Measure, show and keep; say whether every goal was reached."""
    with tempfile.TemporaryDirectory(prefix="guitai-bench-") as name:
        folder = Path(name)
        found = [
            *_kind(folder, "orders", options.order_lines, exports.write_orders, peer="pandas"),
            *_kind(folder, "chats", options.chat_lines, exports.write_chats, peer=None),
        ]
    title = f"import: {options.order_lines:,} order lines, {options.chat_lines:,} chat lines, SQLite"
    facts = {"place": "SQLite", "processors": psutil.cpu_count(), **asdict(options)}
    figures.show(title, found)
    figures.keep("import", at=datetime.now(UTC), facts=facts, figures=found)
    return all(figure.reached is not False for figure in found)


def _kind(
    folder: Path, kind: str, lines: int, write: Callable[[Path, int], None], *, peer: str | None
) -> list[Figure]:
    path = folder / f"{kind}.export"
    write(path, lines)
    ours, limit = _measured("ours", kind, path), _measured("limit", kind, path)
    found = _beside_the_limit(kind, lines, ours, limit)
    if peer:
        found += _beside_the_peer(kind, lines, ours, _measured(peer, kind, path), peer)
    path.unlink()
    return found


def _measured(way: str, kind: str, path: Path) -> Found:
    """Import the file in a process of its own, into an installation of its own."""
    with tempfile.TemporaryDirectory(prefix=f"{way}-", dir=path.parent) as data:
        environment = Place(folder=Path(data)).environment()
        _child("bench.import_ways", "make", environment=environment)
        return Found(**json.loads(_child("bench.import_ways", way, kind, str(path), environment=environment)))


def _child(module: str, *arguments: str, environment: dict[str, str]) -> bytes:
    return subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=environment,
        cwd=TREE,
        stdout=subprocess.PIPE,
        check=True,
    ).stdout


def _beside_the_limit(kind: str, lines: int, ours: Found, limit: Found) -> list[Figure]:
    return [
        Figure(
            key=f"{kind}_rate",
            label=f"{kind}: lines a second",
            value=lines / ours.seconds,
            unit="/s",
            beside=lines / limit.seconds,
        ),
        Figure(
            key=f"{kind}_share",
            label=f"{kind}: share of the limit",
            value=100 * limit.seconds / ours.seconds,
            unit="%",
            beside=100,
            at_least=GOAL_SHARE,
        ),
        Figure(
            key=f"{kind}_processor",
            label=f"{kind}: processor time a line",
            value=1_000_000 * ours.processor / lines,
            unit="µs",
            beside=1_000_000 * limit.processor / lines,
        ),
        Figure(
            key=f"{kind}_memory",
            label=f"{kind}: memory at its peak",
            value=ours.memory,
            unit="MB",
            beside=limit.memory,
            at_most=GOAL_MEMORY,
        ),
        Figure(
            key=f"{kind}_locked",
            label=f"{kind}: nobody else can write for",
            value=ours.locked,
            unit="s",
            beside=limit.locked,
        ),
    ]


def _beside_the_peer(kind: str, lines: int, ours: Found, peer: Found, name: str) -> list[Figure]:
    return [
        Figure(
            key=f"{kind}_rate_{name}",
            label=f"{kind}: lines a second, beside {name}",
            value=lines / ours.seconds,
            unit="/s",
            beside=lines / peer.seconds,
        ),
        Figure(
            key=f"{kind}_memory_{name}",
            label=f"{kind}: memory, beside {name}",
            value=ours.memory,
            unit="MB",
            beside=peer.memory,
        ),
    ]
