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


@dataclass(frozen=True, slots=True, kw_only=True)
class SwapChanged:
    """Somebody asks to swap a shift, or was answered: agreed, declined, approved, refused, withdrawn.

    ``whom`` are the members who are to hear of it; never who did it.
    """

    shop_id: int
    swap_id: int
    whom: tuple[int, ...]
    at: datetime
