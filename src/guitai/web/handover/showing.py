"""What a shift left, as pages show it: in a line, with its clock, who has it, and where it is worked on."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Shop
from guitai.domains.aftersales.handover_queries import HandoverItem, ItemNow, as_they_are, noon_of
from guitai.domains.aftersales.showing import asks
from guitai.domains.followups.queries import Listing
from guitai.kernel.text import shorten
from guitai.web.followups.reasons import why_in_words
from guitai.web.followups.telling import Due, due_in_words, span

ICONS: dict[str, str] = {
    HandoverItem.Kind.TALK: "message-circle",
    HandoverItem.Kind.PROMISE: "clock",
    HandoverItem.Kind.CASE: "clipboard-list",
    HandoverItem.Kind.TODO: "checklist",
    HandoverItem.Kind.NOTE: "note",
}
_LONGEST = 90


@dataclass(frozen=True, slots=True)
class ItemShown:
    """An item as a line: ``title`` is whose or which it is, ``detail`` what is to be done, ``url`` where."""

    now: ItemNow
    title: str
    detail: str
    waits: str
    due: Due
    url: str
    is_past_noon: bool

    @property
    def item(self) -> HandoverItem:
        """The row itself."""
        return self.now.item

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return ICONS[self.item.kind]

    @property
    def has_it(self) -> str:
        """Who has it by now without having taken it by name; empty: nobody, or who left it."""
        holder = self.now.holder
        known = {self.item.handover.member_id, self.item.taken_by_id}
        return holder.nickname if holder is not None and holder.pk not in known else ""


@dataclass(frozen=True, slots=True)
class Kind:
    """The items of one kind."""

    value: str
    name: str
    items: Sequence[ItemShown]

    @property
    def icon(self) -> str:
        """The icon of the kind."""
        return ICONS[self.value]


def all_shown(items: Iterable[HandoverItem], *, shop: Shop, at: datetime) -> list[ItemShown]:
    """Look at each item as it is now."""
    return [_shown(now, shop, at) for now in as_they_are(items)]


def by_kind(items: Iterable[ItemShown]) -> list[Kind]:
    """Give the kinds there are, buyers who wait first, with what is of each."""
    rows = list(items)
    kinds = [
        Kind(kind.value, str(kind.label), [row for row in rows if row.item.kind == kind])
        for kind in HandoverItem.Kind
    ]
    return [kind for kind in kinds if kind.items]


def stamp_of(*parts: Iterable[ItemShown]) -> str:
    """Give a mark that changes when something that is shown does, so that a page need not be drawn anew."""
    told = [
        [row.item.pk, row.item.taken_by_id, row.title, row.detail, row.waits, row.due.words, row.has_it]
        for rows in parts
        for row in rows
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]


def _shown(now: ItemNow, shop: Shop, at: datetime) -> ItemShown:
    title, detail = _words(now)
    handover, since = now.item.handover, now.waiting_since
    return ItemShown(
        now=now,
        title=title,
        detail=shorten(detail, _LONGEST),
        waits=_("waits %(time)s") % {"time": span(at - since)} if since else "",
        due=due_in_words(now.due_at, at=at),
        url=_url(now, shop),
        is_past_noon=handover.by_night and at >= noon_of(handover),
    )


def _words(now: ItemNow) -> tuple[str, str]:
    item = now.item
    if now.talk is not None:
        return now.talk.buyer.display_name, now.talk.last_text
    if now.todo is not None:
        todo = now.todo
        whose = todo.buyer.display_name if todo.buyer else todo.order.number if todo.order else ""
        return whose or str(todo.get_listing_display()), why_in_words(todo)
    if now.case is not None:
        case = now.case
        whose = case.buyer.display_name if case.buyer else case.order.number if case.order else ""
        asked, _turn = asks(case, get_language() or "")
        kind = str(case.get_kind_display())
        return f"#{case.number} {whose}".strip(), " · ".join(filter(None, [kind, asked]))
    if now.is_list:
        left = _("still with who left: %(count)s")
        return str(Listing(item.told).label), left % {"count": now.left}
    return item.told, ""


def _url(now: ItemNow, shop: Shop) -> str:
    """Give where it is worked on; nothing of a note and of what is gone."""
    desk, lists = reverse("desk", args=[shop.key]), reverse("followups", args=[shop.key])
    if now.talk is not None:
        return f"{desk}?c={now.talk.pk}"
    if now.todo is not None:
        talk = now.todo.conversation_id
        return (
            f"{desk}?c={talk}"
            if now.todo.listing == Listing.PROMISE and talk
            else f"{lists}?pk={now.todo.pk}"
        )
    if now.case is not None:
        return reverse("cases:case", args=[shop.key, now.case.number])
    return f"{lists}?list={now.item.told}" if now.is_list else ""
