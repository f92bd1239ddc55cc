"""Which buyers are gone to without an order of today: VIPs once a month, and those who stayed away."""

from datetime import datetime, time, timedelta

from guitai.engines.worklists.moments import by_day
from guitai.engines.worklists.rules import Segment, rules
from guitai.engines.worklists.types import BuyerFact, Entry, Numbers
from guitai.kernel.days import SHANGHAI

VIP, WAKING = "vip", "waking"
DEMANDING = frozenset({"angry", "anxious", "disappointed"})
_LAST_DAY = 28  # every month has it
_MORNING = time(10)


def buyer_entries(buyer: BuyerFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give the lists a buyer comes onto now: the one of VIPs, or the one of those to wake.

    A key holds the month of a VIP, and the last order of somebody to wake: who stays away after that is not
    woken again.
    """
    if buyer.wants_none:
        return []
    found = _vip(buyer, numbers, at) if buyer.is_vip else _waking(buyer, numbers, at)
    return [found] if found else []


def _vip(buyer: BuyerFact, numbers: Numbers, at: datetime) -> Entry | None:
    figures = numbers.lists.get(VIP)
    if figures is None:
        return None
    now, since = at.astimezone(SHANGHAI), buyer.last_contact_at
    month = datetime.combine(now.date().replace(day=1), _MORNING, SHANGHAI)
    if since and since.astimezone(SHANGHAI) >= month.replace(hour=0):
        return None
    rested = since + timedelta(days=figures["rest_days"]) if since else month
    due = min(max(rested, month), month.replace(day=_LAST_DAY))
    why = {"orders": buyer.orders, "spent_fen": buyer.spent_fen, "demanding": buyer.mood in DEMANDING}
    return Entry(
        listing=VIP,
        key=f"{buyer.key}@{now:%Y-%m}",
        due_at=by_day(due),
        value_fen=buyer.spent_fen,
        why=why,
    )


def _waking(buyer: BuyerFact, numbers: Numbers, at: datetime) -> Entry | None:
    figures, last = numbers.lists.get(WAKING), buyer.last_order_at
    if figures is None or last is None or buyer.spent_fen < figures["least_fen"]:
        return None
    due = last + timedelta(days=figures["after_days"])
    if not due <= at < last + timedelta(days=figures["oldest_days"]):
        return None
    segment = _segment(buyer, (at - last).days)
    way = segment and _cheapest(segment, numbers.platform)
    if not segment or not way:
        return None
    return Entry(
        listing=WAKING,
        key=f"{buyer.key}@{last.astimezone(SHANGHAI):%Y-%m-%d}",
        due_at=by_day(due),
        value_fen=buyer.spent_fen,
        why={"segment": segment.key, "channel": way, "cost_fen": rules().channels[way].cost_fen},
    )


def _segment(buyer: BuyerFact, away: int) -> Segment | None:
    for each in rules().segments:
        if away <= each.within_days and buyer.orders >= each.orders and buyer.spent_fen >= each.spent_fen:
            return each
    return None


def _cheapest(segment: Segment, platform: str) -> str:
    allowed = [rules().channels[key] for key in segment.channels]
    known = [channel for channel in allowed if platform not in channel.not_on]
    return min(known, key=lambda channel: channel.cost_fen).key if known else ""
