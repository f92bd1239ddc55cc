"""Entries that answer the same question, side by side, and made one."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.knowledge import entering, entry_queries
from guitai.domains.knowledge.duplicates import duplicates_in
from guitai.domains.knowledge.entry_queries import Entry
from guitai.kernel.days import business_day
from guitai.web.forms import refusals_as_notes
from guitai.web.knowledge.listing import Row, rows_of, whole
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Group:
    """Entries that ask nearly the same; ``percent`` is how much of their letters those most alike share."""

    percent: int
    rows: list[Row]

    @property
    def keys(self) -> str:
        """The keys of all of them, as the form sends them."""
        return ",".join(str(row.entry.pk) for row in self.rows)


@require_GET
@member_required(Right.EDIT_KNOWLEDGE)
def duplicates(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the groups of entries that are alike, and the last merging with its undo."""
    page = Paginator(duplicates_in(request.shop), ON_A_PAGE).get_page(request.GET.get("page"))
    wanted = [key for group in page for key in group.keys]
    today = business_day(timezone.now())
    listed = entry_queries.entries_to_edit(request.shop, on=today).filter(pk__in=wanted)
    rows = {row.entry.pk: row for row in rows_of(request, listed, today)}
    groups = [
        Group(round(group.likeness * 100), [rows[key] for key in group.keys if key in rows]) for group in page
    ]
    merged = _chosen(request, request.GET.get("merged", "")).filter(retired_at__isnull=False)
    shown = {
        "tab": "duplicates",
        "entries": page,
        "groups": [group for group in groups if len(group.rows) > 1],
        "merged": list(merged),
        "into": whole(request.GET.get("into", "")),
        "kept": whole(request.GET.get("kept", "")),
        "query": "",
    }
    return render(request, "knowledge/duplicates.html", shown)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def merge(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Join entries into the one that was chosen."""
    into = get_object_or_404(_chosen(request, request.POST.get("into", "")), pk__gt=0)
    others = [entry for entry in _chosen(request, request.POST.get("all", "")) if entry.pk != into.pk]
    kept, undo = into.wordings.count(), ""
    with refusals_as_notes(request):
        entering.merge_entries(into=into, others=others, by=request.membership, at=timezone.now())
        merged = ",".join(str(entry.pk) for entry in others)
        undo = f"?into={into.pk}&merged={merged}&kept={kept}"
    return redirect(reverse("knowledge-duplicates", args=[shop_key]) + undo)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def unmerge(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take a merging back."""
    into = get_object_or_404(_chosen(request, request.POST.get("into", "")), pk__gt=0)
    with refusals_as_notes(request):
        entering.unmerge_entries(
            into=into,
            others=_chosen(request, request.POST.get("merged", "")),
            kept=whole(request.POST.get("kept", "")),
            by=request.membership,
            at=timezone.now(),
        )
        messages.success(request, _("The entries are apart again."))
    return redirect("knowledge-duplicates", shop_key)


def _chosen(request: MemberRequest, keys: str) -> QuerySet[Entry]:
    """Give the shop's entries with these keys."""
    door = entry_queries.entries_visible_to(request.user).filter(shop=request.shop)
    return door.filter(pk__in=[whole(key) for key in keys.split(",")[:100]])
