"""The form of a pay scheme: what the scheme says in fields, and fields back to a scheme as it is written."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.domains.performance.queries.pay import pay_figures
from guitai.engines.metrics.keys import Unit
from guitai.engines.pay.types import Attainment, Line, Linear, Scheme, Step, Steps
from guitai.web.forms import Form
from guitai.web.pay.explaining import language
from guitai.web.pay.explaining import name_of as figure_name
from guitai.web.pay.scheme_fields import number, plain
from guitai.web.pay.scheme_head import HeadForm, written_pay

Written = dict[str, Any]
MORE_STEPS = 1


class LineForm(Form):
    """One line: its weight, and the marks of its way; with ``remove`` it is left out."""

    remove = forms.BooleanField(label=_("leave out"), required=False)

    def __init__(self, line: Line, data: Any = None, *, prefix: str) -> None:
        self.line = line
        known = pay_figures().get(line.figure)
        self.unit = known.unit if known else Unit.RATIO
        self.name = figure_name(line.figure)
        self.way = _WAYS[type(line.marking)]
        super().__init__(data, prefix=prefix)
        fields: dict[str, tuple[forms.Field, Any]] = {}
        if self.way != "steps":
            fields["weight"] = (number(pgettext_lazy("pay", "Weight")), line.weight)
        for name, (field, initial) in (fields | self._marks()).items():
            field.initial = plain(initial) if isinstance(initial, Decimal) else initial
            self.fields[name] = field

    @property
    def sign(self) -> str:
        """The unit of the marks."""
        signs = {Unit.SHARE: "%", Unit.SECONDS: _("s"), Unit.YUAN: "¥"}
        return str(signs.get(self.unit, ""))

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The fields of numbers, in their order."""
        return [field for field in self if not isinstance(field.field, forms.BooleanField)]

    @property
    def otherwise_field(self) -> forms.BoundField:
        """The points where no step is reached."""
        return self["otherwise"]

    @property
    def boxes(self) -> list[forms.BoundField]:
        """The boxes to tick."""
        return [field for field in self if isinstance(field.field, forms.BooleanField)]

    @property
    def steps(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The fields of the steps, limit beside points."""
        places = sorted(int(name[5:]) for name in self.fields if name.startswith("limit"))
        return [(self[f"limit{place}"], self[f"points{place}"]) for place in places]

    def clean(self) -> dict[str, Any]:
        """Refuse what makes no sense, at its field."""
        typed = super().clean() or {}
        if typed.get("remove"):
            return typed
        if self.way == "linear" and typed.get("worst") == typed.get("best") is not None:
            self.add_error("best", _("The best should differ from the worst."))
        if self.way == "attains" and (typed.get("cap") or 1) <= (typed.get("floor") or 0):
            self.add_error("cap", _("The cap should be more than the floor."))
        if "weight" in typed and typed["weight"] is not None and typed["weight"] <= 0:
            self.add_error("weight", _("A weight is more than zero; leave the line out instead."))
        if self.way == "steps" and not self._typed_steps():
            self.add_error(None, _("Write one step at least."))
        return typed

    def written(self) -> Written:
        """Give the line as schemes are written."""
        typed = self.cleaned_data
        line: Written = {"figure": self.line.figure}
        if self.way != "steps":
            line["weight"] = plain(typed["weight"])
        if self.way == "linear":
            line["linear"] = {end: self._said(typed[end]) for end in ("worst", "best")}
        elif self.way == "attains":
            line["attains"] = self._attains(typed)
        else:
            line["steps"] = self._said_steps()
        return line

    def _marks(self) -> dict[str, tuple[forms.Field, Any]]:
        match self.line.marking:
            case Linear(worst, best):
                return {
                    "worst": (number(_("Nothing at")), self._shown(worst)),
                    "best": (number(_("All at")), self._shown(best)),
                }
            case Attainment(floor, cap, lower, target):
                return {
                    "floor": (number(_("Nothing below, %"), least=0), floor * 100),
                    "cap": (number(_("At most, %"), least=0), cap * 100),
                    "lower": (_lower(), lower),
                    "target": (
                        number(_("Target"), required=False, hint=_("Empty: as on the page of targets.")),
                        None if target is None else self._shown(target),
                    ),
                }
            case Steps() as steps:
                return self._step_fields(steps)

    def _step_fields(self, steps: Steps) -> dict[str, tuple[forms.Field, Any]]:
        down = _lower()
        down.label = _("no more than the limit")
        found: dict[str, tuple[forms.Field, Any]] = {"lower": (down, steps.at_most)}
        rows: list[Step | None] = [*steps.steps, *[None] * MORE_STEPS]
        for place, step in enumerate(rows):
            limit = self._shown(step.limit) if step else None
            found[f"limit{place}"] = (number(_("Limit"), required=False), limit)
            found[f"points{place}"] = (number(_("Points"), required=False), step.points if step else None)
        found["otherwise"] = (number(_("Else, points"), required=False), steps.otherwise)
        return found

    def _typed_steps(self) -> list[tuple[Decimal, Decimal]]:
        """Give the steps that are filled in, the best first."""
        typed, found = self.cleaned_data, []
        for name in [name for name in self.fields if name.startswith("limit")]:
            limit, points = typed.get(name), typed.get(name.replace("limit", "points"))
            if limit is not None and points is not None:
                found.append((limit, points))
        return sorted(found, reverse=not typed.get("lower"))

    def _said_steps(self) -> list[Written]:
        key = "at_most" if self.cleaned_data["lower"] else "at_least"
        steps: list[Written] = [
            {key: self._said(limit), "points": plain(points)} for limit, points in self._typed_steps()
        ]
        otherwise = self.cleaned_data["otherwise"]
        return [*steps, {"otherwise": plain(otherwise)}] if otherwise else steps

    def _attains(self, typed: Mapping[str, Any]) -> Written:
        told: Written = {"floor": f"{plain(typed['floor'])}%", "cap": f"{plain(typed['cap'])}%"}
        if typed["lower"]:
            told["better"] = "lower"
        if typed["target"] is not None:
            told["target"] = self._said(typed["target"])
        return told

    def _shown(self, value: Decimal) -> Decimal:
        return value * 100 if self.unit is Unit.SHARE else value

    def _said(self, value: Decimal) -> str:
        return plain(value) + ("%" if self.unit is Unit.SHARE else "")


def new_line(figure: str, way: str) -> Written:
    """Give a line to begin with; its marks are for whoever adds it to change."""
    share = pay_figures()[figure].unit is Unit.SHARE
    lower = pay_figures()[figure].better == "lower"
    if way == "steps":
        limit = "at_most" if lower else "at_least"
        return {"figure": figure, "steps": [{limit: "50%" if share else "10", "points": "10"}]}
    if way == "attains":
        attains = {"floor": "60%", "cap": "120%"} | ({"better": "lower"} if lower else {})
        return {"figure": figure, "weight": "10", "attains": attains}
    ends = ("0%", "100%") if share else ("0", "10")
    worst, best = reversed(ends) if lower else ends
    return {"figure": figure, "weight": "10", "linear": {"worst": worst, "best": best}}


def written_of(scheme: Scheme, head: HeadForm, lines: Iterable[LineForm]) -> Written:
    """Give the scheme the forms say; what of its words was not touched stays in both languages."""
    typed = head.cleaned_data
    told: Written = {"id": scheme.id}
    for name, texts in (("title", scheme.title), ("about", scheme.about)):
        text = typed[name] or typed["title"]
        told[name] = dict(texts) if text == texts[language()] else {"zh": text, "en": text}
    told["each"] = typed["each"]
    told["lines"] = [line.written() for line in lines if not line.cleaned_data["remove"]]
    pay = written_pay(typed)
    return told | ({"pay": pay} if pay else {})


def _lower() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("lower is better"), required=False, widget=forms.CheckboxInput({"class": "form-check-input"})
    )


_WAYS: Mapping[type, str] = {Linear: "linear", Attainment: "attains", Steps: "steps"}
