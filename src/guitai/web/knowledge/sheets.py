"""The knowledge out to a workbook, and back in: looked at first, then kept whole or not at all."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib import messages
from django.core import signing
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.common.workbooks import CONTENT_TYPE
from guitai.connectors.files.entries import EntrySheetRefusedError, read_entries, write_entries
from guitai.domains.accounts.queries import Right
from guitai.domains.guard.queries import Place
from guitai.domains.intake import files
from guitai.domains.knowledge import entry_queries
from guitai.domains.knowledge.drafts import EntryRow
from guitai.domains.knowledge.importing_entries import EntryPlan, import_entries, plan_entries
from guitai.web.guard.scripts import Scripts
from guitai.web.knowledge.forms import SheetForm
from guitai.web.members import MemberRequest, member_required

MAX_BYTES = 16 * 1024 * 1024
SHOWN, REJECTED_SHOWN = 20, 500
_SALT = "guitai.knowledge.sheet"
_SECONDS = 6 * 3600


@dataclass(frozen=True, slots=True)
class _Looked:
    """A sheet that was looked at: its lines that may be kept, and what they do."""

    rows: list[EntryRow]
    plan: EntryPlan
    scripts: Scripts


@require_GET
@member_required()
def export(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the entries in use as a workbook."""
    response = HttpResponse(write_entries(entry_queries.to_export(request.shop)), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="knowledge-{shop_key}.xlsx"'
    return response


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_KNOWLEDGE)
def choose(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take a sheet, and show what keeping it would do."""
    form = SheetForm(request.POST or None, request.FILES or None)
    shown: dict[str, Any] = {"tab": "entries", "form": form}
    if form.is_valid():
        with form.taking_refusals():
            path = _kept(form.cleaned_data["sheet"])
            try:
                plan = _looked_at(request, path).plan
            except EntrySheetRefusedError:
                files.discard(path.parent.name)
                raise
            shown |= _told(plan) | {"name": path.name, "token": _token(request, path)}
    return render(request, "knowledge/import.html", shown, status=form.status)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def keep(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Keep the sheet that was looked at, and say what became of its lines."""
    path = _path(request)
    if path is None:
        messages.error(request, _("The sheet is no longer there; choose it once more."))
        return redirect("knowledge-import", shop_key)
    looked = _looked_at(request, path)
    plan = import_entries(shop=request.shop, by=request.membership, rows=looked.rows, at=timezone.now())
    plan.rejected = looked.plan.rejected
    files.discard(path.parent.name)
    looked.scripts.tell(*(planned.answer for planned in (*plan.added, *plan.changed)))
    shown = {"tab": "entries", "form": SheetForm(), "is_kept": True} | _told(plan)
    return render(request, "knowledge/import.html", shown)


def _looked_at(request: MemberRequest, path: Path) -> _Looked:
    """Read a sheet and leave out what the guard blocks; what changes nothing need not be checked.

    :raises EntrySheetRefusedError: if it is no such sheet.
    """
    sheet, scripts = read_entries(path), Scripts(request, Place.KNOWLEDGE)
    plan = plan_entries(shop=request.shop, rows=sheet.rows)
    lines = {planned.line for planned in (*plan.added, *plan.changed)}
    blocked = dict(scripts.part(row for row in sheet.rows if row.line in lines).blocked)
    rows = [row for row in sheet.rows if row.line not in blocked]
    if blocked:
        plan = plan_entries(shop=request.shop, rows=rows)
    plan.rejected = sorted([*plan.rejected, *sheet.rejected, *blocked.items()])
    return _Looked(rows, plan, scripts)


def _told(plan: EntryPlan) -> dict[str, Any]:
    return {
        "plan": plan,
        "first": [*plan.added, *plan.changed][:SHOWN],
        "rejected": plan.rejected[:REJECTED_SHOWN],
    }


def _kept(uploaded: UploadedFile) -> Path:
    """Write what was sent to a folder of its own; what is never kept is swept away later.

    :raises EntrySheetRefusedError: if it is too large.
    """
    if (uploaded.size or 0) > MAX_BYTES:
        raise EntrySheetRefusedError(
            _("The file is larger than %(most)s MB.") % {"most": MAX_BYTES // 1024 // 1024}
        )
    if isinstance(uploaded, TemporaryUploadedFile):
        return files.take_over(Path(uploaded.temporary_file_path()), name=uploaded.name or "")
    return files.keep(uploaded.chunks(), name=uploaded.name or "")


def _token(request: MemberRequest, path: Path) -> str:
    """Give what names the file on the page; only who sent it for this shop can use it."""
    told = {"shop": request.shop.pk, "by": request.membership.pk, "folder": path.parent.name}
    return signing.dumps({**told, "name": path.name}, salt=_SALT)


def _path(request: MemberRequest) -> Path | None:
    try:
        told = signing.loads(request.POST.get("token", ""), salt=_SALT, max_age=_SECONDS)
    except signing.BadSignature:
        return None
    is_theirs = (told["shop"], told["by"]) == (request.shop.pk, request.membership.pk)
    return files.kept(told["folder"], told["name"]) if is_theirs else None
