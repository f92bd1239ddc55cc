"""The head of a pay scheme as a form: its name, what a score covers, and how points become pay."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from guitai.engines.pay.types import Between, ByPoints, Each, Pay, PerPoint, Scheme
from guitai.web.forms import Form
from guitai.web.pay.explaining import language
from guitai.web.pay.scheme_fields import amount, number, plain

Written = dict[str, Any]
NO_PAY, BETWEEN, PER_POINT, BY_POINTS = "none", "between", "per_point", "steps"


class HeadForm(Form):
    """What a scheme is called, what a score covers, and how points become pay."""

    title = forms.CharField(label=_("Name"), max_length=60)
    about = forms.CharField(
        label=_("What agents read about it"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    each = forms.ChoiceField(
        label=_("Scored and paid"), choices=[(Each.MONTH, _("by the month")), (Each.DAY, _("by the day"))]
    )
    pay = forms.ChoiceField(
        label=_("Pay"),
        choices=[
            (NO_PAY, _("points alone")),
            (BETWEEN, _("between two amounts, by points")),
            (PER_POINT, _("so much a point")),
            (BY_POINTS, _("an amount from a number of points on")),
        ],
    )
    floor = amount(_("At least, yuan"))
    cap = amount(_("At most, yuan"))
    points_from = number(_("Least pay at, points"), required=False)
    points_to = number(_("Most pay at, points"), required=False)
    per_point = amount(_("A point, yuan"))
    amounts = forms.CharField(
        label=_("Points and amounts"),
        required=False,
        max_length=1000,
        help_text=_("One a line, the most points first, such as 90 500: ¥500 from 90 points on."),
        widget=forms.Textarea({"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for what the way of paying needs."""
        typed = super().clean() or {}
        needed = {
            BETWEEN: ("floor", "cap", "points_from", "points_to"),
            PER_POINT: ("per_point",),
            BY_POINTS: ("amounts",),
        }
        for name in needed.get(typed.get("pay", ""), ()):
            if typed.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, _("This way of paying needs it."))
        floor, cap = typed.get("floor"), typed.get("cap")
        if typed.get("pay") in {BETWEEN, PER_POINT} and floor is not None and cap is not None and cap < floor:
            self.add_error("cap", _("The most should be no less than the least."))
        return typed

    def clean_amounts(self) -> list[tuple[str, str]]:
        """Give points and amounts line by line."""
        pairs = [line.split() for line in self.cleaned_data["amounts"].splitlines() if line.strip()]
        if any(len(pair) != 2 for pair in pairs):
            raise forms.ValidationError(_("Write two numbers a line, such as 90 500."))
        return [(points, yuan) for points, yuan in pairs]


def head_of(scheme: Scheme, data: Any = None) -> HeadForm:
    """Give the head of a scheme as a form."""
    told = {
        "title": scheme.title[language()],
        "about": scheme.about[language()],
        "each": scheme.each,
        **_pay_of(scheme.pay),
    }
    return HeadForm(data, initial=told)


def written_pay(typed: Mapping[str, Any]) -> Written:
    """Give how points become pay as schemes are written; nothing for points alone."""
    match typed["pay"]:
        case "between":
            ends = {"floor": "floor", "cap": "cap", "from": "points_from", "to": "points_to"}
            return {key: plain(typed[name]) for key, name in ends.items()}
        case "per_point":
            told = {key: plain(typed[key]) for key in ("per_point", "floor", "cap")}
            return {key: value for key, value in told.items() if value}
        case "steps":
            steps = [{"at_least": points, "yuan": yuan} for points, yuan in typed["amounts"]]
            return {"steps": steps, "floor": plain(typed["floor"]) or "0"}
        case _:
            return {}


def _pay_of(pay: Pay | None) -> dict[str, Any]:
    match pay:
        case Between(floor, cap, points_from, points_to):
            told: dict[str, Any] = {"pay": BETWEEN, "floor": _yuan(floor), "cap": _yuan(cap)}
            return told | {"points_from": plain(points_from), "points_to": plain(points_to)}
        case PerPoint(fen, floor, cap):
            most = "" if cap is None else _yuan(cap)
            return {"pay": PER_POINT, "per_point": _yuan(fen), "floor": _yuan(floor), "cap": most}
        case ByPoints(steps, floor):
            amounts = "\n".join(f"{plain(step.limit)} {_yuan(int(step.points))}" for step in steps)
            return {"pay": BY_POINTS, "amounts": amounts, "floor": _yuan(floor)}
        case None:
            return {"pay": NO_PAY}


def _yuan(fen: int) -> str:
    return plain(Decimal(fen) / 100)
