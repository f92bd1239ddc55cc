"""What is done with the archive: pictures are brought, filed elsewhere, taken away, brought back."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from guitai.common.files import refuse_too_large
from guitai.domains.aftersales import picture_queries as queries
from guitai.domains.aftersales.actions import pictures as actions
from guitai.domains.aftersales.errors import CasePictureRefusedError
from guitai.domains.catalog.queries import Product
from guitai.domains.trade.queries import Order
from guitai.kernel.errors import GuitaiError
from guitai.web.members import MemberRequest, asked_by_script, member_required
from guitai.web.pictures.narrowing import wanted, whole
from guitai.web.pictures.views import check_may_see, large_context, own

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class _Brought:
    """What became of some files: how many were filed, and why others were not, by their names."""

    filed: int
    refused: list[tuple[str, str]]


@require_POST
@member_required()
def upload(request: MemberRequest, shop_key: str) -> HttpResponse:
    """File the pictures that were brought; a page's script is told what became of them."""
    check_may_see(request)
    files = request.FILES.getlist("files")
    if not 0 < len(files) <= MOST_AT_ONCE:
        sentence = _("Choose pictures, at most %(most)d at once.")
        raise CasePictureRefusedError(sentence % {"most": MOST_AT_ONCE})
    brought = _bring(request, files, _said(request))
    if asked_by_script(request):
        refused = [{"name": name, "reason": reason} for name, reason in brought.refused]
        return JsonResponse({"filed": brought.filed, "refused": refused})
    _tell(request, brought)
    return redirect(_back(request, reverse("pictures:archive", args=[request.shop.key])))


@require_POST
@member_required()
def describe(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """File a picture under another fault, product or order."""
    check_may_see(request)
    row, typed = own(request, pk), {name: request.POST.get(name, "") for name in _FIELDS}
    try:
        actions.describe(
            picture_id=row.pk,
            by=request.membership,
            at=timezone.now(),
            fault=typed["fault"],
            note=typed["note"],
            product=_product(request, typed["product"]),
            order=_order(request, typed["order"]),
        )
    except GuitaiError as refusal:
        context = large_context(request, row, refused=refusal.sentence, typed=typed)
        return render(request, "pictures/picture.html", context, status=422)
    messages.success(request, _("Filed."))
    return redirect(_with_query(request, reverse("pictures:picture", args=[request.shop.key, pk])))


@require_POST
@member_required()
def remove(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a picture away; the archive, which follows, offers to bring it back."""
    check_may_see(request)
    row = own(request, pk)
    actions.remove(picture_id=row.pk, by=request.membership, at=timezone.now())
    archive = reverse("pictures:archive", args=[request.shop.key])
    return redirect(archive + wanted(request.GET).tail(removed=row.pk, after=None))


@require_POST
@member_required()
def restore(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Bring a picture back that was taken away."""
    check_may_see(request)
    row = own(request, pk, even_removed=True)
    actions.restore(picture_id=row.pk, by=request.membership, at=timezone.now())
    messages.success(request, _("The picture is back."))
    return redirect(_with_query(request, reverse("pictures:picture", args=[request.shop.key, pk])))


_FIELDS = ("fault", "product", "order", "note")


def _said(request: MemberRequest) -> dict[str, Any]:
    """Give what all the pictures that are brought are filed under."""
    number = whole(request.POST.get("case", ""))
    case = queries.case_meant(request.shop, number=number)
    if number is not None and case is None:
        raise CasePictureRefusedError(_("There is no such case in this shop."), field="case")
    return {
        "case": case,
        "order": _order(request, request.POST.get("order", "")),
        "product": _product(request, request.POST.get("product", "")),
        "fault": request.POST.get("fault", ""),
        "note": request.POST.get("note", ""),
    }


def _bring(request: MemberRequest, files: list[UploadedFile], said: dict[str, Any]) -> _Brought:
    filed, refused = 0, []
    for file in files:
        try:
            refuse_too_large(file.size or 0)
            actions.file_upload(
                shop=request.shop, data=file.read(), by=request.membership, at=timezone.now(), **said
            )
            filed += 1
        except GuitaiError as refusal:
            refused.append((file.name or "", refusal.sentence))
    return _Brought(filed, refused)


def _tell(request: MemberRequest, brought: _Brought) -> None:
    if brought.filed:
        sentence = ngettext("%(count)d picture is filed.", "%(count)d pictures are filed.", brought.filed)
        messages.success(request, sentence % {"count": brought.filed})
    for name, reason in brought.refused:
        messages.error(request, f"{name}: {reason}")


def _order(request: MemberRequest, text: str) -> Order | None:
    order = queries.order_meant(request.shop, text=text)
    if order is None and text.strip():
        sentence = _("No order, or more than one, ends in %(number)s; write its whole number.")
        raise CasePictureRefusedError(sentence % {"number": text.strip()[:40]}, field="order")
    return order


def _product(request: MemberRequest, text: str) -> Product | None:
    product = queries.product_meant(request.shop, text=text)
    if product is None and text.strip():
        sentence = _("No product, or more than one, is called %(name)s; write its code.")
        raise CasePictureRefusedError(sentence % {"name": text.strip()[:60]}, field="product")
    return product


def _back(request: MemberRequest, otherwise: str) -> str:
    """Give the page of ours that pictures were brought from, as that of a case."""
    there = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    return there if there and ours else otherwise


def _with_query(request: MemberRequest, address: str) -> str:
    return address + wanted(request.GET).tail()
