"""Why something is on a list, and what a platform wants instead of a message, in words."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from guitai.domains.followups.queries import Listing, Todo
from guitai.engines import worklists
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money
from guitai.web.reports.asked_names import intent_name

Parts = Iterator[str]


def why_in_words(todo: Todo) -> str:
    """Give why a to-do is on its list, in a line; the list's name if nothing more is known."""
    told = " · ".join(_TELLING[Listing(todo.listing)](todo, todo.why or {}))
    return told or str(todo.get_listing_display())


def instead_in_words(todo: Todo) -> str:
    """Give what the shop's platform allows where it lets nobody write; empty where one may."""
    known = todo.listing in worklists.rules().lists
    instead = worklists.instead_of(todo.listing, todo.shop.platform) if known else None
    return in_language(instead.title) if instead else ""


def in_language(words: Mapping[str, str]) -> str:
    """Give words of the rules in the language of the page."""
    return words["zh" if (get_language() or "").startswith("zh") else "en"]


def _promise(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if said := why.get("said"):
        yield _("Promised: “%(said)s”") % {"said": said}
    if after := why.get("after"):
        yield _("counts once: %(after)s") % {"after": after}


def _asked(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if asked := why.get("asked"):
        yield _("Asked about %(things)s, ordered nothing") % {"things": _listed(map(intent_name, asked))}
    else:
        yield _("Asked, ordered nothing")
    yield from _likely(why)


def _unpaid(todo: Todo, why: Mapping[str, Any]) -> Parts:
    yield _("Ordered %(time)s, not paid") % {"time": _ordered(todo)}
    yield from _likely(why)


def _silent_unpaid(todo: Todo, why: Mapping[str, Any]) -> Parts:
    yield _("Ordered %(time)s without asking anybody, not paid") % {"time": _ordered(todo)}
    yield _("check address and quantity first")


def _silent_paid(todo: Todo, why: Mapping[str, Any]) -> Parts:
    yield _("Paid for %(pieces)s pieces without asking anybody") % {"pieces": why.get("pieces", 1)}
    yield _("check address and quantity first")


def _soon_late(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if by := why.get("dispatch_by"):
        yield _("Has to leave by %(time)s") % {"time": _clock(by)}


def _late(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if by := why.get("dispatch_by"):
        yield _("Should have left by %(time)s") % {"time": _clock(by)}
    if cost := why.get("cost_fen"):
        yield _("lateness costs up to %(money)s") % {"money": Money(cost)}


def _out_of_stock(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if short := why.get("short"):
        yield _("Paid, and out of stock: %(kinds)s") % {"kinds": _listed(map(str, short))}
    if by := why.get("dispatch_by"):
        yield _("has to leave by %(time)s") % {"time": _clock(by)}


def _oversold(todo: Todo, why: Mapping[str, Any]) -> Parts:
    for kind, pieces in why.get("short", {}).items():
        yield ngettext(
            "Paid, but of %(kind)s %(pieces)s piece is missing",
            "Paid, but of %(kind)s %(pieces)s pieces are missing",
            pieces,
        ) % {"kind": kind, "pieces": pieces}
    if by := why.get("dispatch_by"):
        yield _("has to leave by %(time)s") % {"time": _clock(by)}


def _rated(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if rating := why.get("rating"):
        yield _("The product is rated %(rating)s") % {"rating": f"{rating / 100:.2f}"}


def _refund(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if said := why.get("said"):
        yield _("Wants the money back: “%(said)s”") % {"said": said}
    else:
        yield _("Wants the money back, and gave no reason")


def _vip(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if orders := why.get("orders"):
        spent = Money(why.get("spent_fen", 0))
        yield _("%(orders)s orders, %(money)s in all") % {"orders": orders, "money": spent}
    if why.get("demanding"):
        yield _("was upset lately")


def _waking(todo: Todo, why: Mapping[str, Any]) -> Parts:
    segments = {each.key: each for each in worklists.rules().segments}
    if segment := segments.get(why.get("segment", "")):
        yield in_language(segment.title)
    if channel := worklists.rules().channels.get(why.get("channel", "")):
        cost = Money(channel.cost_fen)
        yield _("by %(channel)s, %(cost)s") % {"channel": in_language(channel.title), "cost": cost}


def _review(todo: Todo, why: Mapping[str, Any]) -> Parts:
    if stars := why.get("stars"):
        yield ngettext("Gave %(stars)s star", "Gave %(stars)s stars", stars) % {"stars": stars}
    yield from _likely(why)


def _invite(todo: Todo, why: Mapping[str, Any]) -> Parts:
    moments = {
        "favourite": _("paid after a good talk"),
        "cart": _("wants to wait for what they asked about"),
        "coupon": _("content with the first order"),
        "page": _("came back, and an activity has begun"),
    }
    kinds = {each.key: each for each in worklists.rules().reasons}
    if (kind := why.get("kind", "")) in moments and kind in kinds:
        yield in_language(kinds[kind].title)
        yield moments[kind]


def _likely(why: Mapping[str, Any]) -> Parts:
    reasons = {each.key: each for each in worklists.rules().reasons}
    if reason := reasons.get(why.get("reason", "")):
        yield _("likely: %(reason)s") % {"reason": in_language(reason.title)}


def _ordered(todo: Todo) -> str:
    placed = todo.order.created_at if todo.order else todo.opened_at
    return f"{placed.astimezone(SHANGHAI):%m-%d %H:%M}"


def _clock(moment: str) -> str:
    return f"{datetime.fromisoformat(moment).astimezone(SHANGHAI):%m-%d %H:%M}"


def _listed(words: Iterable[str]) -> str:
    return _(", ").join(words)


_TELLING: Mapping[Listing, Callable[[Todo, Mapping[str, Any]], Parts]] = {
    Listing.PROMISE: _promise,
    Listing.ASKED: _asked,
    Listing.UNPAID: _unpaid,
    Listing.SILENT_UNPAID: _silent_unpaid,
    Listing.SILENT_PAID: _silent_paid,
    Listing.SOON_LATE: _soon_late,
    Listing.LATE: _late,
    Listing.OUT_OF_STOCK: _out_of_stock,
    Listing.OVERSOLD: _oversold,
    Listing.AFTER_DISPATCH: _rated,
    Listing.AFTER_SIGNING: _rated,
    Listing.REFUND_ASKED: _refund,
    Listing.POOR_REVIEW: _review,
    Listing.INVITE: _invite,
    Listing.VIP: _vip,
    Listing.WAKING: _waking,
}
