"""How many records go into the tables at once."""

from collections.abc import Iterator
from itertools import islice
from typing import TypeVar

CHUNK = 2000
_Item = TypeVar("_Item")


def chunks(items: Iterator[_Item]) -> Iterator[list[_Item]]:
    """Give the items some at a time, so that memory stays flat."""
    return iter(lambda: list(islice(items, CHUNK)), [])
