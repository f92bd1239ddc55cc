"""What a line of a list of public reviews means, as frozen data."""

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Review:
    """What a buyer said in public of something they bought, from 1 to 5 ``stars``.

    ``added`` is what they added later (追评), ``reply`` what the shop answered. What a list does not name is
    empty or None; times are aware.
    """

    line: int = field(compare=False)
    review_id: str
    order_id: str
    buyer: str
    product_id: str
    merchant_code: str
    title: str
    stars: int
    text: str
    added: str
    reply: str
    at: datetime
    added_at: datetime | None
    replied_at: datetime | None

    @property
    def key(self) -> tuple[object, ...]:
        """Its own number where the file has one; otherwise whose it is, of what, and when."""
        if self.review_id:
            return (self.review_id,)
        return (self.order_id or self.buyer, self.title or self.product_id, self.at)
