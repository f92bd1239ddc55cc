"""Pictures are downloaded: one as it is, several as a ZIP that is made while it is sent."""

from collections.abc import AsyncIterator, Iterator

from asgiref.sync import sync_to_async
from django.http import HttpResponse, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from guitai.common.originals import kind_of
from guitai.domains.aftersales import picture_zip
from guitai.domains.aftersales.actions import picture_downloads as actions
from guitai.domains.aftersales.actions.picture_downloads import Download
from guitai.kernel.days import business_day
from guitai.web.members import MemberRequest, member_required
from guitai.web.pictures.narrowing import wanted, whole
from guitai.web.pictures.views import check_may_see


@require_POST
@never_cache
@member_required()
def download(request: MemberRequest, shop_key: str) -> HttpResponse | StreamingHttpResponse:
    """Give the chosen pictures, or all that the address asks for."""
    check_may_see(request)
    given = _given_out(request)
    if len(given.pictures) == 1:
        return _alone(given)
    at = timezone.now()
    response = StreamingHttpResponse(
        streamed(picture_zip.packed(given, at=at)), content_type="application/zip"
    )
    name = _("pictures %(day)s.zip") % {"day": f"{business_day(at):%Y-%m-%d}"}
    response["Content-Disposition"] = _disposition(name)
    return response


async def streamed(pieces: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Give the pieces one by one as they are sent; a server of ours would make all of them first."""
    while True:
        piece = await sync_to_async(_next_of, thread_sensitive=False)(pieces)
        if piece is None:
            return
        yield piece


def _next_of(pieces: Iterator[bytes]) -> bytes | None:
    return next(pieces, None)


def _disposition(name: str) -> str:
    return content_disposition_header(as_attachment=True, filename=name) or "attachment"


def _given_out(request: MemberRequest) -> Download:
    at, by = timezone.now(), request.membership
    if request.POST.get("all"):
        return actions.download_found(shop=request.shop, sought=wanted(request.GET).sought, by=by, at=at)
    keys = [whole(key) for key in request.POST.getlist("pictures")]
    return actions.download_chosen(
        shop=request.shop, picture_ids=[key for key in keys if key is not None], by=by, at=at
    )


def _alone(given: Download) -> HttpResponse:
    """Give one picture by itself; one that is damaged is refused with a sentence."""
    name, data = picture_zip.read(given.pictures[0])
    response = HttpResponse(data, content_type=kind_of(data) or "application/octet-stream")
    response["Content-Disposition"] = _disposition(name)
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
