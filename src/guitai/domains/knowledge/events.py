"""What the knowledge announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionChanged:
    """A question for the lead was asked, answered, withdrawn or told; ``question`` is as pages show it."""

    shop_id: int
    question: dict[str, Any]
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionDue:
    """Nobody has answered a question that falls due soon, or, ``late``, has fallen due."""

    shop_id: int
    question_id: int
    question: str
    late: bool
    at: datetime
