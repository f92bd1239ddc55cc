"""Remarks that contradict, those to be written back, and what the colours of flags mean in the shop."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.trade import queries as trade
from guitai.domains.trade import remark_sending, remarking
from guitai.domains.trade.remarks import Flag, Holds, conflicts, waiting
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.remarks.showing import RemarksShown, flags_of

MOST = 200


@require_GET
@never_cache
@member_required(Right.ANSWER)
def remarks(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what contradicts, what waits to be written back, and the meanings of the flags."""
    flags, unsent = flags_of(request.shop), waiting(request.shop)
    shown = {
        "flags": flags.values(),
        "conflicts": [RemarksShown(each, flags) for each in conflicts(request.shop, most=MOST)],
        "waiting": [RemarksShown(each, flags) for each in unsent[:MOST]],
        "count": len(unsent),
        # Whatever is written while the sheet is being used waits for the next one.
        "upto": max((row.pk for each in unsent for row in each.to_send), default=0),
        "sent_at": request.GET.get("sent", "") if _moment(request.GET.get("sent", "")) else "",
        "writes_back": remark_sending.writer_of(request.shop) is not None,
        "may_name": may(request.membership, Right.EDIT_SHOP),
    }
    return render(request, "remarks/remarks.html", shown)


@require_POST
@member_required(Right.EDIT_SHOP)
def name_flags(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take in what the colours mean."""
    meanings = {flag.value: request.POST[flag.value] for flag in Flag if flag.value in request.POST}
    with refusals_as_notes(request):
        remarking.name_flags(shop=request.shop, meanings=meanings, by=request.membership, at=timezone.now())
        messages.success(request, _("The meanings are saved."))
    return redirect("remarks", shop_key)


@require_POST
@member_required(Right.ANSWER)
def settle(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say which of two remarks on an order holds."""
    own = trade.visible_to(request.user).filter(shop=request.shop)
    order = get_object_or_404(own, number=request.POST.get("number", ""))
    holds = Holds.PLATFORM if request.POST.get("holds") == Holds.PLATFORM else Holds.OURS
    with refusals_as_notes(request):
        remarking.settle(order=order, holds=holds, by=request.membership, at=timezone.now())
    return redirect("remarks", shop_key)


@require_POST
@member_required(Right.ANSWER)
def mark_sent(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Note that what stood in the sheet stands on the platform now; it can be undone."""
    upto, at = request.POST.get("upto", ""), timezone.now()
    last = int(upto) if upto.isdecimal() and len(upto) < 19 else 0
    keys = [row.pk for each in waiting(request.shop) for row in each.to_send if row.pk <= last]
    remarking.mark_sent(shop=request.shop, remarks=keys, by=request.membership, at=at)
    return _page(request, sent=at)


@require_POST
@member_required(Right.ANSWER)
def take_sent_back(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Let what was just marked wait again."""
    sent_at = _moment(request.POST.get("sent", ""))
    if sent_at:
        remarking.take_sent_back(shop=request.shop, sent_at=sent_at, by=request.membership, at=timezone.now())
    return redirect("remarks", shop_key)


@require_POST
@member_required(Right.ANSWER)
def write_back(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Let the platform's connector write what waits."""
    with refusals_as_notes(request):
        sent = remark_sending.send_waiting(shop=request.shop, at=timezone.now())
        count = len(sent.written)
        said = ngettext("%(count)d order written back.", "%(count)d orders written back.", count)
        messages.success(request, said % {"count": count})
        for number, why in list(sent.refused.items())[:5]:
            messages.error(request, f"{number}: {why}")
    return redirect("remarks", shop_key)


def _page(request: MemberRequest, *, sent: datetime) -> HttpResponse:
    query = urlencode({"sent": sent.isoformat()})
    return HttpResponseRedirect(f"{reverse('remarks', args=[request.shop.key])}?{query}")


def _moment(told: str) -> datetime | None:
    try:
        at = parse_datetime(told)
    except ValueError:
        return None
    return at if at and timezone.is_aware(at) else None
