"""The forms of what a shop promises: its terms and its activities."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.domains.catalog import actions
from guitai.domains.catalog.activity_steps import written_steps
from guitai.domains.catalog.queries import Activity, Terms
from guitai.web.forms import Form

_APART = re.compile(r"[,，、;；\n]+")
_YES_OR_NO = (("", _("not said")), ("yes", _("yes")), ("no", _("no")))


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class WordsField(forms.CharField):
    """Several words, one on a line or with commas between them."""

    widget = forms.Textarea(attrs={"rows": 4})

    def prepare_value(self, value: Any) -> Any:
        """Give what stands in the box."""
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Give the words one by one."""
        return [word.strip() for word in _APART.split(super().clean(value)) if word.strip()]


class TermsForm(Form):
    """What the shop promises every buyer."""

    free_postage = forms.TypedChoiceField(
        label=_("Free postage"),
        choices=_YES_OR_NO,
        required=False,
        coerce=lambda chosen: chosen == "yes",
        empty_value=None,
    )
    price_match_days = forms.IntegerField(
        label=_("A price difference is paid back for, days"),
        required=False,
        min_value=0,
        max_value=actions.MOST_MATCH_DAYS,
        help_text=_("Empty: not said. 0: never."),
    )
    couriers = WordsField(
        label=_("Couriers"), required=False, help_text=_("Whom the shop sends with. Empty: not said.")
    )
    postage_exceptions = WordsField(
        label=_("No free postage to"),
        required=False,
        help_text=_("Provinces and places, such as 新疆、西藏."),
    )
    gifts = WordsField(label=_("Gifts"), required=False, help_text=_("Empty: the shop gives none."))
    links = WordsField(
        label=_("The shop's own domains"),
        required=False,
        help_text=_("Addresses a reply may hold, such as shop.example.com."),
    )

    @classmethod
    def of(cls, terms: Terms, data: Any = None) -> "TermsForm":
        """Give the form with what the shop promises now."""
        initial = {name: getattr(terms, name) for name in cls.base_fields}
        said = terms.free_postage
        return cls(data, initial=initial | {"free_postage": "" if said is None else "yes" if said else "no"})


class ActivityForm(Form):
    """Something the shop runs for a time."""

    name = forms.CharField(
        label=_("Name"), max_length=80, help_text=_("As buyers are told, with the offer: 双11满300减30.")
    )
    starts_at = forms.DateTimeField(label=pgettext_lazy("activity", "From"), widget=_moment())
    ends_at = forms.DateTimeField(
        label=pgettext_lazy("activity", "Until"),
        required=False,
        widget=_moment(),
        help_text=_("Empty: until it is taken off the list."),
    )
    gifts = WordsField(label=_("Gifts"), required=False, help_text=_("Given only while it runs."))
    steps = WordsField(
        label=_("What a basket reaches"),
        required=False,
        help_text=_(
            "One a line: 满300减30, 每满200减20, 满99送短袜, 3件9折, 第二件半价. Agents see what is lacking."
        ),
    )

    @classmethod
    def of(cls, activity: Activity, data: Any = None) -> "ActivityForm":
        """Give the form with what the activity is now."""
        initial = {name: getattr(activity, name) for name in cls.base_fields}
        return cls(data, initial=initial | {"steps": written_steps(activity.steps)})
