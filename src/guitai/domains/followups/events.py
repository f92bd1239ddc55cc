"""What the follow-ups announce once it is committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoChanged:
    """A to-do was opened, changed, passed on or closed; ``todo`` is as pages show it (:mod:`.shapes`).

    ``owner_id`` and ``previous_owner_id`` are whose it is and was; None: whoever is there.
    """

    shop_id: int
    todo: dict[str, Any]
    owner_id: int | None
    previous_owner_id: int | None
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class TodoRang:
    """A to-do falls due soon, or, ``late``, has fallen due; ``owner_id`` None: nobody on duty has it."""

    shop_id: int
    todo: dict[str, Any]
    owner_id: int | None
    late: bool
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListsFilled:
    """Rules put so many to-dos on a shop's lists, and ended so many; 200 or more are told by this alone."""

    shop_id: int
    opened: int
    left: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAnswerChanged:
    """An answer to a review was written, agreed to, sent back, put up or taken down: its ``state``.

    ``writer_id`` is whose words it is; ``by_id`` None: a platform's list told that it is put up.
    """

    shop_id: int
    answer_id: int
    review_id: int
    state: str
    writer_id: int
    by_id: int | None
    at: datetime
