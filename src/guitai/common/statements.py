"""Statements whose text is made once, for the few that every chat message waits for (docs/adr/0009).

Django writes the text of a statement anew each time it is used, which takes several times as long as the
database takes to answer. Here it writes it once, from the same models and querysets, and from then on the
values alone change. Everywhere else a queryset is plainer, and quick enough.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any, Generic, TypeVar

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models import Expression, QuerySet
from django.db.models.query import get_related_populators  # type: ignore[attr-defined]  # the stubs know it not

from guitai.common.records import Record

Row = TypeVar("Row")
_Ways = tuple[tuple[str, Callable[..., Any]], ...]


def given(name: str, field: Any = None) -> Any:
    """Stand in a queryset for a value that comes when the question is asked, under this name.

    :param field: the kind of field that makes the value what the database takes; a key or a text is that
        already, a moment or a day is not.
    """
    return _Given(name, field)


class _Given(Expression):
    def __init__(self, name: str, field: Any) -> None:
        super().__init__(output_field=field)
        self.name, self.kind = name, field

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, list[Any]]:
        # Itself among the values says what belongs there.
        return "%s", [self]

    def value(self, values: Mapping[str, Any]) -> Any:
        value = values[self.name]
        return value if self.kind is None else self.kind.get_db_prep_value(value, connection)


@dataclass(frozen=True, slots=True)
class _Built:
    """What Django makes of a queryset: the text, what stands in its places, and how a row is read."""

    text: str
    places: tuple[Any, ...]
    converters: tuple[tuple[int, Any, Sequence[Callable[..., Any]]], ...]
    shape: Callable[[list[Any]], Any]

    def read(self, row: list[Any]) -> Any:
        for place, column, ways in self.converters:
            for way in ways:
                row[place] = way(row[place], column, connection)
        return self.shape(row)


class Question(Generic[Row]):
    """A queryset that is asked again and again, with other values where it holds a :func:`given`.

    It gives models or tuples, and may use ``select_related``, ``annotate``, ``values_list`` and slices; what
    needs further questions (``prefetch_related``) is left out.
    """

    def __init__(self, make: Callable[[], QuerySet[Any, Row]]) -> None:
        """Keep how to make the queryset: that waits until it is asked, for models are loaded only then."""
        self._make = make

    def all(self, **values: Any) -> list[Row]:
        """Give every row."""
        built = self._built
        filled = [place.value(values) if isinstance(place, _Given) else place for place in built.places]
        with connection.cursor() as cursor:
            cursor.execute(built.text, filled)
            rows = cursor.fetchall()
        return [built.read(list(row)) for row in rows]

    def first(self, **values: Any) -> Row | None:
        """Give the first row, or nothing; all are read, so a queryset with many is to be sliced."""
        return next(iter(self.all(**values)), None)

    @cached_property
    def _built(self) -> _Built:
        # A connection of its own, which is never opened: that of whoever asks first would be held for good.
        dialect = connections.create_connection(DEFAULT_DB_ALIAS)
        query = self._make().query
        compiler = query.get_compiler(connection=dialect)
        text, places = _with_constants(*compiler.as_sql())
        converters = compiler.get_converters([column for column, _sql, _alias in compiler.select])
        return _Built(
            text,
            places,
            tuple((place, column, ways) for place, (ways, column) in converters.items()),
            _shape(compiler) if query.default_cols else tuple,
        )


def _with_constants(text: str, places: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """Write the words that never change into the text.

    SQLite plans anew at every run as long as a value decides whether a partial index may be used.
    """
    first, *pieces = text.split("%s")
    written, open_places = [first], []
    for place, piece in zip(places, pieces, strict=True):
        if isinstance(place, str) and (place.isidentifier() or not place):
            written += f"'{place}'", piece
        else:
            written += "%s", piece
            open_places.append(place)
    return "".join(written), tuple(open_places)


def _shape(compiler: Any) -> Callable[[list[Any]], Any]:
    """Say how a row becomes a model, with its related ones and what it is annotated with."""
    told, select = compiler.klass_info, compiler.select
    model, places = told["model"], told["select_fields"]
    start, end = places[0], places[-1] + 1
    names = [column.target.attname for column, _sql, _alias in select[start:end]]
    related = get_related_populators(told, select, DEFAULT_DB_ALIAS)
    annotations = tuple(compiler.annotation_col_map.items())

    def shape(row: list[Any]) -> Any:
        record = model.from_db(DEFAULT_DB_ALIAS, names, row[start:end])
        for populator in related:
            populator.populate(row, record)
        for name, place in annotations:
            setattr(record, name, row[place])
        return record

    return shape


def insert(record: Record) -> None:
    """Store a new row; it learns its key. Signals and ``auto_now`` are passed over; no table here has any."""
    text, ways = _insertion(type(record))
    with connection.cursor() as cursor:
        cursor.execute(text, _prepared(record, ways))
        record.pk = cursor.fetchone()[0]
    record._state.adding, record._state.db = False, DEFAULT_DB_ALIAS  # noqa: SLF001 - a documented part of Django


def overwrite(record: Record, names: Sequence[str]) -> None:
    """Write some columns of a stored row, named as the attributes that hold their values (``agent_id``)."""
    if not names:
        return
    text, ways = _change(type(record), tuple(names))
    with connection.cursor() as cursor:
        cursor.execute(text, [*_prepared(record, ways), record.pk])


def _prepared(record: Record, ways: _Ways) -> list[Any]:
    return [prepared(getattr(record, name), connection) for name, prepared in ways]


@cache
def _insertion(model: type[Record]) -> tuple[str, _Ways]:
    table = model._meta  # noqa: SLF001 - a documented part of Django
    columns = [column for column in table.concrete_fields if not column.primary_key]
    names = ", ".join(_quoted(column.column) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    text = f"INSERT INTO {_quoted(table.db_table)} ({names}) VALUES ({places}) RETURNING id"  # noqa: S608 - own names
    return text, tuple((column.attname, column.get_db_prep_save) for column in columns)


@cache
def _change(model: type[Record], names: tuple[str, ...]) -> tuple[str, _Ways]:
    table = model._meta  # noqa: SLF001 - a documented part of Django
    columns = [column for column in table.concrete_fields if column.attname in names]
    changes = ", ".join(f"{_quoted(column.column)} = %s" for column in columns)
    text = f"UPDATE {_quoted(table.db_table)} SET {changes} WHERE id = %s"  # noqa: S608 - own names
    return text, tuple((column.attname, column.get_db_prep_save) for column in columns)


def _quoted(name: Any) -> str:
    return connection.ops.quote_name(str(name))
