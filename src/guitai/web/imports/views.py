"""The pages of imports: what arrived, what is under way, what became of it."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.common.workbooks import CONTENT_TYPE, SheetToWrite, write_workbook
from guitai.domains.accounts.queries import Right
from guitai.domains.intake import queries
from guitai.domains.intake.drafts import LeftOut
from guitai.domains.intake.queries import Run
from guitai.web.imports.words import KINDS, arrived_rows, history_rows, under_way_rows
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 30
REJECTED_SHOWN = 200


@require_GET
@never_cache
@member_required(Right.IMPORT)
def imports(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show where files are dropped, those that arrived, those under way, and what was imported."""
    context = arrived(request) | _live(request) | {"most_bytes": settings.IMPORT_MAX_BYTES}
    return render(request, "imports/imports.html", context)


@require_GET
@never_cache
@member_required(Right.IMPORT)
def live(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the part of the page that changes by itself."""
    return render(request, "imports/live.html", _live(request))


@require_GET
@never_cache
@member_required(Right.IMPORT)
def run(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show what became of one file, with the first of its rejected lines."""
    found = _run(request, pk)
    left_out = queries.rejected_of(found)
    context = {
        "row": history_rows(request.shop, [found])[0],
        "parts": [part | {"name": KINDS.get(part["kind"], part["kind"])} for part in found.parts],
        "rejected": list(queries.lines_of(left_out))[:REJECTED_SHOWN],
        "many_sheets": len(left_out) > 1,
        "kept": sum(len(sheet.lines) for sheet in left_out),
        "days": settings.IMPORT_KEPT_DAYS,
    }
    return render(request, "imports/run.html", context)


@require_GET
@never_cache
@member_required(Right.IMPORT)
def rejected(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give the rejected lines of a file as a workbook, each with its number, column and reason before it."""
    left_out = queries.rejected_of(_run(request, pk))
    if not left_out:
        raise Http404(_("No rejected lines are kept of this file."))
    response = HttpResponse(write_workbook(map(_sheet, left_out)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="rejected-{shop_key}-{pk}.xlsx"'
    return response


def arrived(request: MemberRequest) -> dict[str, Any]:
    """Give what the part of the page needs that shows the files that arrived."""
    rows = arrived_rows(request.shop)
    return {"arrived": rows, "ready": sum(row.run.state == queries.State.READY for row in rows)}


def _live(request: MemberRequest) -> dict[str, Any]:
    under_way = under_way_rows(request.shop, at=timezone.now())
    page = Paginator(queries.history(request.shop), ON_A_PAGE).get_page(request.GET.get("page"))
    return {"under_way": under_way, "history": history_rows(request.shop, page), "entries": page}


def _run(request: MemberRequest, pk: int) -> Run:
    return get_object_or_404(queries.runs_of(request.shop), pk=pk)


def _sheet(left_out: LeftOut) -> SheetToWrite:
    headings = (_("Line"), _("Column"), _("Reason"), *left_out.headings)
    rows = ((str(line), column, reason, *cells) for line, column, reason, cells in left_out.lines)
    return SheetToWrite(name=left_out.name or left_out.kind, headings=headings, widths=(8, 16, 60), rows=rows)
