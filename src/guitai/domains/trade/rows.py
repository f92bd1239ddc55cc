"""Many rows at once, as a database likes them best: one prepared statement, run for each row.

Django's ``bulk_create`` and ``bulk_update`` build a statement of thousands of parts anew for every few rows:
on a long list that takes twice, and for changes a hundred times, as long as all the rest.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from guitai.common.records import Record


def insert(rows: Sequence[Record]) -> None:
    """Store new rows; they do not learn their keys."""
    if not rows:
        return
    table = rows[0]._meta  # noqa: SLF001 - a documented part of Django
    columns = [column for column in table.concrete_fields if not column.primary_key]
    quoted = connection.ops.quote_name
    names = ", ".join(quoted(str(column.column)) for column in columns)
    places = ", ".join(["%s"] * len(columns))
    _run(f"INSERT INTO {quoted(table.db_table)} ({names}) VALUES ({places})", rows, columns)  # noqa: S608 - own names


def overwrite(rows: Sequence[Record], fields: Sequence[str]) -> None:
    """Write some columns of stored rows."""
    if not rows:
        return
    table = rows[0]._meta  # noqa: SLF001 - a documented part of Django
    columns = [column for column in table.concrete_fields if column.name in fields]
    quoted = connection.ops.quote_name
    changes = ", ".join(f"{quoted(str(column.column))} = %s" for column in columns)
    statement = f"UPDATE {quoted(table.db_table)} SET {changes} WHERE id = %s"  # noqa: S608 - own names
    _run(statement, rows, [*columns, table.pk])


def _run(statement: str, rows: Sequence[Record], columns: Sequence[Any]) -> None:
    ways = [(column.attname, column.get_db_prep_save) for column in columns]
    with connection.cursor() as cursor:
        cursor.executemany(
            statement, [[prepared(getattr(row, name), connection) for name, prepared in ways] for row in rows]
        )
