"""What the warehouse announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChanged:
    """A task was asked for, taken, answered, reopened or withdrawn.

    ``task`` is as pages show it (:mod:`.shapes`); ``whom`` are the members who wait for it: who asked, and
    who has the buyer's conversation now.
    """

    shop_id: int
    task: dict[str, Any]
    whom: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CancellingChanged:
    """An order is being cancelled, came a step further, or the cancelling ended."""

    shop_id: int
    order_id: int
    number: str
    conversation_id: int | None
    at: datetime
