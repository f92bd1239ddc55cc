"""What people and shops announce once it is committed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ShopOpened:
    """A new shop is there, with nothing in it yet."""

    shop_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MembershipEnded:
    """Somebody no longer works in a shop; their open pages must stop showing it at once."""

    shop_id: int
    membership_id: int
    at: datetime
