"""Give the readers of exports damaged files, and count what becomes of each.

``python -m tests.fuzz.fuzz_readers --inputs 100000 --seed 1 --keep FOLDER``: exit code 0 if every file was
read or refused in a sentence, and in time. An input is made of the seed and its number alone, so ``--first``
and ``--inputs 1`` show one again.
"""

import argparse
import multiprocessing
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import psutil

from guitai.engines.tabular.reading import open_export
from guitai.engines.transcripts.reading import open_transcript
from guitai.kernel.decoding import Rejection, UnreadableFileError
from tests.fuzz.damage import damaged
from tests.fuzz.samples import files

SECONDS = 5.0
_PIECE = 2_000
_MEMORY = 4 << 30


class TooSlowError(BaseException):
    """A file that takes longer than it may; none of the readers' own excuses catches it."""


@dataclass(slots=True)
class Tally:
    """What became of inputs: how many ended in each way, the defects by number, the longest (s)."""

    outcomes: Counter[str] = field(default_factory=Counter)
    defects: dict[int, str] = field(default_factory=dict)
    longest: float = 0.0

    def add(self, other: "Tally") -> None:
        """Put the figures of some more inputs beside these."""
        self.outcomes += other.outcomes
        self.defects |= other.defects
        self.longest = max(self.longest, other.longest)


def made(seed: int, number: int, samples: tuple[bytes, ...]) -> bytes:
    """Give one damaged file."""
    rng = Random(f"{seed}:{number}")
    return damaged(rng.choice(samples), rng, samples)


def fuzz(*, seed: int, numbers: range, folder: Path, seconds: float = SECONDS, began: Any = None) -> Tally:
    """Let both readers read these files, one after another.

    :param began: told the number of each input before it is read.
    """
    samples, tally, path = files(), Tally(), folder / "export.csv"
    for number in numbers:
        if began is not None:
            began.value = number
        path.write_bytes(made(seed, number, samples))
        for reader in (open_transcript, open_export):
            before = time.process_time()
            outcome, defect = _outcome(reader, path, seconds)
            tally.longest = max(tally.longest, time.process_time() - before)
            tally.outcomes[f"{reader.__name__}: {outcome}"] += 1
            if defect:
                tally.defects[number] = f"{reader.__name__}: {defect}"
    return tally


def _outcome(reader: Any, path: Path, seconds: float) -> tuple[str, str]:
    try:
        with _within(seconds):
            read = reader(path)
            for part in read if isinstance(read, tuple) else (read,):
                for item in part:
                    _looked_at(item)
    except UnreadableFileError as error:
        return ("refused", "") if str(error).endswith(".") else ("defect", f"no sentence: {error}")
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001 whatever else is thrown is what is looked for
        return "defect", f"{type(error).__name__}: {str(error)[:300]}"
    return "read", ""


def _looked_at(item: Any) -> None:
    """Ask a line what everybody asks it."""
    if isinstance(item, Rejection):
        if item.line < 1 or not item.code or not item.reason.endswith("."):
            raise AssertionError(item)
    else:
        hash((item, item.key))


@contextmanager
def _within(seconds: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooSlowError

    # Time of the processor, so that a busy machine makes no defects.
    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def fuzz_apart(*, seed: int, numbers: range) -> Tally:
    """Do it in a process of its own: a file that kills it, or takes all memory, is a defect like another."""
    tally, context = Tally(), multiprocessing.get_context("fork")
    while numbers:
        began, (answer, ours) = context.Value("q", numbers.start), context.Pipe(duplex=False)
        process = context.Process(target=_piece, args=(seed, numbers, ours, began))
        process.start()
        ours.close()
        try:
            tally.add(answer.recv())
            numbers = range(0)
        except EOFError:
            process.join()
            tally.outcomes["killed the process"] += 1
            tally.defects[began.value] = f"killed the process: {process.exitcode}"
            if began.value > numbers.start:  # what came before it is well, and only has to be counted
                tally.add(fuzz_apart(seed=seed, numbers=range(numbers.start, began.value)))
            numbers = range(began.value + 1, numbers.stop)
        process.join()
    return tally


def _piece(seed: int, numbers: range, answer: Any, began: Any) -> None:
    # What the process it was forked from holds counts too: DuckDB alone maps more than a reader may take.
    most = psutil.Process().memory_info().vms + _MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    with tempfile.TemporaryDirectory() as folder:
        answer.send(fuzz(seed=seed, numbers=numbers, folder=Path(folder), began=began))


def main() -> int:
    """Fuzz as the command line says, and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--inputs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="the number of the first input")
    parser.add_argument("--keep", type=Path, help="where files that found a defect are kept")
    asked = parser.parse_args()
    tally, end = Tally(), asked.first + asked.inputs
    for first in range(asked.first, end, _PIECE):
        last = min(first + _PIECE, end)
        tally.add(fuzz_apart(seed=asked.seed, numbers=range(first, last)))
        _say(f"seed {asked.seed}: {last - asked.first:,} inputs, {len(tally.defects)} defects")
    for outcome, times in sorted(tally.outcomes.items()):
        _say(f"  {outcome}: {times:,}")
    _say(f"  the longest took {tally.longest:.2f} s")
    for number, defect in tally.defects.items():
        _say(f"  seed {asked.seed}, input {number}: {defect}")
        if asked.keep:
            asked.keep.mkdir(parents=True, exist_ok=True)
            (asked.keep / f"{asked.seed}-{number}.bin").write_bytes(made(asked.seed, number, files()))
    return 1 if tally.defects else 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
