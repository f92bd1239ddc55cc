"""The entries of a shop: looked through, by product, and how they are used."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.knowledge import entry_queries, entry_uses
from guitai.domains.knowledge.entry_queries import Entry, EntryOrder, EntryState
from guitai.domains.knowledge.entry_uses import UseCount
from guitai.kernel.days import business_day
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
USE_DAYS = 30
MOST_USED = 200
STATES: dict[EntryState, Promise] = {
    EntryState.IN_FORCE: pgettext_lazy("entry", "In force"),
    EntryState.RUNS_OUT: _("Run out within 7 days"),
    EntryState.TO_COME: _("Not yet valid"),
    EntryState.OVER: _("Run out"),
    EntryState.UNAPPROVED: _("Not approved"),
    EntryState.RETIRED: _("Out of use"),
}
ORDERS: dict[EntryOrder, Promise] = {
    EntryOrder.CHANGED: _("changed last first"),
    EntryOrder.USED: _("most used first"),
    EntryOrder.ENDING: _("ending soonest first"),
    EntryOrder.OLDEST: _("not looked at the longest first"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a list; ``others`` is how many wordings its question has besides the title."""

    entry: Entry
    title: str
    others: int
    state: EntryState
    state_name: Promise
    use: UseCount


@require_GET
@member_required()
def entries(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the entries that are looked for, with how they stand and how they are used."""
    today, asked = business_day(timezone.now()), request.GET
    state = EntryState(asked["state"]) if asked.get("state") in set(EntryState) else None
    order = EntryOrder(asked["order"]) if asked.get("order") in set(EntryOrder) else EntryOrder.CHANGED
    code = asked.get("product", "")[:64].strip()
    product = catalog.by_code(shop_id=request.shop.pk, code=code) if code else None
    found = entry_queries.entries_to_edit(
        request.shop,
        on=today,
        q=asked.get("q", "")[:60],
        product=product,
        state=state,
        weaknesses=bool(asked.get("weak")),
        order=order,
    )
    page = Paginator(found.none() if code and product is None else found, ON_A_PAGE).get_page(
        asked.get("page")
    )
    shown = {
        "tab": "entries",
        "entries": page,
        "rows": rows_of(request, page, today),
        "counts": _counted(request, today),
        "q": asked.get("q", "")[:60],
        "code": code,
        "product": product,
        "state": state,
        "weak": bool(asked.get("weak")),
        "order": order,
        "orders": ORDERS.items(),
        "query": _query(request),
        "may_edit": may(request.membership, Right.EDIT_KNOWLEDGE),
        "undone": entry_queries.entries_visible_to(request.user)
        .filter(shop=request.shop, pk=whole(asked.get("undo", "")), retired_at__isnull=False)
        .first(),
    }
    return render(request, "knowledge/list.html", shown)


@require_GET
@member_required()
def product(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show what is known of one product: its facts, its honest weaknesses, its entries."""
    products = catalog.with_details(catalog.visible_to(request.user).filter(shop=request.shop))
    found: Product = get_object_or_404(products, pk=pk)
    today = business_day(timezone.now())
    listed = list(entry_queries.entries_to_edit(request.shop, on=today, product=found)[:MOST_USED])
    rows = rows_of(request, listed, today)
    facts = list(found.facts.all())
    shown = {
        "tab": "entries",
        "product": found,
        "facts": [fact for fact in facts if not fact.is_weakness],
        "weak_facts": [fact for fact in facts if fact.is_weakness],
        "answers": [row for row in rows if not row.entry.is_weakness],
        "weak_answers": [row for row in rows if row.entry.is_weakness],
        "may_edit": may(request.membership, Right.EDIT_KNOWLEDGE),
    }
    return render(request, "knowledge/product.html", shown)


@require_GET
@member_required()
def use(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what became of suggested entries in the last thirty days, and those nobody ever used."""
    now = timezone.now()
    since = business_day(now) - timedelta(days=USE_DAYS - 1)
    never = entry_uses.never_used(request.shop, at=now)
    page = Paginator(never, ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {
        "tab": "entries",
        "days": USE_DAYS,
        "by_entry": entry_uses.use_by_entry(request.shop, since=since, limit=MOST_USED),
        "by_member": entry_uses.use_by_member(request.shop, since=since)
        if may(request.membership, Right.EDIT_KNOWLEDGE)
        else [],
        "entries": page,
        "rows": rows_of(request, page, business_day(now)),
        "query": "",
    }
    return render(request, "knowledge/use.html", shown)


def rows_of(request: MemberRequest, listed: Iterable[Entry], today: date) -> list[Row]:
    """Give entries as lists show them."""
    chosen = list(listed)
    used = entry_uses.use_of(request.shop, [entry.pk for entry in chosen])
    rows = []
    for entry in chosen:
        state = entry_queries.state_of(entry, on=today)
        others = max(len(entry.wordings.all()) - 1, 0)
        count = used.get(entry.pk, UseCount())
        rows.append(Row(entry, entry_uses.title_of(entry), others, state, STATES[state], count))
    return rows


def whole(text: str) -> int:
    """Give a key somebody's address names; 0 where it names none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def _counted(request: MemberRequest, today: date) -> list[tuple[str, Promise, int]]:
    """Give the states that entries of the shop are in, with how many; what is in force always."""
    counts = entry_queries.counts_by_state(request.shop, on=today)
    return [
        (state.value, name, counts[state])
        for state, name in STATES.items()
        if counts[state] or state is EntryState.IN_FORCE
    ]


def _query(request: MemberRequest) -> str:
    """Give the filters as they stand in the address, for links that keep them."""
    kept = request.GET.copy()
    for name in ("page", "undo"):
        kept.pop(name, None)
    return kept.urlencode()
