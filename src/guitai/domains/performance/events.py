"""What figures and rosters announce once it is committed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterWanted:
    """A roster proposal waits to be worked out."""

    shop_id: int
    proposal_id: int
    at: datetime
