"""Quick phrases out to a workbook, and back in."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from guitai.common.workbooks import CONTENT_TYPE
from guitai.connectors.files.phrases import read_phrases, write_phrases
from guitai.domains.guard.queries import Place
from guitai.domains.knowledge import queries, rights
from guitai.domains.knowledge.importing import import_phrases
from guitai.web.guard.scripts import Scripts
from guitai.web.members import MemberRequest, member_required
from guitai.web.phrases.forms import SheetForm


@require_GET
@member_required()
def export(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the phrases one may see as a workbook."""
    rows = queries.to_export(request.shop, reach=rights.within_reach(request.membership))
    response = HttpResponse(write_phrases(rows), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="phrases-{shop_key}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@member_required()
def import_sheet(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take a workbook of phrases in, and show what became of its lines."""
    form, outcome = SheetForm(request.POST or None, request.FILES or None), None
    if form.is_valid():
        with form.taking_refusals():
            scripts = Scripts(request, Place.PHRASE)
            parted = scripts.part(read_phrases(form.cleaned_data["sheet"].read()))
            outcome = import_phrases(
                shop=request.shop,
                by=request.membership,
                rows=parted.rows,
                scopes=rights.scopes_of(request.membership),
                at=timezone.now(),
            )
            outcome.rejected = sorted([*outcome.rejected, *parted.blocked])
            scripts.tell(*(row.text for row in parted.rows))
    return render(request, "phrases/import.html", {"form": form, "outcome": outcome}, status=form.status)
