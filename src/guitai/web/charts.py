"""What a page draws: the numbers of a chart, and the same numbers as the table beneath it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from guitai.engines.metrics.keys import Unit
from guitai.web.formats import written

Kind = Literal["line", "bar", "heat", "funnel"]


@dataclass(frozen=True, slots=True)
class Series:
    """One line, one set of bars, or one row of a heat map; None where there is nothing to tell."""

    name: str
    values: Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of the table beneath, with the address of what is behind it."""

    text: str
    link: str


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart in ``unit`` (shares are of one, money in yuan), drawn by ``reports/chart.html``.

    ``categories`` are the points of the axis; of a heat map the columns, its series being the rows. A funnel
    is one series whose categories are its steps. ``links`` are addresses by series, then category; a point
    opens its own. The last ``unfinished`` categories are of days not over yet. ``target`` is drawn as a line.
    """

    id: str
    title: str
    kind: Kind
    categories: Sequence[str]
    series: Sequence[Series]
    unit: Unit
    target: float | None = None
    links: Sequence[Sequence[str]] | None = None
    unfinished: int = 0

    @property
    def data_id(self) -> str:
        """The id of the element that carries the numbers for the script."""
        return f"{self.id}-data"

    @property
    def height(self) -> int:
        """How high it is drawn, in pixels: as many lines as a funnel or a heat map has."""
        lines = {"funnel": len(self.categories), "heat": len(self.series)}
        return 24 + 32 * lines[self.kind] + (44 if self.kind == "heat" else 0) if self.kind in lines else 280

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return all(value is None for series in self.series for value in series.values)

    @property
    def data(self) -> dict[str, Any]:
        """The numbers as the page's script takes them."""
        return {
            "kind": self.kind,
            "unit": self.unit.value,
            "categories": list(self.categories),
            "series": [
                {
                    "name": series.name,
                    "values": list(series.values),
                    "shown": [written(value, self.unit) for value in series.values],
                }
                for series in self.series
            ],
            "links": self.links,
            "target": None
            if self.target is None
            else {"value": self.target, "shown": written(self.target, self.unit)},
            "unfinished": self.unfinished,
        }

    @property
    def columns(self) -> list[str]:
        """The headings of the table beneath."""
        across = self.categories if self.kind == "heat" else [series.name for series in self.series]
        return list(across)

    @property
    def rows(self) -> list[tuple[str, list[Cell]]]:
        """The rows of the table beneath: a category each, of a heat map a series each."""
        cells = [
            [self._cell(row, place) for place in range(len(self.categories))]
            for row in range(len(self.series))
        ]
        if self.kind == "heat":
            return [(series.name, cells[row]) for row, series in enumerate(self.series)]
        return [(category, [row[place] for row in cells]) for place, category in enumerate(self.categories)]

    def _cell(self, row: int, place: int) -> Cell:
        value = self.series[row].values[place]
        link = self.links[row][place] if self.links and value is not None else ""
        return Cell(written(value, self.unit), link)
