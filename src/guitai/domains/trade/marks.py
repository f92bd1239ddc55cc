"""What agents noted about a buyer goes with them when it turns out who they are."""

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.domains.trade.models import Buyer


def pass_on_marks(*, from_id: int, to_id: int, journal: Journal | None = None) -> None:
    """Give one buyer's tags and VIP mark to another, who keeps their own; the first has none afterwards."""
    rows = Buyer.objects.in_bulk([from_id, to_id])
    masked, known = rows[from_id], rows[to_id]
    changes = Changes(Buyer, journal)
    tags = list(dict.fromkeys([*known.tags, *masked.tags]))
    changes.change(known, {"tags": tags, "is_vip": known.is_vip or masked.is_vip})
    changes.change(masked, {"tags": [], "is_vip": False})
    changes.write()
