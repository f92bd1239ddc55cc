"""Who changed a playbook when, why and how; back to an older text, or to what comes with the program."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.actions.playbooks import take_shipped
from guitai.domains.aftersales.playbook_queries import PlaybookText, changes_between, texts_of
from guitai.domains.aftersales.playbook_texts import shipped
from guitai.web.forms import refusals_as_notes
from guitai.web.knowledge.difference import Piece, difference
from guitai.web.members import MemberRequest, member_required
from guitai.web.playbooks.keeping import keep
from guitai.web.playbooks.views import about, own

ON_A_PAGE, MOST_CHANGES = 20, 60


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a playbook and what it changed; ``more`` is how many changes are not shown."""

    row: PlaybookText
    changes: Sequence[tuple[str, Sequence[Piece]]]
    more: int
    is_present: bool


@require_GET
@never_cache
@member_required()
def history(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Show the versions of a playbook, the newest first."""
    kept, _books = own(request, key)
    found = Paginator(texts_of(request.shop, key), ON_A_PAGE).get_page(request.GET.get("page"))
    shown = {"versions": [_version(each, kept.version) for each in found], "found": found}
    return render(request, "playbooks/history.html", about(request, kept, "history") | shown)


@require_POST
@member_required(Right.EDIT_PLAYBOOKS)
def back(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Write an older text as the newest."""
    kept, _books = own(request, key)
    given = request.POST.get("version", "")
    older = texts_of(request.shop, key).filter(version=int(given)) if _is_number(given) else None
    row = older.first() if older is not None else None
    if row is None:
        raise Http404(given)
    with refusals_as_notes(request):
        why = _("back to version %(version)s") % {"version": row.version}
        keep(request, kept, row.written, why=why, base_version=kept.version)
    return redirect("playbooks:history", shop_key, key)


@require_POST
@member_required(Right.EDIT_PLAYBOOKS)
def as_shipped(request: MemberRequest, shop_key: str, key: str) -> HttpResponse:
    """Go back to what comes with the program."""
    own(request, key)
    with refusals_as_notes(request):
        take_shipped(by=request.membership, key=key, at=timezone.now())
        messages.success(request, _("The playbook is as it comes with the program again."))
    return redirect("playbooks:history", shop_key, key)


def _version(row: PlaybookText, newest: int) -> Version:
    older = texts_of(row.shop, row.key).filter(version__lt=row.version).first()
    before = older.written if older else shipped().get(row.key, row.written)
    found = changes_between(before, row.written)
    shown = [(place, difference(old, new)) for place, old, new in found[:MOST_CHANGES]]
    return Version(row, shown, len(found) - len(shown), row.version == newest)


def _is_number(text: str) -> bool:
    return text.isdecimal() and len(text) < 10
