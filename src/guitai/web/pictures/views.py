"""The archive's pages, and its pictures for who works in the shop."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.common.files import MAX_BYTES, picture_path
from guitai.common.thumbnails import CONTENT_TYPE, thumbnail_path
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import picture_queries as queries
from guitai.domains.aftersales.actions import pictures as actions
from guitai.domains.aftersales.actions.picture_downloads import MOST_PICTURES
from guitai.domains.aftersales.picture_queries import CasePicture
from guitai.web.bodies import is_part
from guitai.web.members import MemberRequest, member_required
from guitai.web.pictures.narrowing import wanted, whole
from guitai.web.pictures.showing import PictureShown, case_address

ON_A_PAGE = 60


@require_GET
@never_cache
@member_required()
def archive(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the pictures the address asks for, small, the newest first."""
    check_may_see(request)
    asked = wanted(request.GET)
    page = queries.page_of(request.shop, asked.sought, after=asked.after, size=ON_A_PAGE)
    context: dict[str, Any] = {
        "asked": asked,
        "tail": asked.tail(),
        "newest_tail": asked.tail(after=None),
        "older_tail": asked.tail(after=page.older) if page.older else "",
        "rows": [PictureShown.of(each, to=request.membership) for each in page.pictures],
        "count": queries.found(request.shop, asked.sought).count(),
        "faults": queries.faults_of(request.shop),
        "products": queries.products_with_pictures(request.shop),
        "removed": whole(request.GET.get("removed", "")),
        "most": MOST_PICTURES,
        "most_bytes": MAX_BYTES,
        "originals": queries.sees_originals(request.membership),
    }
    return render(request, "pictures/grid.html" if is_part(request) else "pictures/archive.html", context)


@require_GET
@never_cache
@member_required()
def picture(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show one picture large, with what is known of it."""
    check_may_see(request)
    return render(request, "pictures/picture.html", large_context(request, own(request, pk)))


@require_GET
@member_required()
def small(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse | FileResponse:
    """Give a picture as a list shows it."""
    check_may_see(request)
    row = own(request, pk)
    return _file(lambda: thumbnail_path(row.picture), CONTENT_TYPE)


@require_GET
@member_required()
def large(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse | FileResponse:
    """Give a picture as a page shows it; the file as it came is downloaded."""
    check_may_see(request)
    row = own(request, pk)
    return _file(lambda: picture_path(row.picture), row.picture.content_type)


def large_context(
    request: MemberRequest, row: CasePicture, *, refused: str = "", typed: dict[str, str] | None = None
) -> dict[str, Any]:
    """Give what the page of one picture needs.

    :param refused: why it could not be filed so just now; what was ``typed`` is shown again.
    """
    asked = wanted(request.GET)
    newer, older = queries.beside(row, request.shop, asked.sought)
    return {
        "shown": PictureShown.of(row, to=request.membership),
        "picture": row,
        "tail": asked.tail(),
        "newer": newer,
        "older": older,
        "case_address": case_address(request.shop, row),
        "faults": queries.faults_of(request.shop),
        "products": queries.products_with_pictures(request.shop),
        "may_remove": actions.may_remove(row, request.membership, at=timezone.now()),
        "refused": refused,
        "typed": typed or _as_filed(row),
        "longest_note": actions.LONGEST_NOTE,
        "longest_fault": actions.LONGEST_FAULT,
    }


def own(request: MemberRequest, pk: int, *, even_removed: bool = False) -> CasePicture:
    """Give a picture of the shop's archive, or answer that there is none."""
    row = queries.picture_of_shop(request.shop, picture_id=pk, even_removed=even_removed)
    if row is None:
        raise Http404(_("There is no such picture in this shop's archive."))
    return row


def check_may_see(request: MemberRequest) -> None:
    """Let those through who answer buyers or work in the warehouse."""
    if not accounts.rights_of(request.membership) & {Right.WORK_WAREHOUSE, Right.ANSWER}:
        raise PermissionDenied(_("Your role in this shop does not allow this; ask the lead."))


def _as_filed(row: CasePicture) -> dict[str, str]:
    return {
        "fault": row.fault,
        "product": row.product.code if row.product else "",
        "order": row.order.number if row.order else "",
        "note": row.note,
    }


def _file(path: Callable[[], Path], content_type: str) -> FileResponse:
    try:
        response = FileResponse(path().open("rb"), content_type=content_type)
    except OSError as error:
        raise Http404(_("This picture's file is gone or damaged.")) from error
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
