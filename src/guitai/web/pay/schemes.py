"""Pay schemes: what is in force for whom, and one chosen, changed, tried on a month and put in force."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.performance.actions import pay as actions
from guitai.domains.performance.queries import pay as queries
from guitai.domains.performance.queries.pay import PayAssignment, pay_figures
from guitai.domains.performance.shipped_schemes import shipped
from guitai.engines.pay.reading import parse
from guitai.kernel.errors import GuitaiError
from guitai.web.forms import refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.pay import explaining
from guitai.web.pay.choosing import coming_months, month_of, past_months, people, this_month, whom
from guitai.web.pay.editor import Editor
from guitai.web.pay.scheme_forms import new_line
from guitai.web.pay.trying import trial

_LONGEST = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What was agreed for somebody; ``chosen`` is the choice of a form that means them."""

    assignment: PayAssignment
    whom: str
    title: str
    chosen: str


@require_GET
@member_required(Right.EDIT_PAY)
def overview(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what is in force this month, what was put in force before, and the schemes to choose from."""
    month = this_month(timezone.now())
    context = {
        "part": "schemes",
        "in_force": [_in_force(each) for each in queries.in_force(request.shop, month=month)],
        "history": [_in_force(each) for each in queries.assignments_of(request.shop)[:50]],
        "shipped": [
            (scheme, explaining.title_of(scheme), scheme.about[explaining.language()]) for scheme in shipped()
        ],
        "months": coming_months(timezone.now()),
    }
    return render(request, "pay/schemes.html", context)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_PAY)
def scheme(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Change a scheme, try it on a month that was, and put it in force."""
    at = timezone.now()
    try:
        editor = Editor.of(_base(request), request.POST or None)
    except GuitaiError as refusal:
        messages.error(request, refusal.sentence)
        return redirect("pay", shop_key)
    written = editor.typed() if request.POST else None
    if written is None:
        return _page(request, editor, at)
    try:
        return _done(request, editor, written, at)
    except GuitaiError as refusal:
        editor.head.add_error(None, refusal.sentence)
        return _page(request, editor, at)


@require_POST
@member_required(Right.EDIT_PAY)
def end(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Take what is in force for somebody out of force from a month on."""
    at = timezone.now()
    with refusals_as_notes(request):
        meant = whom(request.shop, request.POST.get("whom", ""))
        actions.end_scheme(
            shop=request.shop,
            month=month_of(request.POST.get("month", ""), at=at),
            membership=meant.membership,
            group=meant.group,
            by=request.membership,
            at=at,
        )
        messages.success(request, _("The scheme is out of force."))
    return redirect("pay", shop_key)


def _base(request: MemberRequest) -> Mapping[str, Any]:
    """Give the scheme the page is about: as the form carries it, else as the address names it."""
    carried = request.POST.get("base", "")
    if carried:
        base: Mapping[str, Any] = parse(carried[:_LONGEST], "scheme")
        return base
    return queries.written_scheme(request.shop, request.GET.get("source", ""))


def _with_line(request: MemberRequest, written: dict[str, Any]) -> Editor:
    """Give the forms with one line more."""
    figure, way = request.POST.get("figure", ""), request.POST.get("way", "")
    there = {line["figure"] for line in written["lines"]}
    if figure in pay_figures() and figure not in there:
        written["lines"].append(new_line(figure, way))
    return Editor.of(written)


def _done(request: MemberRequest, editor: Editor, written: dict[str, Any], at: datetime) -> HttpResponse:
    """Do what the button says with the scheme as typed."""
    match request.POST.get("do"):
        case "force":
            _put_in_force(request, written, at)
            return redirect("pay", request.shop.key)
        case "add":
            return _page(request, _with_line(request, written), at)
        case _:
            return _page(request, editor, at, trial(request, written, at))


def _put_in_force(request: MemberRequest, written: dict[str, Any], at: datetime) -> None:
    meant = whom(request.shop, request.POST.get("whom", ""))
    put = actions.put_in_force(
        shop=request.shop,
        written=written,
        month=month_of(request.POST.get("month", ""), at=at),
        membership=meant.membership,
        group=meant.group,
        by=request.membership,
        at=at,
        why=request.POST.get("why", ""),
    )
    said = _("In force from %(month)s for %(whom)s.")
    messages.success(request, said % {"month": f"{put.month:%Y-%m}", "whom": _in_force(put).whom})


def _page(
    request: MemberRequest, editor: Editor, at: datetime, context: Mapping[str, Any] = MappingProxyType({})
) -> HttpResponse:
    there = {line.line.figure for line in editor.lines}
    month = f"{this_month(at):%Y-%m}"
    posted = request.POST.get
    shown = dict(context) | {
        "part": "schemes",
        "editor": editor,
        "figures": [(key, explaining.name_of(key)) for key in pay_figures() if key not in there],
        "people": people(request.shop),
        "whom": posted("whom", "shop"),
        "months": coming_months(at),
        "month": posted("month", month),
        "past": past_months(at),
        "try_month": posted("try_month", past_months(at)[1][0]),
        "why": posted("why", ""),
    }
    errors = bool(editor.head.errors) or any(line.errors for line in editor.lines)
    return render(request, "pay/scheme.html", shown, status=422 if errors else 200)


def _in_force(each: PayAssignment) -> Agreed:
    title = ""
    if each.version:
        told = each.version.written["title"]
        name = told if isinstance(told, str) else told[explaining.language()]
        title = _("%(scheme)s, version %(version)d") % {"scheme": name, "version": each.version.version}
    if each.membership:
        return Agreed(
            assignment=each, whom=str(each.membership), title=title, chosen=f"member:{each.membership_id}"
        )
    if each.group:
        group = _("group %(name)s") % {"name": each.group}
        return Agreed(assignment=each, whom=group, title=title, chosen=f"group:{each.group_id}")
    return Agreed(assignment=each, whom=_("the whole shop"), title=title, chosen="shop")
