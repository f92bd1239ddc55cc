"""Rows on their way into a table: new and changed ones gathered, written in one go, told to the journal."""

from collections.abc import Iterable, Mapping
from typing import Any, Generic, TypeVar

from guitai.common.journal import Journal
from guitai.common.records import Record
from guitai.common.rows import overwrite

Row = TypeVar("Row", bound=Record)


class Changes(Generic[Row]):
    """What is to be written of one table; the rows taken in are already as they will be."""

    def __init__(self, model: type[Row], journal: Journal | None = None) -> None:
        self._model = model
        self._journal = journal
        self._new: list[Row] = []
        self._changed: dict[int, Row] = {}
        self._before: dict[int, dict[str, Any]] = {}

    def add(self, row: Row, values: Mapping[str, Any]) -> Row:
        """Take a new row in, with these values."""
        for name, value in values.items():
            setattr(row, name, value)
        self._new.append(row)
        return row

    def change(self, row: Row, values: Mapping[str, Any]) -> bool:
        """Set what differs; say whether anything did."""
        before = {name: known for name, value in values.items() if (known := getattr(row, name)) != value}
        for name in before:
            setattr(row, name, values[name])
        if before and row.pk is not None:
            self._changed[row.pk] = row
            # A row may change several times before it is written: what it was at first counts.
            self._before[row.pk] = before | self._before.get(row.pk, {})
        return bool(before)

    def write(self) -> None:
        """Write what was taken in."""
        made = self._model._default_manager.bulk_create(self._new, batch_size=500)  # noqa: SLF001 - a documented part of Django
        overwrite(list(self._changed.values()), {name for before in self._before.values() for name in before})
        self._tell(made)
        self._new, self._changed, self._before = [], {}, {}

    def _tell(self, made: Iterable[Row]) -> None:
        if self._journal is None:
            return
        if ids := [row.pk for row in made]:
            self._journal.added_ids(self._model, ids)
        for key, before in self._before.items():
            after = {name: getattr(self._changed[key], name) for name in before}
            self._journal.changed(self._model, key, before, after)
