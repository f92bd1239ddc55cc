"""What the intake announces once it is committed."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportsWaiting:
    """Files of a shop wait to be imported, or an import to be undone."""

    shop_id: int
    at: datetime
