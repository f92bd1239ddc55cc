"""A rule changed in its plain parts or as a whole, and a new one of the shop's own."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from guitai.domains.accounts.queries import Right
from guitai.domains.guard import actions, queries
from guitai.kernel.days import business_day
from guitai.kernel.errors import GuitaiError
from guitai.web.guard.forms import PlainForm, TextForm, TrialForm
from guitai.web.guard.known import known_about
from guitai.web.guard.rules import about, known_rule
from guitai.web.guard.writing import TEMPLATE, plain_parts, with_parts
from guitai.web.members import MemberRequest, member_required


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_RULES)
def edit(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Change what a rule says to people: how grave it is, why, its safe wording."""
    shown = known_rule(request, pk)
    if shown.trouble:
        return redirect("guard-rule-text", shop_key, pk)
    written = queries.written_of(request.shop, pk)
    form = PlainForm(request.POST or None, initial=plain_parts(written))
    if form.is_valid() and _saved(request, form, with_parts(written, form.cleaned_data), pk):
        return redirect("guard-rule", shop_key, pk)
    context = about(request, shown) | {"tab": "edit", "form": form}
    return render(request, "guard/edit.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_RULES)
def text(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Change a rule as its file says it: its trigger, its excuses, its cases too."""
    shown = known_rule(request, pk)
    form = TextForm(request.POST or None, initial={"written": queries.written_of(request.shop, pk)})
    if form.is_valid() and _saved(request, form, form.cleaned_data["written"], pk):
        return redirect("guard-rule", shop_key, pk)
    context = about(request, shown) | {
        "tab": "text",
        "form": form,
        "trial": TrialForm.of(known_about(request)),
    }
    return render(request, "guard/text.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
@member_required(Right.EDIT_RULES)
def new(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Write a rule of the shop's own; it can be kept switched off until it was run over some days."""
    form = TextForm(request.POST or None, initial={"written": _template(request)})
    if form.is_valid() and (rule_id := _saved(request, form, form.cleaned_data["written"], None)):
        return redirect("guard-rule", shop_key, rule_id)
    trial = TrialForm.of(known_about(request))
    context = {"form": form, "trial": trial, "tab": "rules", "may_edit": True, "may_see_verdicts": True}
    return render(request, "guard/new.html", context, status=form.status)


def _saved(request: MemberRequest, form: PlainForm | TextForm, written: str, rule_id: str | None) -> str:
    """Save a rule, and say so; a refusal is shown in the form, and nothing is given."""
    shop, by, at, why = request.shop, request.membership, timezone.now(), form.cleaned_data["reason"]
    try:
        with transaction.atomic():
            state = actions.save_rule(shop=shop, written=written, rule_id=rule_id, by=by, at=at, why=why)
            if "off" in request.POST:
                rule_id = state.rule_id
                state = actions.switch_rule(shop=shop, rule_id=rule_id, is_on=False, by=by, at=at, why=why)
    except GuitaiError as refusal:
        form.add_error(None, refusal.sentence)
        return ""
    said = _("The rule is saved and in force.") if state.is_on else _("The rule is saved, and switched off.")
    messages.success(request, said)
    return state.rule_id


def _template(request: MemberRequest) -> str:
    number = sum(shown.is_own for shown in queries.rules_of(request.shop)) + 1
    return TEMPLATE.format(
        id=f"own-rule-{number}", platform=request.shop.platform, today=business_day(timezone.now())
    )
