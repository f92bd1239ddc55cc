"""What one deed added and changed, written down while it is done, so that it can be taken back.

New rows are kept as ranges of keys, changed ones as their columns before and after. Taking back is careful: a
row that somebody worked on since, or that something else points at by now, stays; a column is restored only
where it still holds what the deed wrote. A table says what work on its rows is by ``worked_on``, a ``Q``, and
by ``lets_go`` which of its keys are emptied when what they point at is taken back.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING, Any, Self, cast

from django.apps import apps
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction
from django.db.models import Exists, OuterRef

from guitai.common.crypto import SealedField, seal, unseal
from guitai.common.models import Deed, DeedChange, DeedRows
from guitai.common.records import Record
from guitai.common.rows import insert, overwrite

if TYPE_CHECKING:
    _Field = models.Field[Any, Any]
    _Key = models.ForeignKey[Any, Any]
else:
    _Field, _Key = models.Field, models.ForeignKey

_AT_ONCE = 2000
_LATEST = 8  # ranges of new rows; with keys given out in a row there is one


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of a deed's rows: gone again, as they were before, or left since they went on living."""

    removed: int = 0
    restored: int = 0
    kept: int = 0


class Journal:
    """Writes down what a deed does, in the deed's own transaction, so that both are kept or neither.

    Memory stays flat whatever the deed's size; :meth:`close` writes the rest.
    """

    def __init__(self, deed_id: int) -> None:
        self.id = deed_id
        self._ranges: dict[type[Record], list[tuple[int, int]]] = {}
        self._changes: list[tuple[Any, ...]] = []

    @classmethod
    def begin(cls, *, shop_id: int, at: datetime) -> Self:
        """Open the journal of a new deed."""
        return cls(Deed.objects.create(shop_id=shop_id, at=at).pk)

    def added(self, model: type[Record], first_id: int, last_id: int) -> None:
        """Note new rows, by the first and the last of their keys; all between are the deed's too."""
        ranges = self._ranges.setdefault(model, [])
        if ranges and ranges[-1][1] + 1 == first_id:
            ranges[-1] = ranges[-1][0], last_id
            return
        ranges.append((first_id, last_id))
        if len(ranges) >= _AT_ONCE:
            self._write_ranges()

    def added_ids(self, model: type[Record], ids: Sequence[int]) -> None:
        """Note new rows by their keys."""
        if isinstance(ids, range):
            if ids:
                self.added(model, ids[0], ids[-1])
            return
        for key in sorted(ids):
            self.added(model, key, key)

    def changed(
        self, model: type[Record], row_id: int, before: dict[str, Any], after: dict[str, Any]
    ) -> None:
        """Note a changed row: the same columns before and after, by name, with the values Python sees."""
        self._changes.append((self.id, model._meta.label, row_id, _dump(model, before), _dump(model, after)))  # noqa: SLF001 - a documented part of Django
        if len(self._changes) >= _AT_ONCE:
            self._write_changes()

    def made(self, model: type[Record], row_id: int) -> bool:
        """Say whether the deed made a row itself not long ago; it need not note then how it changed it."""
        return any(first <= row_id <= last for first, last in self._ranges.get(model, ())[-_LATEST:])

    def close(self) -> None:
        """Write what is not written yet; there may follow more."""
        self._write_ranges()
        self._write_changes()

    def _write_ranges(self) -> None:
        rows = [
            (self.id, model._meta.label, first, last)  # noqa: SLF001
            for model, ranges in self._ranges.items()
            for first, last in ranges
        ]
        insert(DeedRows, ("deed_id", "model", "first_id", "last_id"), rows)
        self._ranges.clear()

    def _write_changes(self) -> None:
        insert(DeedChange, ("deed_id", "model", "row_id", "before", "after"), self._changes)
        self._changes.clear()


@transaction.atomic
def take_back(journal_id: int) -> TakenBack:
    """Undo a deed as far as nobody built on it, and forget its journal; a second time there is nothing."""
    if not Deed.objects.select_for_update().filter(pk=journal_id).exists():
        return TakenBack()
    restored, moved_on = _restore(journal_id)
    removed, in_use = _remove(journal_id)
    forget(journal_id)
    return TakenBack(removed, restored, moved_on + in_use)


@transaction.atomic
def forget(journal_id: int) -> None:
    """Drop a journal: its deed can't be taken back any more."""
    DeedChange.objects.filter(deed=journal_id)._raw_delete(DeedChange.objects.db)  # noqa: SLF001 - as delete(), without reading a million rows first
    Deed.objects.filter(pk=journal_id).delete()


def _dump(model: type[Record], values: dict[str, Any]) -> str:
    stored = {}
    for name, value in values.items():
        sealed = value and isinstance(_field(model, name), SealedField)
        stored[name] = seal(value) if sealed else value
    return json.dumps(stored, ensure_ascii=False, cls=DjangoJSONEncoder)


def _load(field: _Field, stored: Any) -> Any:
    if stored and isinstance(field, SealedField):
        return unseal(stored)
    return field.to_python(stored)


def _field(model: type[Record], name: str) -> _Field:
    return cast("_Field", model._meta.get_field(name))  # noqa: SLF001


