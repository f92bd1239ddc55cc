"""Many rows at once, as a database likes them best: keys given out first, and plain tuples of stored values.

Django's ``bulk_create`` and ``bulk_update`` build a statement of thousands of parts anew for every few rows:
on a long list that takes twice, and for changes a hundred times, as long as all the rest.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import BooleanField, CharField, F, TextField
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast

from guitai.common.records import Record

Row = Sequence[Any]
_MINUTES = tuple(f" {hour:02}:{minute:02}:" for hour in range(24) for minute in range(60))
_SECONDS = tuple(f"{second:02}" for second in range(60))


def stored_time(at: datetime) -> str:
    """Give a moment as a column takes it: in UTC, as Django's connections speak; the earlier sorts first."""
    utc = at.astimezone(UTC)
    if utc.microsecond:
        return utc.isoformat(" ")[:-6]
    # Put together of parts that are there already: a fifth of the time isoformat() takes.
    return f"{_day(utc.toordinal())}{_MINUTES[utc.hour * 60 + utc.minute]}{_SECONDS[utc.second]}"


def loaded_time(stored: str) -> datetime:
    """Give the moment :func:`stored_time` wrote."""
    return datetime.fromisoformat(stored).replace(tzinfo=UTC)


def as_stored(name: str) -> Cast | F:
    """Ask for a moment as it is stored, where it is text: making it out takes longer than finding the row."""
    return Cast(name, TextField()) if connection.vendor == "sqlite" else F(name)


def stored(moment: str | datetime) -> str:
    """Give a moment asked for by :func:`as_stored` as :func:`stored_time` writes it."""
    return moment if isinstance(moment, str) else stored_time(moment)


@lru_cache(maxsize=4096)
def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def among(model: type[Record], name: str, values: Iterable[Any]) -> RawSQL:
    """Give a condition for ``filter``: that a column holds one of many values, and no empty text.

    It names the table as it is called, so it can't be part of a subquery.

    Django's own ``__in`` costs as much for each value as finding its row does. And it never finds a row by an
    index that leaves empty texts out, as those of accounts and imported keys do: it does not say that it asks
    for none.
    """
    quoted, table = connection.ops.quote_name, model._meta  # noqa: SLF001 - a documented part of Django
    field: Any = table.get_field(name)
    column = f"{quoted(table.db_table)}.{quoted(field.column)}"
    listed: Any = list(values)
    condition = f"{column} = ANY(%s)"
    if connection.vendor == "sqlite":
        listed = json.dumps(listed)
        condition = f"{column} IN (SELECT value FROM json_each(%s))"  # noqa: S608 - own names
    if isinstance(field, CharField):
        condition += f" AND NOT ({column} = '')"
    return RawSQL(condition, [listed], output_field=BooleanField())  # noqa: S611 - own names


def take_ids(model: type[Record], many: int) -> Sequence[int]:
    """Give out keys of rows that will be inserted, so that others can point at them already.

    Inside a transaction only. Keys are never given out twice, whatever becomes of their rows.
    """
    table = model._meta.db_table  # noqa: SLF001 - a documented part of Django
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(sequence, [table, many])
            return [key for (key,) in cursor.fetchall()]
        cursor.execute("UPDATE sqlite_sequence SET seq = seq + %s WHERE name = %s", [many, table])
        if not cursor.rowcount:
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, many])
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        last: int = cursor.fetchone()[0]
    return range(last - many + 1, last + 1)


def insert(model: type[Record], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Store new rows; columns that are not named get the default of their field.

    :param columns: names of columns, as they are in the table.
    :param rows: their values as they are stored: see :func:`stored_time`, ``seal``; JSON as text.
    """
    if not rows:
        return
    rest = [
        field
        for field in model._meta.concrete_fields  # noqa: SLF001 - a documented part of Django
        if field.column not in columns and not field.primary_key
    ]
    same = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)
    quoted = connection.ops.quote_name
    table = quoted(model._meta.db_table)  # noqa: SLF001
    names = ", ".join(quoted(str(column)) for column in (*columns, *(field.column for field in rest)))
    whole = ((*row, *same) for row in rows)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in whole:
                    copy.write_row(row)
            return
        places = ", ".join(["%s"] * (len(columns) + len(same)))
        cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({places})", whole)  # type: ignore[arg-type]  # noqa: S608 - own names


def overwrite(rows: Sequence[Record], fields: Iterable[str]) -> None:
    """Write some fields of stored rows."""
    if not rows:
        return
    table, wanted = rows[0]._meta, set(fields)  # noqa: SLF001
    columns = [column for column in table.concrete_fields if {column.name, column.attname} & wanted]
    ways = [(column.attname, column.get_db_prep_save) for column in columns]
    overwrite_rows(
        type(rows[0]),
        [str(column.column) for column in columns],
        [(*(prepared(getattr(row, name), connection) for name, prepared in ways), row.pk) for row in rows],
    )


def overwrite_rows(model: type[Record], columns: Sequence[str], rows: Sequence[Row]) -> None:
    """Write some columns of stored rows.

    :param rows: their values as they are stored, and at the end of each its key.
    """
    if not rows or not columns:
        return
    quoted = connection.ops.quote_name
    changes = ", ".join(f"{quoted(column)} = %s" for column in columns)
    table = quoted(model._meta.db_table)  # noqa: SLF001
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {changes} WHERE id = %s", rows)  # noqa: S608 - own names
