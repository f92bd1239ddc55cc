"""What the guard announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class ApprovalChanged:
    """A lead was asked, or what was asked is settled; ``approval`` is as pages show it."""

    shop_id: int
    approval: dict[str, Any]
    asked_by_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RulesChanged:
    """Another version of the shop's rules is in force."""

    shop_id: int
    version: int
