"""Which refunds are talked about before they are granted: why, and can it be mended?"""

from datetime import datetime, timedelta

from guitai.engines.worklists.moments import before, by_day
from guitai.engines.worklists.types import Entry, Numbers, RefundFact

LISTING = "refund_asked"
ASKED = "asked"


def refund_entries(refund: RefundFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give the list a refund comes onto now, if it does; due before the platform's own clock runs out."""
    figures = numbers.lists.get(LISTING)
    if figures is None or LISTING in refund.stands or refund.status != ASKED:
        return []
    due = refund.asked_at + timedelta(minutes=figures["after_minutes"])
    if not due <= at < refund.asked_at + timedelta(days=figures["oldest_days"]):
        return []
    due_at = before(due, refund.due_at) if refund.due_at else by_day(due)
    why = {"said": refund.reason} if refund.reason else {}
    return [Entry(listing=LISTING, key=refund.number, due_at=due_at, value_fen=refund.amount_fen, why=why)]
