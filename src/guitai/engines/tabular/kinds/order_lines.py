"""How a line that names an order and one product of it becomes a record, whichever platform wrote it."""

from collections.abc import Callable, Sequence
from dataclasses import fields
from typing import Any

from guitai.engines.tabular.columns import Column
from guitai.engines.tabular.types import Order, OrderItem, OrderLine

ITEM = "item."  # stands before the key of a column that speaks of the product

Said = dict[str, Any]

_ORDER: Said = {field.name: "" if field.type is str else None for field in fields(Order)}
_ITEM: Said = {field.name: "" if field.type is str else None for field in fields(OrderItem)}
# What is true of an order is true of its products.
_SHARED = ("order_id", "status", "status_text", "created_at")


def order_lines(columns: Sequence[Column], settle: Callable[[Said], None]) -> Callable[..., OrderLine]:
    """Make what turns a line's values into a record; a column's key is the field it fills.

    :param settle: works out what no column says outright. It changes what the columns said, by key; keys that
        are no fields are for it alone.
    """
    keys = [column.key for column in columns]

    def record(line: int, *values: Any) -> OrderLine:
        said: Said = dict(zip(keys, values, strict=True), line=line)
        settle(said)
        order: Said = {name: said.get(name, blank) for name, blank in _ORDER.items()}
        item: Said = {name: said.get(ITEM + name, blank) for name, blank in _ITEM.items()}
        item |= {"line": line, "sku": said.get(ITEM + "sku", ())} | {name: said[name] for name in _SHARED}
        return OrderLine(Order(**order), OrderItem(**item))

    return record
