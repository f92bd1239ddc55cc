"""The case about an order, beside another program: where it stands, its wording, and opening one."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Membership, Right
from guitai.domains.aftersales import queries
from guitai.domains.aftersales.actions.opening import open_case
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.kinds import heard
from guitai.domains.aftersales.queries import Case
from guitai.domains.aftersales.showing import shown
from guitai.domains.trade import queries as trade
from guitai.domains.trade.queries import Order
from guitai.web.bodies import body_of
from guitai.web.cases.rows import TURNS
from guitai.web.followups.telling import due_in_words
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import text_in, whole

_LONGEST_SAID = 300


@require_POST
@member_required(Right.ANSWER)
def open_one(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Open a case about an order: ``{"order", "kind", "said"}``; what is said may name the fault."""
    asked = body_of(request)
    orders = trade.visible_to(request.user).filter(shop=request.shop).select_related("buyer")
    order = orders.filter(pk=whole(asked.get("order")) or 0).first()
    if order is None:
        raise CaseRefusedError(_("There is no such order or talk in this shop."))
    said = text_in(asked, "said", _LONGEST_SAID)
    opened = open_case(
        kind=text_in(asked, "kind", 20),
        by=request.membership,
        at=timezone.now(),
        order=order,
        said=said,
        fault=heard(said).fault,
    )
    about = queries.case_numbered(request.user, shop=request.shop, number=opened.number)
    return JsonResponse({"case": case_shown(about or opened, request.membership)})


def cases_shown(orders: Iterable[Order], by: Membership) -> dict[int, dict[str, Any] | None]:
    """Give the case each order shows, by the order's key: the one that runs; none where none does."""
    known = queries.cases_by_order(order.pk for order in orders)
    first = {
        order: next((case for case in cases if not case.ended_at), None) for order, cases in known.items()
    }
    return {order: case_shown(case, by) if case else None for order, case in first.items()}


def case_shown(case: Case, by: Membership) -> dict[str, Any]:
    """Give a case as the page shows it: what is asked of whom, what the buyer is told, where to go on."""
    told = shown(case, get_language() or "", by=by)
    due = due_in_words(told.due, at=timezone.now())
    return {
        "number": case.number,
        "kind": str(case.get_kind_display()),
        "asks": told.ask,
        "turn": str(TURNS[told.who]) if told.who else str(case.get_state_display()),
        "text": "" if told.say.missing else told.say.text,
        "due": due.words,
        "level": due.level,
        "url": reverse("cases:case", args=[by.shop.key, case.number]),
    }


def told_in(lines: Iterable[str]) -> dict[str, str]:
    """Give what went wrong by a buyer's lines: the kind and the words that tell it; empty where none do."""
    telling = [(line, heard(line)) for line in lines]
    sure = [(said.kinds[said.kind], line, said.kind) for line, said in telling if said.kind]
    if not sure:
        return {"kind": "", "said": ""}
    _strength, line, kind = max(sure, key=lambda each: each[0])
    return {"kind": kind, "said": line[:_LONGEST_SAID]}
