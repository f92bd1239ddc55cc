"""The rules of a shop: looked through, switched, read, and their history."""

from dataclasses import dataclass
from datetime import timedelta
from difflib import unified_diff
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.guard import actions, queries
from guitai.domains.guard.errors import UnknownRuleError
from guitai.domains.guard.queries import RuleChange, RuleHits, RuleShown
from guitai.engines.rulebook.wording import told_source
from guitai.web.forms import refusals_as_notes
from guitai.web.guard.forms import ListForm, TrialForm
from guitai.web.guard.known import known_about
from guitai.web.guard.listing import row_of, sections
from guitai.web.guard.marking import CATEGORIES, SEVERITIES, language
from guitai.web.members import MemberRequest, member_required

HITS_OF = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Version:
    """A line of a rule's history, with what it changed line by line."""

    change: RuleChange
    differences: tuple[str, ...]
    is_present: bool


@require_GET
@member_required()
def rules(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the rules under their categories, or those somebody looks for."""
    form = ListForm(request.GET)
    wanted = {name: form.cleaned_data.get(name, "") for name in form.fields} if form.is_valid() else {}
    every = queries.rules_of(request.shop)
    found = sections(every, _hits(request), wanted=wanted, platform=request.shop.platform)
    shown = {
        "tab": "rules",
        "sections": found,
        "wanted": wanted,
        "count": sum(len(section.rows) for section in found),
        "categories": CATEGORIES,
        "severities": {severity.word: name for severity, name in SEVERITIES.items()},
        "trial": TrialForm.of(known_about(request)),
        **_rights(request),
    }
    return render(request, "guard/rules.html", shown)


@require_POST
@member_required(Right.EDIT_RULES)
def switch(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Let a rule count, or not."""
    is_on = request.POST.get("to") == "on"
    shown = known_rule(request, pk)
    with refusals_as_notes(request):
        actions.switch_rule(
            shop=request.shop, rule_id=pk, is_on=is_on, by=request.membership, at=timezone.now()
        )
    if not request.htmx:
        return redirect("guard-rule", shop_key, pk)
    row = row_of(queries.rule_of(request.shop, pk), _hits(request).get(shown.id))
    return render(request, "guard/row.html", {"row": row, **_rights(request)})


@require_GET
@member_required()
def rule(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Show what a rule says, and let it be tried."""
    shown = known_rule(request, pk)
    context = about(request, shown) | {
        "tab": "rule",
        "hits": _hits(request).get(pk),
        "trial": TrialForm.of(known_about(request)),
    }
    return render(request, "guard/rule.html", context)


@require_GET
@member_required()
def history(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Show who changed a rule when and how."""
    shown = known_rule(request, pk)
    context = about(request, shown) | {"tab": "history", "versions": _versions(request, shown)}
    return render(request, "guard/history.html", context)


@require_POST
@member_required(Right.EDIT_RULES)
def back(request: MemberRequest, shop_key: str, pk: str) -> HttpResponse:
    """Write a rule again as it was in an earlier version, or as it comes with the program."""
    known_rule(request, pk)
    given = request.POST.get("version", "")
    version = int(given) if given.isdecimal() and len(given) < 10 else None
    with refusals_as_notes(request):
        actions.restore_rule(
            shop=request.shop, rule_id=pk, by=request.membership, at=timezone.now(), version=version
        )
        messages.success(request, _("The rule is as it was again, and in force."))
    return redirect("guard-rule-history", shop_key, pk)


def known_rule(request: MemberRequest, rule_id: str) -> RuleShown:
    """Give a rule of the shop.

    :raises Http404: if it has none such.
    """
    try:
        return queries.rule_of(request.shop, rule_id)
    except UnknownRuleError as refusal:
        raise Http404(refusal.sentence) from None


def about(request: MemberRequest, shown: RuleShown) -> dict[str, Any]:
    """Give what every page of one rule shows."""
    told, found = language(), shown.rule
    context: dict[str, Any] = {"row": row_of(shown), "shown": shown, "rule": found, **_rights(request)}
    if found:
        context |= {
            "category": CATEGORIES[found.category],
            "why": found.why.in_language(told),
            "penalty": found.penalty.in_language(told)[0],
            "rewrite": [text for text in found.rewrite.in_language(told) if text],
            "source": told_source(found.source, told),
        }
    return context


def _rights(request: MemberRequest) -> dict[str, bool]:
    return {
        "may_edit": may(request.membership, Right.EDIT_RULES),
        "may_see_verdicts": may(request.membership, Right.SEE_VERDICTS),
    }


def _hits(request: MemberRequest) -> dict[str, RuleHits]:
    if not may(request.membership, Right.SEE_VERDICTS):
        return {}
    now = timezone.now()
    found = queries.hits_by_rule(request.shop, since=now - HITS_OF, until=now)
    return {hits.rule: hits for hits in found}


def _versions(request: MemberRequest, shown: RuleShown) -> list[Version]:
    changes = list(queries.history_of(request.shop, shown.id))
    shipped = "" if shown.is_own else queries.shipped_text(shown.id)
    texts = [change.written or shipped for change in changes]
    before = [*texts, shipped][1:]
    present = queries.written_of(request.shop, shown.id)
    return [
        Version(change, _differences(old, new), new == present)
        for change, old, new in zip(changes, before, texts, strict=True)
    ]


def _differences(old: str, new: str) -> tuple[str, ...]:
    lines = unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return tuple(line for line in lines if not line.startswith(("---", "+++", "@@")))
