"""The forms of the process table and of the lists."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, cast

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Group
from guitai.domains.followups.lists import kinds
from guitai.domains.followups.processes import LONGEST_MINUTES, ProcessDraft, Starts
from guitai.domains.followups.queries import Listing, Process
from guitai.domains.followups.settings import MOST, MOST_BOUNDS
from guitai.engines.promises.types import About
from guitai.engines.worklists.rules import ListRule, Number
from guitai.web.followups.reasons import in_language
from guitai.web.forms import Form, dress

_UNITS = (
    (1, pgettext_lazy("unit", "minutes")),
    (60, pgettext_lazy("unit", "hours")),
    (24 * 60, pgettext_lazy("unit", "days")),
)
_ABOUTS = {
    About.REPLY: pgettext_lazy("promise", "an answer"),
    About.DISPATCH: pgettext_lazy("promise", "dispatch"),
    About.ARRIVAL: pgettext_lazy("promise", "arrival"),
    About.REFUND: pgettext_lazy("promise", "a refund"),
    About.CHECK: pgettext_lazy("promise", "a check"),
    About.GIFT: pgettext_lazy("promise", "a gift"),
    About.OTHER: pgettext_lazy("promise", "something else"),
}

# What a number of a list is counted in; fen are written in yuan, hundredths as 4.80.
_NUMBER_UNITS = {
    "minutes": pgettext_lazy("unit", "minutes"),
    "hours": pgettext_lazy("unit", "hours"),
    "days": pgettext_lazy("unit", "days"),
    "fen": pgettext_lazy("unit", "yuan"),
    "percent": pgettext_lazy("unit", "%"),
    "pieces": pgettext_lazy("unit", "pieces"),
    "hundredths": pgettext_lazy("unit", "points"),
    "times": pgettext_lazy("unit", "buyers"),
    "stars": pgettext_lazy("unit", "stars"),
    "attempts": pgettext_lazy("unit", "times"),
}
_HUNDREDTHS = frozenset({"fen", "hundredths"})
_ATTEMPTS = Number(MOST, 1, "attempts", *MOST_BOUNDS, title={"zh": "最多跟进", "en": "Attempts at most"})


def about_name(about: str) -> str:
    """Give what a promise or a process is about, in words."""
    return str(_ABOUTS[About(about)]) if about in {each.value for each in About} else about


class ProcessForm(Form):
    """A line of the process table."""

    title = forms.CharField(label=_("What happens"), max_length=80)
    about = forms.ChoiceField(
        label=_("Promises about"),
        choices=[(about.value, name) for about, name in _ABOUTS.items()],
        help_text=_("Promises of this kind are compared with the line."),
    )
    starts = forms.ChoiceField(label=_("Counted from"), choices=Starts.choices)
    cutoff = forms.TimeField(
        label=_("On the same day until"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=_(
            "What comes later makes the next day; the time it takes runs from here. Empty: no such time."
        ),
    )
    takes = forms.IntegerField(label=_("It takes"), min_value=0, max_value=LONGEST_MINUTES)
    unit = forms.TypedChoiceField(label=_("Unit"), choices=_UNITS, coerce=int)
    working = forms.BooleanField(label=_("On working days only"), required=False)
    answer = forms.CharField(
        label=_("What a buyer is told"), max_length=300, widget=forms.Textarea(attrs={"rows": 3})
    )

    @classmethod
    def blank(cls, data: Any = None) -> "ProcessForm":
        """Give an empty form."""
        return cls(data, initial={"unit": 60})

    @classmethod
    def of(cls, process: Process, data: Any = None) -> "ProcessForm":
        """Give the form with what the line is now."""
        unit = max(each for each, _name in _UNITS if process.within_minutes % each == 0)
        told = {
            name: getattr(process, name)
            for name in ("title", "about", "starts", "cutoff", "working", "answer")
        }
        return cls(data, initial=told | {"takes": process.within_minutes // unit, "unit": unit})

    @property
    def draft(self) -> ProcessDraft:
        """What was written, once it is valid."""
        told = dict(self.cleaned_data)
        return ProcessDraft(within_minutes=told.pop("takes") * told.pop("unit"), **told)


class ListForm(Form):
    """How a shop keeps one list: whether, whose work it is, and its numbers in their units."""

    is_on = forms.BooleanField(label=_("in use"), required=False)
    group = forms.ModelChoiceField(label=_("Whose work"), queryset=Group.objects.none(), required=False)

    def __init__(self, rule: ListRule, groups: Any, initial: Mapping[str, Any], data: Any = None) -> None:
        self._numbers = {**rule.numbers, MOST: _ATTEMPTS}
        super().__init__(data, initial=dict(initial), auto_id=f"id_{rule.key}_%s")
        chosen = cast("forms.ModelChoiceField[Group]", self.fields["group"])
        chosen.queryset, chosen.empty_label = groups, _usual_group(rule.key)
        for name, number in self._numbers.items():
            self.fields[name] = _number_field(number)
            if number.unit in _HUNDREDTHS:
                self.initial[name] = Decimal(self.initial[name]) / 100
        dress(self)

    @property
    def numbers(self) -> Iterator[tuple[BoundField, str]]:
        """The number fields, each with its unit."""
        return ((self[name], str(_NUMBER_UNITS[number.unit])) for name, number in self._numbers.items())

    @property
    def told(self) -> dict[str, Any]:
        """What was written, as the domain takes it, once the form is valid."""
        told = dict(self.cleaned_data)
        numbers = {
            name: int(told.pop(name) * (100 if number.unit in _HUNDREDTHS else 1))
            for name, number in self._numbers.items()
        }
        return told | {"numbers": numbers}


def _usual_group(listing: str) -> str:
    group = kinds()[Listing(listing)].group
    return gettext("as usual: %(group)s") % {"group": group.label} if group else gettext("whoever is there")


def _number_field(number: Number) -> forms.Field:
    label = in_language(number.title)
    if number.unit in _HUNDREDTHS:
        least, most = Decimal(number.least) / 100, Decimal(number.most) / 100
        return forms.DecimalField(label=label, min_value=least, max_value=most, decimal_places=2)
    return forms.IntegerField(label=label, min_value=number.least, max_value=number.most)
