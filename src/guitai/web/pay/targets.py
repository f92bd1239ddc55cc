"""Targets: what figures should reach, for the shop and for single agents, from a month on."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.queries import Membership, Right
from guitai.domains.performance.actions import pay as actions
from guitai.domains.performance.queries.pay import PayFigure, own_targets_of, pay_figures
from guitai.engines.metrics.keys import Unit
from guitai.web.formats import written
from guitai.web.forms import Form
from guitai.web.members import MemberRequest, member_required
from guitai.web.pay.choosing import coming_months, month_of
from guitai.web.pay.explaining import name_of

# Figures a shop agrees on; the others say how much there was to do, not how well.
FIGURES = (
    *("net_sales", "sales", "conversion", "average_order_value", "items_per_buyer", "reply_rate"),
    *("first_response", "average_response", "rate_30s", "rate_3min", "wangwang_response", "jd_first_30s"),
    *("refund_rate", "reminder_rate", "satisfaction"),
)


@dataclass(frozen=True, slots=True)
class OwnTargets:
    """An agent and the targets of their own."""

    member: Membership
    told: str


class TargetsForm(Form):
    """A field for each figure, in its unit; shares in per cent."""

    def __init__(self, data: Any = None, *, held: Mapping[str, Decimal], of_shop: bool) -> None:
        super().__init__(data)
        for key in FIGURES:
            if figure := pay_figures().get(key):
                self.fields[key] = _field(figure, held.get(key), of_shop=of_shop)
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-control num"

    def values(self) -> dict[str, Decimal | None]:
        """Give what was typed, in the figures' own units."""
        return {
            key: None if value is None else value / _factor(pay_figures()[key])
            for key, value in self.cleaned_data.items()
        }


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_PAY)
def targets(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show and change the targets of the shop, or with ``member`` those of one agent."""
    at = timezone.now()
    month = month_of(request.GET.get("month", ""), at=at)
    members = list(accounts.answering_members(request.shop))
    someone = next((each for each in members if str(each.pk) == request.GET.get("member")), None)
    held = own_targets_of(request.shop, month=month)
    form = TargetsForm(
        request.POST or None, held=held.get(someone.pk if someone else None, {}), of_shop=not someone
    )
    if form.is_valid():
        with form.taking_refusals(), transaction.atomic():
            for figure, value in form.values().items():
                actions.set_target(
                    shop=request.shop,
                    figure=figure,
                    value=value,
                    month=month,
                    membership=someone,
                    by=request.membership,
                    at=at,
                )
            messages.success(request, _("The targets are saved."))
            return redirect(f"{reverse('pay-targets', args=[shop_key])}?{request.GET.urlencode()}")
    context = {
        "part": "targets",
        "form": form,
        "someone": someone,
        "members": members,
        "month": f"{month:%Y-%m}",
        "months": coming_months(at),
        "own": [OwnTargets(each, _told(held[each.pk])) for each in members if held.get(each.pk)],
    }
    return render(request, "pay/targets.html", context, status=form.status)


def _told(held: Mapping[str, Decimal]) -> str:
    figures = pay_figures()
    return " · ".join(
        f"{name_of(key)} {written(held[key], figures[key].unit)}" for key in held if key in figures
    )


def _field(figure: PayFigure, value: Decimal | None, *, of_shop: bool) -> forms.DecimalField:
    factor = _factor(figure)
    sign = {Unit.SHARE: "%", Unit.SECONDS: _("s"), Unit.YUAN: "¥"}.get(figure.unit, "")
    label = name_of(figure.key) + (f" ({sign})" if sign else "")
    return forms.DecimalField(
        label=label,
        required=False,
        min_value=0,
        max_value=100 if figure.unit is Unit.SHARE else 10**9,
        decimal_places=2,
        initial=None if value is None else f"{(value * factor).normalize():f}",
        help_text=_of_sum(of_shop=of_shop) if figure.is_sum else "",
        widget=forms.NumberInput({"step": "any"}),
    )


def _of_sum(*, of_shop: bool) -> str:
    return _("a month, of the whole shop; agents have their own") if of_shop else _("a month")


def _factor(figure: PayFigure) -> int:
    return 100 if figure.unit is Unit.SHARE else 1
