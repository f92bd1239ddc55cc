"""What is announced about orders once it is committed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRemarked:
    """Something was written on an order, or it was said which of two remarks holds.

    ``flag_changed`` says that the order carries another flag than before; ``ordered_at`` and ``paid_at``
    (None: not paid) are the order's.
    """

    shop_id: int
    order_id: int
    number: str
    flag_changed: bool
    ordered_at: datetime
    paid_at: datetime | None
    at: datetime
