"""Starts servers as somebody who runs a shop would, watches what they weigh, and ends them."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

TREE = Path(__file__).resolve().parent.parent
STARTS_WITHIN = 60.0


class NotServingError(Exception):
    """A server did not come up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an installation keeps its data: a folder, and by two addresses PostgreSQL and Redis."""

    folder: Path
    database_url: str = ""
    redis_url: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def workers(self) -> int:
        """How many web processes serve it: two where there is a bus between them."""
        return 2 if self.redis_url else 1

    @property
    def name(self) -> str:
        """What it is, in a word for tables."""
        return "PostgreSQL + Redis, 2 web processes" if self.redis_url else "SQLite, 1 web process"

    def environment(self) -> dict[str, str]:
        """Give the environment its processes run in; none of the caller's own settings is left."""
        kept = {
            name: value for name, value in os.environ.items() if not name.startswith(("GUITAI_", "DJANGO_"))
        }
        return kept | {
            "GUITAI_DATA": str(self.folder),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "PYTHONPATH": os.pathsep.join([str(TREE / "src"), str(TREE)]),
            **self.extra,
        }


class Server:
    """A server in a process group of its own, so that all of it can be ended at once."""

    def __init__(self, command: Sequence[str], place: Place, *, port: int) -> None:
        self.command, self.place, self.port = command, place, port
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, and wait until it answers.

        :raises NotServingError: if it ends or does not answer within a minute.
        """
        self._process = subprocess.Popen(
            self.command,
            env=self.place.environment(),
            cwd=TREE,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        give_up = time.monotonic() + STARTS_WITHIN
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > give_up:
                raise NotServingError(f"{' '.join(self.command)} does not answer on port {self.port}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Ask it to end, and wait."""
        self._signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it as a power cut would end the process: at once, all of it, without a word."""
        self._signal(signal.SIGKILL)

    def memory(self) -> int:
        """Give the resident memory of the server and its processes, in bytes."""
        assert self._process is not None
        head = psutil.Process(self._process.pid)
        return sum(each.memory_info().rss for each in (head, *head.children(recursive=True)))

    def processor_seconds(self) -> float:
        """Give the processor time the server and its processes have used."""
        assert self._process is not None
        head = psutil.Process(self._process.pid)
        times = (each.cpu_times() for each in (head, *head.children(recursive=True)))
        return sum(each.user + each.system for each in times)

    def _signal(self, number: int) -> None:
        if self._process is None:
            return
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, number)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/alive/", timeout=2):
                return True
        except (urllib.error.URLError, OSError):
            return False


def guitai(place: Place, *, port: int, jobs: bool = False) -> Server:
    """Give the real server, without the timed work unless it is asked for."""
    command = str(Path(sys.executable).with_name("guitai"))
    options = ["--workers", str(place.workers), "--jobs" if jobs else "--no-jobs"]
    return Server([command, "run", "--port", str(port), *options], place, port=port)


def limit(place: Place, *, port: int) -> Server:
    """Give the limit: a socket that commits one row a message and echoes it."""
    options = ["--port", str(port), "--workers", str(place.workers), "--log-level", "warning"]
    return Server([sys.executable, "-m", "uvicorn", "bench.echo:application", *options], place, port=port)


def free_port() -> int:
    """Give a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
