"""The clocks of after-sales, as the lead sets them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.actions.settings import MOST_HOURS, MOST_MINUTES, change_settings
from guitai.domains.aftersales.clocks import setting_of
from guitai.domains.aftersales.queries import CaseSetting
from guitai.web.forms import Form
from guitai.web.members import MemberRequest, member_required


class ClocksForm(Form):
    """How long the clocks run, and when the lead hears of them."""

    answer_minutes = forms.IntegerField(
        label=gettext_lazy("First answer within, minutes"), min_value=1, max_value=MOST_MINUTES
    )
    answer_on_duty = forms.BooleanField(
        label=pgettext_lazy("first answer", "Counted only while somebody is on duty"), required=False
    )
    answer_warns_minutes = forms.IntegerField(
        label=gettext_lazy("The lead hears of it so many minutes before"), min_value=1, max_value=MOST_MINUTES
    )
    settle_hours = forms.IntegerField(
        label=gettext_lazy("Logistics settled within, hours"), min_value=1, max_value=MOST_HOURS
    )
    settle_on_duty = forms.BooleanField(
        label=pgettext_lazy("settling", "Counted only while somebody is on duty"), required=False
    )
    settle_warns_hours = forms.IntegerField(
        label=gettext_lazy("The lead hears of it so many hours before"), min_value=1, max_value=MOST_HOURS
    )

    @classmethod
    def of(cls, setting: CaseSetting, data: Any = None) -> "ClocksForm":
        """Give the form with what is kept now."""
        return cls(data, initial={name: getattr(setting, name) for name in cls.base_fields})


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_SHOP)
def clocks(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show how the clocks run, or keep them in another way."""
    form = ClocksForm.of(setting_of(request.shop), request.POST or None)
    if form.is_valid():
        with form.taking_refusals():
            change_settings(by=request.membership, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("The clocks are saved; cases under way keep theirs."))
            return redirect("cases:settings", shop_key)
    return render(request, "cases/settings.html", {"form": form}, status=form.status)
