"""What better figures would be worth to the shop, from its own: the formula with its numbers, or why none."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.performance.actions import pay as actions
from guitai.domains.performance.queries.pay import margin_of
from guitai.domains.performance.queries.whatif import LONG, Grounds, grounds_of
from guitai.engines.metrics.keys import Unit
from guitai.engines.pay.whatif import (
    LEAST_DAYS,
    LEAST_POINTS,
    MONTH_DAYS,
    Base,
    Relation,
    TooLittle,
    Worth,
    worth,
)
from guitai.kernel.money import Money
from guitai.web.formats import written
from guitai.web.forms import Form, refusals_as_notes
from guitai.web.members import MemberRequest, member_required
from guitai.web.reports.showing import name_of

POINT = Decimal("0.01")
QUICKER = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A worth in words; ``steps`` are the formula with its numbers, line by line."""

    buyers: str
    sales: str
    margin: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quicker:
    """What answering so much quicker is worth: ``told``, or in ``why_not`` why that can't be said."""

    name: str
    why_not: str = ""
    relation: str = ""
    told: Told | None = None
    span: str = ""


class MarginForm(Form):
    """What is left of a yuan of sales."""

    share = forms.DecimalField(
        label=gettext_lazy("Margin, per cent of sales"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
        help_text=gettext_lazy("After goods, postage and the platform's share. Empty: not said."),
    )


@require_GET
@member_required(Right.SEE_FIGURES)
def whatif(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show what one point more of conversion, and quicker answers, would bring a month."""
    at = timezone.now()
    grounds, held = grounds_of(request.shop, at=at), margin_of(request.shop)
    base = grounds.base
    share = "" if held is None else f"{(held * 100).normalize():f}"
    point = worth(base, POINT)
    context = {
        "grounds": grounds,
        "days": LONG,
        "conversion": written(base.conversion, Unit.SHARE),
        "base": base,
        "each": written(None if base.buyer_fen is None else base.buyer_fen / 100, Unit.YUAN),
        "point": _told(base, point) if point else None,
        "quicker": [_quicker(grounds, key) for key in grounds.relations],
        "seconds": QUICKER,
        "form": MarginForm(initial={"share": share}),
        "margin": f"{share}%" if share else "",
        "may_edit": may(request.membership, Right.EDIT_PAY),
    }
    return render(request, "pay/whatif.html", context)


@require_POST
@member_required(Right.EDIT_PAY)
def margin(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Keep what is left to the shop of a yuan of sales."""
    form = MarginForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("A margin is more than 0 % and at most 100 %."))
        return redirect("whatif", shop_key)
    share = form.cleaned_data["share"]
    with refusals_as_notes(request):
        actions.set_margin(
            shop=request.shop,
            share=None if share is None else share / 100,
            by=request.membership,
            at=timezone.now(),
        )
        messages.success(request, _("The margin is saved."))
    return redirect("whatif", shop_key)


def _told(base: Base, found: Worth) -> Told:
    each = base.buyer_fen or Decimal(0)
    buyers = f"{found.buyers.quantize(Decimal('0.1')):,f}"
    sales = str(Money(found.sales_fen))
    said: dict[str, object] = {
        "inquiries": f"{base.inquiries:,}",
        "points": written(found.points, Unit.SHARE)
        if found.points >= POINT
        else f"{found.points * 100:.2f}%",
        "month": MONTH_DAYS,
        "days": base.days,
        "buyers": buyers,
        "each": written(each / 100, Unit.YUAN),
        "sales": sales,
    }
    steps = [
        _("%(inquiries)s inquiries × %(points)s × %(month)d ÷ %(days)d days = %(buyers)s buyers more a month")
        % said,
        _("%(buyers)s buyers × %(each)s each, refunds taken off = %(sales)s") % said,
    ]
    left = "" if found.margin_fen is None else str(Money(found.margin_fen))
    if left and base.margin is not None:
        said |= {"margin": f"{(base.margin * 100).normalize():f}%", "left": left}
        steps.append(_("%(sales)s × %(margin)s margin = %(left)s") % said)
    return Told(buyers=buyers, sales=sales, margin=left, steps=tuple(steps))


def _quicker(grounds: Grounds, key: str) -> Quicker:
    found, name = grounds.relations[key], name_of(key)
    if isinstance(found, TooLittle):
        return Quicker(name=name, why_not=_TOO_LITTLE[found] % _LEAST)
    told: dict[str, object] = {
        "seconds": QUICKER,
        "slope": _points(found.slope),
        "low": _points(found.high),
        "high": _points(found.low),
    }
    told |= {"points": found.points, "agents": found.agents, "days": found.days}
    relation = (
        _("%(seconds)d seconds less: conversion %(slope)s, in 95 of 100 such samples %(low)s to %(high)s")
        + _(" (%(points)d days of %(agents)d agents within %(days)d days)")
    ) % told
    if not found.is_clear:
        why = _("The range holds both more and less: your figures show no relation that could be relied on.")
        return Quicker(name=name, why_not=why, relation=relation)
    if not found.covers(QUICKER):
        why = _("No day was ever so much quicker than the mean of %(mean)s; beyond that nothing is known.")
        return Quicker(
            name=name, why_not=why % {"mean": written(found.mean, Unit.SECONDS)}, relation=relation
        )
    return _worth_of(grounds.base, found, name, relation)


def _worth_of(base: Base, found: Relation, name: str, relation: str) -> Quicker:
    best, least, most = (worth(base, _moved(each)) for each in (found.slope, found.high, found.low))
    if best is None or least is None or most is None:
        why = _("That would be more than every inquiry, or less than none: the relation can't hold so far.")
        return Quicker(name=name, why_not=why, relation=relation)
    span = _("between %(low)s and %(high)s of sales a month") % {
        "low": str(Money(least.sales_fen)),
        "high": str(Money(most.sales_fen)),
    }
    return Quicker(name=name, relation=relation, told=_told(base, best), span=span)


def _moved(slope: float) -> Decimal:
    return Decimal(str(-slope * QUICKER)).quantize(Decimal("0.000001"))


def _points(slope: float) -> str:
    """Write what a slope makes of so many seconds less, in percentage points."""
    moved = _moved(slope) * 100
    sign = "+" if moved > 0 else "−" if moved < 0 else "±"
    return _("%(points)s points") % {"points": f"{sign}{abs(moved):.3f}"}


_LEAST = {"days": LEAST_DAYS, "points": LEAST_POINTS}
_TOO_LITTLE = {
    TooLittle.FEW_DAYS: gettext_lazy("Not enough data: fewer than %(days)d days with inquiries."),
    TooLittle.FEW_POINTS: gettext_lazy("Not enough data: fewer than %(points)d agents' days with inquiries."),
    TooLittle.ALIKE: gettext_lazy("Not enough data: the response time was the same every day."),
}