def _restore(deed_id: int) -> tuple[int, int]:
    """Undo the changes, the latest first; give how many rows are as they were, and how many are not.

    Rows the deed made itself are not counted. They are as it made them again, lest what it did to them later
    is taken for somebody's work.
    """
    changes = DeedChange.objects.filter(deed=deed_id).order_by("-pk")
    own = Exists(_own_rows(deed_id))
    touched = changes.filter(~own).order_by().values("model", "row_id").distinct().count()
    gone: set[tuple[str, int]] = set()
    kept: set[tuple[str, int]] = set()
    changes = changes.annotate(own=own)
    some = list(changes[:_AT_ONCE])
    while some:
        for label in {change.model for change in some}:
            undone = _Undoing(apps.get_model(label), [change for change in some if change.model == label])
            gone |= {(label, key) for key in undone.gone}
            kept |= {(label, key) for key in undone.kept}
        some = list(changes.filter(pk__lt=some[-1].pk)[:_AT_ONCE])
    return touched - len(gone) - len(kept), len(kept)


def _own_rows(deed_id: int) -> models.QuerySet[DeedRows]:
    """Give the deed's ranges of new rows the row of a change is in."""
    return DeedRows.objects.filter(
        deed=deed_id,
        model=OuterRef("model"),
        first_id__lte=OuterRef("row_id"),
        last_id__gte=OuterRef("row_id"),
    )


class _Undoing:
    """Some changes of one table on their way back.

    ``kept`` are the rows that went on, ``gone`` those that are not there; the deed's own in neither.
    """

    def __init__(self, model: type[Record], changes: Sequence[DeedChange]) -> None:
        self._model = model
        keys = {change.row_id for change in changes}
        found = model._default_manager.select_for_update().filter(pk__in=keys)  # noqa: SLF001
        rows = {row.pk: row for row in found}
        own = {change.row_id for change in changes if change.own}  # type: ignore[attr-defined]  # annotated
        self._there: dict[tuple[str, Any], bool] = {}
        self._moved: dict[int, Record] = {}
        self._fields: set[str] = set()
        whole = {
            change.row_id: self._undo(row, change)
            for change in changes
            if (row := rows.get(change.row_id)) is not None
        }
        self.gone = keys - rows.keys() - own
        self.kept = {key for key, is_whole in whole.items() if not is_whole} - own
        overwrite(list(self._moved.values()), self._fields)

    def _undo(self, row: Record, change: DeedChange) -> bool:
        """Undo a change where it still stands; say whether it did everywhere."""
        whole = True
        for name, after in change.after.items():
            field = _field(self._model, name)
            before = _load(field, change.before[name])
            if getattr(row, field.attname) != _load(field, after) or not self._can_point(field, before):
                whole = False
                continue
            setattr(row, field.attname, before)
            self._moved[row.pk] = row
            self._fields.add(field.attname)
        return whole

    def _can_point(self, field: _Field, key: Any) -> bool:
        """Say whether what a column pointed at is still there."""
        if not isinstance(field, models.ForeignKey) or key is None:
            return True
        known = self._there.get((field.attname, key))
        if known is None:
            target = cast("type[models.Model]", field.related_model)
            known = target._default_manager.filter(pk=key).exists()  # noqa: SLF001
            self._there[field.attname, key] = known
        return known


def _remove(deed_id: int) -> tuple[int, int]:
    """Delete the deed's new rows, those that point before those pointed at; give how many went and stayed."""
    removed = kept = 0
    ranges = DeedRows.objects.filter(deed=deed_id)
    labels = ranges.values_list("model", flat=True).distinct()
    for model in _pointing_first([apps.get_model(label) for label in labels]):
        own = ranges.filter(model=model._meta.label).order_by("-pk")  # noqa: SLF001
        for first, last in own.values_list("first_id", "last_id"):
            for start in range(first, last + 1, _AT_ONCE):
                went, stayed = _remove_some(model, start, min(start + _AT_ONCE - 1, last))
                removed += went
                kept += stayed
    return removed, kept


def _remove_some(model: type[Record], first: int, last: int) -> tuple[int, int]:
    rows = model._default_manager.filter(pk__range=(first, last))  # noqa: SLF001
    present = rows.count()
    unused = rows.filter(*(~Exists(pointing) for pointing in _pointing_at(model)))
    if (worked_on := getattr(model, "worked_on", None)) is not None:
        unused = unused.exclude(worked_on)
    for key in _keys_to(model):
        if _lets_go(key):
            key.model._base_manager.filter(**{f"{key.name}__in": unused}).update(**{key.name: None})  # noqa: SLF001
    removed = unused._raw_delete(unused.db)  # noqa: SLF001 - nothing points at them, so there is nothing to collect
    return removed, present - removed


def _pointing_at(model: type[Record]) -> list[models.QuerySet[Any, Any]]:
    """Give, for every foreign key that holds on to a table, the rows that point at the row asked about."""
    return [
        key.model._base_manager.filter(**{key.attname: OuterRef("pk")})  # noqa: SLF001
        for key in _keys_to(model)
        if not _lets_go(key)
    ]


def _lets_go(key: _Key) -> bool:
    return key.name in getattr(key.model, "lets_go", ())


def _keys_to(model: type[Record]) -> list[_Key]:
    relations = model._meta.get_fields(include_hidden=True)  # noqa: SLF001
    keys = (getattr(relation, "field", None) for relation in relations if relation.auto_created)
    return [key for key in keys if isinstance(key, models.ForeignKey)]


def _pointing_first(tables: Iterable[type[Record]]) -> Iterator[type[Record]]:
    own = set(tables)
    order: TopologicalSorter[type[Record]] = TopologicalSorter()
    for model in own:
        pointing = {key.model for key in _keys_to(model)}
        order.add(model, *(own & pointing - {model}))
    yield from order.static_order()
