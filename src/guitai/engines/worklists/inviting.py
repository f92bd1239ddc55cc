"""Which buyers are invited to keep the shop or its goods in mind, at the right moment for it (P10)."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from guitai.engines.worklists.moments import by_day
from guitai.engines.worklists.rules import instead_of
from guitai.engines.worklists.types import Entry, InviteFact, Numbers
from guitai.kernel.days import SHANGHAI, business_day

LISTING = "invite"
_TWICE = 2  # who ordered so often came back

Figures = Mapping[str, int]
# Since when there is a reason to invite somebody, and when it is due.
Moment = tuple[datetime, datetime]


def invite_entries(buyer: InviteFact, numbers: Numbers, at: datetime) -> list[Entry]:
    """Give what a buyer is invited to now: one thing, and nothing again for some weeks.

    The first that fits, of: the shop as a favourite, goods into the cart, a coupon, the shop's second page.
    """
    figures = numbers.lists.get(LISTING)
    if figures is None or not _is_free(buyer, figures, at):
        return []
    for kind, rule in _KINDS.items():
        if (found := rule(buyer, figures, at)) and found[1] <= at:
            return [_entry(buyer, kind, *found, numbers.platform)]
    return []


def _is_free(buyer: InviteFact, figures: Figures, at: datetime) -> bool:
    if buyer.wants_none or buyer.upset or buyer.busy:
        return False
    rest = timedelta(days=figures["rest_days"])
    return buyer.invited_at is None or at >= buyer.invited_at + rest


def _entry(buyer: InviteFact, kind: str, since: datetime, due: datetime, platform: str) -> Entry:
    why = {"kind": kind}
    if instead := instead_of(LISTING, platform):
        why["instead"] = instead.key
    key = f"{buyer.key}@{since.astimezone(SHANGHAI):%Y-%m-%d}"
    return Entry(listing=LISTING, key=key, due_at=by_day(due), value_fen=buyer.spent_fen, why=why)


def _favourite(buyer: InviteFact, figures: Figures, at: datetime) -> Moment | None:
    """Just paid, after a talk of the same day they were content with."""
    talked, paid = buyer.talked_at, buyer.paid_at
    if talked is None or paid is None or paid < talked or business_day(paid) != business_day(talked):
        return None
    if at >= paid + timedelta(hours=figures["favourite_hours"]):
        return None
    return paid, paid + timedelta(minutes=figures["favourite_minutes"])


def _cart(buyer: InviteFact, figures: Figures, at: datetime) -> Moment | None:
    """Wants to wait, or could not have it, and whoever was to ask about that is done."""
    since = buyer.waits_at
    return (since, since) if since and at < since + timedelta(days=figures["cart_days"]) else None


def _coupon(buyer: InviteFact, figures: Figures, at: datetime) -> Moment | None:
    """Has had their first order for a week, and is content with it."""
    signed = buyer.signed_at
    if signed is None or buyer.orders != 1 or not buyer.content or buyer.asked_back:
        return None
    due = signed + timedelta(days=figures["coupon_days"])
    return (signed, due) if at < signed + timedelta(days=figures["coupon_most_days"]) else None


def _page(buyer: InviteFact, figures: Figures, at: datetime) -> Moment | None:
    """Comes back again and again, and something new began in the shop."""
    since = buyer.news_at
    if since is None or not (buyer.is_vip or buyer.orders >= _TWICE):
        return None
    return (since, since) if at < since + timedelta(days=figures["page_days"]) else None


_KINDS: dict[str, Callable[[InviteFact, Figures, datetime], Moment | None]] = {
    "favourite": _favourite,
    "cart": _cart,
    "coupon": _coupon,
    "page": _page,
}
