"""What is announced about lost inquiries once it is committed."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LossesChanged:
    """A confirmed reason of a business day is new, another, or gone."""

    shop_id: int
    day: date
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswersWanted:
    """Somebody wants a shop's answers looked through now."""

    shop_id: int
