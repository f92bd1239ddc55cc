"""Sums of days put together, and the figures made of them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from guitai.domains.performance.counting import LASTS, WAITS, added
from guitai.engines.metrics import computing
from guitai.engines.metrics.computing import Value
from guitai.engines.metrics.keys import FIGURES
from guitai.engines.metrics.settings import Settings

_KEY = 8  # bytes
_OF_BUYERS = frozenset(figure.key for figure in FIGURES if "buyers" in {figure.part, figure.whole})


@dataclass(slots=True)
class Total:
    """Sums of several days by name, and the last days of what is late."""

    sums: dict[str, int] = field(default_factory=dict)
    lasts: dict[str, date] = field(default_factory=dict)

    def add_day(self, day: date, sums: Mapping[str, int]) -> None:
        """Put the sums of another day in."""
        self.sums = added(self.sums, sums)
        for last, name in LASTS.items():
            if sums.get(name):
                self.lasts[last] = max(day, self.lasts.get(last, day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """On what terms sums become figures: the settings, the local moment, the kinds of facts there are."""

    settings: Settings
    as_of: datetime
    there: frozenset[str]


class Combined(Mapping[str, Value]):
    """The figures of a total by key, made when the first of them is asked for.

    :param buyers: counts the buyers of all the days; asked only for figures of them, for it takes longest.
    """

    def __init__(self, total: Total, terms: Terms, *, of_agent: bool, buyers: Callable[[], int]) -> None:
        self._total, self._terms, self._of_agent, self._buyers = total, terms, of_agent, buyers

    def __getitem__(self, key: str) -> Value:
        return (self._with_buyers if key in _OF_BUYERS else self._values)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    @cached_property
    def _values(self) -> dict[str, Value]:
        return self._combined(self._total.sums)

    @cached_property
    def _with_buyers(self) -> dict[str, Value]:
        return self._combined({**self._total.sums, "buyers": self._buyers()})

    def _combined(self, sums: dict[str, int]) -> dict[str, Value]:
        given: dict[str, Any] = {**sums, **self._total.lasts}
        given |= {name: sums[name] / 1000 for name in WAITS if name in sums}
        terms = self._terms
        return computing.values(
            given, terms.settings, as_of=terms.as_of, agents=self._of_agent, there=terms.there
        )


def distinct(keys: Iterable[bytes]) -> int:
    """Count how many there are in several runs of buyers' keys."""
    joined = b"".join(keys)
    told: int = pc.count_distinct(
        pa.Array.from_buffers(pa.int64(), len(joined) // _KEY, [None, pa.py_buffer(joined)])
    ).as_py()
    return told
