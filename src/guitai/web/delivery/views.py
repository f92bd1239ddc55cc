"""Which courier serves a place, how fast and for how much; how each is reached and pays for losses."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.delivery import queries
from guitai.domains.delivery.provinces import province_in, provinces
from guitai.domains.delivery.queries import Reach, Serving
from guitai.domains.delivery.usual import key_by_waybill
from guitai.web.delivery.forms import AskForm
from guitai.web.members import MemberRequest, member_required


@dataclass(frozen=True, slots=True)
class Row:
    """A courier as the page shows it: how it serves the place, where the waybill is looked up."""

    serving: Serving
    days: str
    is_not: bool
    is_partly: bool
    query: str
    is_its_waybill: bool

    @classmethod
    def of(cls, serving: Serving, waybill: str) -> "Row":
        """Put how a courier serves into words."""
        told, courier = serving.reach, serving.courier
        return cls(
            serving,
            days_in_words(told),
            told is not None and told.serves == Reach.Serves.NO,
            told is not None and told.serves == Reach.Serves.PARTLY,
            queries.query_link(courier, waybill) if waybill else "",
            bool(waybill) and key_by_waybill(waybill) == courier.key,
        )


@require_GET
@member_required(Right.ANSWER)
def couriers(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the couriers; for a place those in use first, then the quickest and the cheapest."""
    form = AskForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    to, waybill = asked.get("to", ""), asked.get("waybill", "")
    province = province_in(to)
    if province:
        found = queries.serving(request.shop, province, grams=asked.get("grams"))
    else:
        found = [Serving(courier, None, None) for courier in queries.couriers_of(request.shop)]
    context = {
        "form": form,
        "rows": [Row.of(each, waybill) for each in found],
        "province": province,
        "is_unknown": bool(to) and not province,
        "waybill": waybill,
        "provinces": provinces(),
        "editing": may(request.membership, Right.EDIT_SHOP),
    }
    return render(request, "delivery/couriers.html", context)


def days_in_words(reach: Reach | None) -> str:
    """Write how many days a courier takes: 2 days, 2–3 days; empty where nobody told."""
    if reach is None:
        return ""
    least, most = reach.days_least, reach.days_most
    if least is None or most is None or least == most:
        known = most if most is not None else least
        return "" if known is None else _("%(days)s days") % {"days": known}
    return _("%(days)s days") % {"days": f"{least}–{most}"}
