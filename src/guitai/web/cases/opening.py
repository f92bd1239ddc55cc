"""Open a case from the board: whose order, what went wrong, with which goods, in the buyer's words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import queries
from guitai.domains.aftersales.actions.opening import open_case
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.finding import Order, OrderLine, orders_named
from guitai.domains.aftersales.queries import Case, Kind
from guitai.domains.chat import queries as chat
from guitai.domains.trade.searching import order_by_id
from guitai.kernel.errors import GuitaiError
from guitai.web.bodies import key_of
from guitai.web.cases.narrowing import LONGEST_SEARCH
from guitai.web.cases.rows import buyer_called
from guitai.web.members import MemberRequest, member_required

# As many kinds as the row of digits has keys.
KEYS = "1234567890-="
GROUPS = (
    (pgettext_lazy("case", "Goods"), (Kind.MISCOPIED, Kind.MISSENT, Kind.MISSING, Kind.SHORT, Kind.EXTRA)),
    (pgettext_lazy("case", "Damage and quality"), (Kind.DAMAGED, Kind.QUALITY)),
    (pgettext_lazy("case", "Own reasons"), (Kind.OWN_REASONS,)),
    (pgettext_lazy("case", "Logistics"), (Kind.UNREACHABLE, Kind.MISDELIVERED, Kind.LOST, Kind.BROKEN)),
)
_NO_NUMBER = gettext_lazy("Write how many pieces, as a whole number.")


@dataclass(frozen=True, slots=True)
class KindKey:
    """A kind, and the key that chooses it."""

    kind: Kind
    key: str


@dataclass(frozen=True, slots=True)
class LineChoice:
    """A line of the order that a case may be about, as it is chosen now."""

    line: OrderLine
    chosen: bool
    quantity: str


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.ANSWER)
def open_one(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Find the order, ask what went wrong, and open the case."""
    text = request.GET.get("q", "").strip()[:LONGEST_SEARCH]
    orders = orders_named(request.shop, text) if text else []
    order = _order(request) or (orders[0] if len(orders) == 1 else None)
    refusal: GuitaiError | None = None
    if request.method == "POST" and order is not None:
        try:
            opened = _opened(request, order)
            return redirect("cases:case", shop_key, opened.number)
        except GuitaiError as refused:
            refusal = refused
    elif request.method == "POST":
        refusal = CaseRefusedError(_("There is no such order in this shop; look for it again."))
    about = _context(request, order, refusal) | {
        "sought": text,
        "orders": orders,
        "buyer": buyer_called(order.buyer, request.membership) if order else "",
    }
    return render(request, "cases/open.html", about, status=422 if request.method == "POST" else 200)


def _order(request: MemberRequest) -> Order | None:
    given = (request.POST if request.method == "POST" else request.GET).get("order", "")
    return order_by_id(shop_id=request.shop.pk, order_id=key_of(given))


def _opened(request: MemberRequest, order: Order) -> Case:
    account = order.buyer.account if order.buyer else ""
    lines = list(order.lines.all())
    wanted = _wanted_lines(request.POST, lines)
    if lines and not wanted:
        raise CaseRefusedError(_("Choose the goods it is about."), field="lines")
    return open_case(
        kind=request.POST.get("kind", ""),
        order=order,
        conversation=chat.current_conversation(shop=request.shop, account=account) if account else None,
        lines=wanted,
        said=request.POST.get("said", ""),
        fault=request.POST.get("fault", ""),
        batch=request.POST.get("batch", ""),
        by=request.membership,
        at=timezone.now(),
    )


def _wanted_lines(typed: Mapping[str, str], lines: list[OrderLine]) -> dict[int, int]:
    """Give the chosen lines with how many pieces of each.

    :raises CaseRefusedError: if that is no number.
    """
    wanted = {}
    for line in lines:
        if f"line-{line.pk}" in typed:
            written = typed.get(f"quantity-{line.pk}", "").strip()
            if not (written.isascii() and written.isdecimal() and len(written) < 7):
                raise CaseRefusedError(str(_NO_NUMBER), field="lines")
            wanted[line.pk] = int(written)
    return wanted


def _context(request: MemberRequest, order: Order | None, refusal: GuitaiError | None) -> dict[str, Any]:
    keys = iter(KEYS)
    return {
        "order": order,
        "lines": _choices(request.POST, list(order.lines.all())) if order else [],
        "running": _running(order) if order else [],
        "groups": [(name, [KindKey(kind, next(keys)) for kind in kinds]) for name, kinds in GROUPS],
        "refused": refusal.sentence if refusal else "",
        "field": refusal.facts.get("field", "") if refusal else "",
        "there": refusal.facts.get("number") if refusal else None,
        "typed": request.POST,
    }


def _running(order: Order) -> list[Case]:
    about = queries.cases_by_order([order.pk])[order.pk]
    return [each for each in about if each.state == Case.State.RUNNING]


def _choices(typed: Mapping[str, str], lines: list[OrderLine]) -> list[LineChoice]:
    return [
        LineChoice(
            line,
            chosen=f"line-{line.pk}" in typed if typed else True,
            quantity=typed.get(f"quantity-{line.pk}", str(line.quantity)),
        )
        for line in lines
    ]
