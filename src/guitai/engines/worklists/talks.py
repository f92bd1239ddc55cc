"""Which talks somebody goes back to: asked, and ordered nothing."""

from datetime import datetime, timedelta

from guitai.engines.worklists.moments import by_day
from guitai.engines.worklists.reasons import likely_reason
from guitai.engines.worklists.rules import rules
from guitai.engines.worklists.types import Entry, Numbers, TalkFact

LISTING = "asked"


def talk_entries(talk: TalkFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give the list a talk comes onto now, if it does."""
    figures = numbers.lists.get(LISTING)
    if figures is None or LISTING in talk.stands or talk.ordered_at or talk.wants_none:
        return []
    due = talk.last_at + timedelta(minutes=figures["after_minutes"])
    over = talk.last_at + timedelta(hours=figures["oldest_hours"])
    may_buy = not rules().buying.isdisjoint(talk.intents)
    if not may_buy or talk.price_fen < figures["least_fen"] or not due <= at < over:
        return []
    why = {"reason": likely_reason(talk, LISTING), "asked": list(dict.fromkeys(talk.intents))[:3]}
    return [Entry(listing=LISTING, key=talk.key, due_at=by_day(due), value_fen=talk.price_fen, why=why)]
