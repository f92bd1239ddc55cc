"""The form of how figures are counted; docs/reference/metrics.md has the definitions."""

import re
from dataclasses import fields
from datetime import time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from guitai.domains.performance.actions.settings import BOUNDS
from guitai.engines.metrics.reading_settings import named_settings
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.web.forms import Form

_APART = re.compile(r"[,，、;；\s]+")


def _number(setting: str, label: Any, hint: Any = "") -> forms.IntegerField:
    least, most = BOUNDS[setting]
    return forms.IntegerField(label=label, help_text=hint, min_value=least, max_value=most)


def _clock(label: Any, hint: Any = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, help_text=hint, widget=widget)


def _switch(label: Any, hint: Any = "") -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        help_text=hint,
        choices=[("1", _("yes")), ("", _("no"))],
        coerce=bool,
        empty_value=False,  # type: ignore[arg-type]  # the stubs know texts alone
        required=False,
    )


class WordsField(forms.CharField):
    """Several words with commas between them; inside it is a list."""

    def prepare_value(self, value: Any) -> Any:
        """Give what stands in the box."""
        return ", ".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """Give the words one by one."""
        return [word for word in _APART.split(super().clean(value)) if word]


class FiguresForm(Form):
    """The windows, limits and filters of a shop's figures."""

    day_begins = _clock(
        _("A business day begins at"),
        _("What is said in the night before that belongs to the day before."),
    )
    order_days = _number(
        "order_days",
        _("An inquiry may order within, days"),
        _("The day of the inquiry is the first. “Ordered” counts orders made in these days."),
    )
    inquiry_late_days = _number(
        "inquiry_late_days",
        _("Payments are waited for, days"),
        _("After the days for ordering. Until then the conversion is not told, but shown as late."),
    )
    after_sales_days = _number(
        "after_sales_days",
        _("Whoever paid so lately asks about their order, days"),
        _("Such buyers are after-sales and no inquiries."),
    )
    rule = forms.ChoiceField(
        label=_("Whose an order is, is told by"),
        choices=[
            (Attribution.ORDER.value, _("the moment it is made")),
            (Attribution.PAYMENT.value, _("the moment it is paid")),
            (Attribution.ORDER_FIRST.value, _("the moment it is made; if nobody's then, when it is paid")),
        ],
        help_text=_(
            "Whoever is in conversation with the buyer at that moment; of several, whose chat ends last."
        ),
    )
    sale_days = _number(
        "sale_days",
        _("A chat counts for orders made after it, days"),
        _("If nobody was in conversation: the agent whose chat ended last in so many days, else nobody."),
    )
    postage_counts = _switch(_("Postage is part of sales"))
    excluded_flags = WordsField(
        label=_("Orders with these flags count for nobody"),
        required=False,
        max_length=120,
        help_text=_("Names of colours with commas between them: red, green. Empty: every order counts."),
    )
    reminder_days = _number(
        "reminder_days",
        _("A reminder has success within, days"),
        _("The day of the reminder is the first."),
    )
    fast_seconds = _number("fast_seconds", _("A quick answer comes within, seconds"), _("30 s answer rate."))
    slow_seconds = _number(
        "slow_seconds", _("An answer in time comes within, seconds"), _("3-minute answer rate.")
    )
    hours_from = _clock(_("Answers in time are counted from"))
    hours_to = _clock(
        _("Answers in time are counted until"), _("Rounds opened outside of these hours are left out of it.")
    )
    capped_seconds = _number(
        "capped_seconds",
        _("No round waits longer than, seconds"),
        _("Wangwang response: longer waits, and rounds nobody answered, count as this."),
    )
    jd_from = _clock(_("JD's first answers are counted from"))
    jd_to = _clock(_("JD's first answers are counted until"), _("Chats begun at night are left out."))
    conversation_ends = _number(
        "conversation_ends",
        _("A conversation ends after a silence of, minutes"),
        _("Most at once: how many buyers an agent spoke with in one moment."),
    )
    solved_days = _number(
        "solved_days",
        _("Solved at once: the buyer does not come back within, days"),
    )
    case_answer_seconds = _number(
        "case_answer_seconds", _("An after-sales case is answered in time within, seconds")
    )
    case_settle_hours = _number(
        "case_settle_hours", _("An after-sales case is settled in time within, hours")
    )
    leave_out_own_team = _switch(
        _("Leave out talk with the shop's own accounts"),
        _("Whoever writes from an account of the shop is no buyer."),
    )
    own_accounts = WordsField(
        label=_("Further own accounts"),
        required=False,
        max_length=2000,
        help_text=_("Names with commas between them."),
    )
    leave_out_agent_only = _switch(
        _("Leave out talk of the agent alone"), _("The buyer never answered: 客服单口相声.")
    )
    leave_out_mass = _switch(_("Leave out mass messages"), _("What begins with @."))
    leave_out_silent_transfers = _switch(
        _("Leave out chats passed on unanswered"),
        _("Of agents who passed them on having said next to nothing."),
    )
    silent_transfer_lines = _number(
        "silent_transfer_lines", _("Passed on unanswered: having said at most, lines")
    )
    code_word = forms.CharField(
        label=_("Leave out chats with this word of the agent's"),
        required=False,
        max_length=40,
        help_text=_("Empty: none."),
    )
    leave_out_main_account = _switch(_("Leave out the main account's answers"))

    _SECTIONS = (
        (_("Days and inquiries"), ("day_begins", "order_days", "inquiry_late_days", "after_sales_days")),
        (_("Who gets the sale"), ("rule", "sale_days", "postage_counts", "excluded_flags", "reminder_days")),
        (
            _("Answers"),
            (
                "fast_seconds",
                "capped_seconds",
                "slow_seconds",
                "conversation_ends",
                "hours_from",
                "hours_to",
                "jd_from",
                "jd_to",
            ),
        ),
        (_("Service"), ("solved_days", "case_answer_seconds", "case_settle_hours")),
        (
            _("What is left out of reception and inquiries"),
            (
                "leave_out_own_team",
                "own_accounts",
                "leave_out_silent_transfers",
                "silent_transfer_lines",
                "leave_out_agent_only",
                "leave_out_mass",
                "leave_out_main_account",
                "code_word",
            ),
        ),
    )

    @classmethod
    def of(cls, settings: Settings, data: Any = None) -> "FiguresForm":
        """Give the form with the present settings."""
        initial = named_settings(settings)
        return cls(data, initial={name: _shown(value) for name, value in initial.items()})

    def sections(self) -> list[tuple[Any, list[BoundField]]]:
        """Give the fields under the headings of the page."""
        return [(title, [self[name] for name in names]) for title, names in self._SECTIONS]

    def values(self) -> dict[str, object]:
        """Give what was typed, as settings are named."""
        given = ((each.name, self.cleaned_data[each.name]) for each in fields(Settings))
        return {name: f"{value:%H:%M}" if isinstance(value, time) else value for name, value in given}


def _shown(value: object) -> object:
    if isinstance(value, bool):
        return "1" if value else ""
    return int(value) if isinstance(value, float) and value.is_integer() else value
