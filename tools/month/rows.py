"""A to-do as it should be."""

from dataclasses import dataclass
from datetime import datetime

ANY = "*"


@dataclass(slots=True, kw_only=True)
class Row:
    """A to-do as it should be; ``outcome`` ``*``: the page does not say which."""

    listing: str
    key: str
    buyer: str
    due_at: datetime
    opened_at: datetime
    order: str = ""
    state: str = "open"
    outcome: str = ""
    closed_at: datetime | None = None
