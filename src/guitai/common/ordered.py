"""JSON whose keys keep their order, on every database."""

import json
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Json = models.JSONField[Any, Any]
else:
    _Json = models.JSONField


class OrderedJSONField(_Json):
    """As it was written: PostgreSQL's ``jsonb``, which Django takes, sorts keys; its ``json`` does not.

    For what is shown in the order given (米白 M, not M 米白) and never compared in the database.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """Give the column's type."""
        return "json" if connection.vendor == "postgresql" else super().db_type(connection)

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        """Write it as text: psycopg would make ``jsonb`` of it on the way."""
        if value is None or hasattr(value, "resolve_expression"):
            return super().get_db_prep_value(value, connection, prepared)
        return json.dumps(value, ensure_ascii=False, cls=self.encoder)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        """Read it; psycopg has read ``json`` already."""
        read: Any = super().from_db_value(value, expression, connection) if isinstance(value, str) else value
        return read
