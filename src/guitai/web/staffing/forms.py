"""The forms of staffing: the shop's settings, its special days, what a member may and wishes."""

import re
from datetime import date
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guitai.domains.performance.actions import staffing as actions
from guitai.domains.performance.actions.staffing import Special, Terms
from guitai.domains.performance.queries.staffing import (
    RosterTerms,
    ShiftPattern,
    SpecialDay,
    StaffingSettings,
)
from guitai.engines.staffing.contacts import WAITS
from guitai.web.forms import Form

_LINE = re.compile(r"\s*(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<name>\S.{0,39}?)\s+(?P<percent>\d{1,5})\s*[%％]?\s*")
_EXAMPLE = "2026-12-12 双12 250%"
_WEEKDAYS = [(str(number), WEEKDAYS[number]) for number in range(7)]


def _number(setting: str, label: Any, hint: Any = "", *, required: bool = True) -> forms.IntegerField:
    least, most = actions.BOUNDS[setting]
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=most, required=required)


def _clock(label: Any, hint: Any = "") -> forms.TimeField:
    return forms.TimeField(label=label, help_text=hint, widget=forms.TimeInput({"type": "time"}, "%H:%M"))


class SettingsForm(Form):
    """What a shop promises, how its agents work, the rules of its shifts."""

    level_percent = _number("level_percent", _("Share of buyers answered in time, %"))
    within_seconds = forms.TypedChoiceField(
        label=_("In time means within"),
        coerce=int,
        choices=[(wait, _("%(seconds)s s") % {"seconds": wait}) for wait in WAITS],
    )
    open_from = _clock(_("Answered from"))
    open_until = _clock(_("Answered until"), _("00:00 is midnight. Outside of these hours nobody is needed."))
    least_agents = _number("least_agents", _("At least on duty then"))
    patience_seconds = _number(
        "patience_seconds",
        _("Buyers give up after, seconds on average"),
        _("Empty: they wait for ever."),
        required=False,
    )
    concurrency = _number("concurrency", _("Chats an agent holds at once"))
    slowdown_percent = _number(
        "slowdown_percent",
        _("Each further chat makes all of them longer by, %"),
        _("0: chats do not disturb one another. 100: an agent does one thing at a time."),
    )
    weeks = _number("weeks", _("A usual week is the mean of the last, weeks"))
    growth_percent = _number("growth_percent", _("More is expected than in these weeks by, %"))
    max_hours_day = _number("max_hours_day", _("Hours a day at most"))
    max_hours_week = _number("max_hours_week", _("Hours a week at most"))
    days_off = _number("days_off", _("Free days a week at least"))
    days_in_a_row = _number("days_in_a_row", _("Working days in a row at most"))
    rest_hours = _number("rest_hours", _("Hours between two shifts at least"))
    night_from = _clock(_("Night is from"))
    night_until = _clock(_("Night is until"), _("A shift that touches these hours is a night shift."))

    _SECTIONS = (
        (
            _("What buyers are promised"),
            (
                "level_percent",
                "within_seconds",
                "open_from",
                "open_until",
                "least_agents",
                "patience_seconds",
            ),
        ),
        (_("How agents work"), ("concurrency", "slowdown_percent")),
        (_("What is reckoned with"), ("weeks", "growth_percent")),
        (
            _("Rules of shifts"),
            (
                *("max_hours_day", "max_hours_week", "days_off", "days_in_a_row"),
                *("rest_hours", "night_from", "night_until"),
            ),
        ),
    )

    @classmethod
    def of(cls, settings: StaffingSettings, data: Any = None) -> "SettingsForm":
        """Give the form with the present settings."""
        return cls(data, initial={name: getattr(settings, name) for name in cls.base_fields})

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """Give the fields under the headings of the page."""
        return [(title, [self[name] for name in names]) for title, names in self._SECTIONS]


class SpecialDaysForm(Form):
    """The days unlike others, a line each."""

    days = forms.CharField(
        label=_("Special days"),
        required=False,
        max_length=4000,
        widget=forms.Textarea({"rows": 5, "class": "form-control num", "spellcheck": "false"}),
        help_text=_(
            "A line each: the day, its name, its chats in per cent of a usual day's: 2026-12-12 双12 250%."
            " Averages leave them out."
        ),
    )

    @classmethod
    def of(cls, days: Any, data: Any = None) -> "SpecialDaysForm":
        """Give the form with the present days."""
        return cls(data, prefix="special", initial={"days": "\n".join(map(_line, days))})

    def clean_days(self) -> list[Special]:
        """Give the days one by one."""
        return [_read(line) for line in self.cleaned_data["days"].splitlines() if line.strip()]


def _read(line: str) -> Special:
    found = _LINE.fullmatch(line)
    try:
        day = date.fromisoformat(found["day"]) if found else None
    except ValueError:
        day = None
    if found is None or day is None:
        sentence = gettext("“%(line)s” is not a day, a name and per cent; write it like %(example)s.")
        raise forms.ValidationError(sentence % {"line": line.strip()[:60], "example": _EXAMPLE})
    return Special(day, found["name"], int(found["percent"]))


def _line(special: SpecialDay) -> str:
    return f"{special.day.isoformat()} {special.name} {special.percent}%"


class TermsForm(Form):
    """What a member may work, and what they wish."""

    takes_part = forms.BooleanField(label=_("is planned by proposals"), required=False)
    may_nights = forms.BooleanField(label=_("may work nights"), required=False)
    max_hours_day = _number(
        "max_hours_day", _("Hours a day at most"), _("Empty: the shop's figure."), required=False
    )
    max_hours_week = _number(
        "max_hours_week", _("Hours a week at most"), _("Empty: the shop's figure."), required=False
    )
    weekdays_off = forms.TypedMultipleChoiceField(
        label=_("Never works on"),
        coerce=int,
        choices=_WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wished_off = forms.TypedMultipleChoiceField(
        label=_("Would like to be free on"),
        coerce=int,
        choices=_WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Met where it costs nobody anything."),
    )
    liked_shifts = forms.MultipleChoiceField(
        label=_("Likes to work"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None: all alike."),
    )

    def __init__(self, data: Any = None, *, shifts: list[ShiftPattern], **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.fields["liked_shifts"].choices = [  # type: ignore[attr-defined]  # it is the one above
            (shift.name, f"{shift.name} {shift.hours()}") for shift in shifts
        ]

    @classmethod
    def of(cls, terms: RosterTerms, shifts: list[ShiftPattern], data: Any = None) -> "TermsForm":
        """Give the form with what holds now."""
        initial = {name: getattr(terms, name) for name in cls.base_fields}
        return cls(data, shifts=shifts, initial=initial)

    def terms(self) -> Terms:
        """Give what was filled in."""
        return Terms(**self.cleaned_data)
