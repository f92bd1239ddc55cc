"""A rule, or all of them, tried: on a sentence as it is typed, and on what agents wrote lately."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from guitai.domains.accounts.queries import Right, may
from guitai.domains.chat import reviewing
from guitai.domains.chat.reviewing import AgentLine
from guitai.domains.guard import queries, writing
from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Platform, Rule, Severity, Verdict
from guitai.kernel.errors import GuitaiError
from guitai.web.guard.forms import TrialForm
from guitai.web.guard.known import known_about
from guitai.web.guard.marking import Piece, in_words, language, marked
from guitai.web.members import MemberRequest, member_required

DAYS = 30
# More lines than a lead wants to wait for; the newest are looked through.
MOST_LINES = 20_000
# As long as a request may take beside the shop's chat.
TALKS_AT_ONCE = 100
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Met:
    """A line a rule finds something in."""

    line: AgentLine
    pieces: list[Piece]
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is: the talk to go on from, the lines looked through, those found, and of how many.

    ``written`` is the rule as it stands in the editor; empty, the one the shop has by the id is run.
    """

    before: int
    checked: int
    found: int
    total: int
    rule: str
    written: str

    @classmethod
    def of(cls, given: QueryDict) -> "Progress":
        """Read what the page sent back; what makes no sense begins anew."""
        counts = {name: _number(given.get(name, "")) for name in ("before", "checked", "found", "total")}
        return cls(**counts, rule=given.get("rule", ""), written=given.get("written", ""))


@require_POST
@member_required()
def try_sentence(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Check a sentence: by a rule as it stands in the editor, by one the shop has, else by all in force."""
    form = TrialForm(request.POST)
    page = "guard/tried.html" if request.htmx else "guard/tried_page.html"
    return render(request, page, _tried(request, form) if form.is_valid() else {"form": form})


@require_POST
@member_required(Right.SEE_VERDICTS)
def run(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Look a portion of the last days' lines through with one rule; the page asks for the next by itself."""
    progress = Progress.of(request.POST)
    try:
        context = _portion(request, _rule(request, progress), progress)
    except GuitaiError as refusal:
        context = {"trouble": refusal.sentence}
    return render(request, "guard/run.html" if request.htmx else "guard/run_page.html", context)


def _tried(request: MemberRequest, form: TrialForm) -> dict[str, Any]:
    text = form.cleaned_data["text"]
    try:
        verdict = _verdict(request, text, form.facts(known_about(request), at=timezone.now()))
    except GuitaiError as refusal:
        return {"trouble": refusal.sentence}
    return {
        "text": text,
        "pieces": marked(text, verdict.findings),
        "findings": [
            (finding.severity.word, in_words(finding.severity), finding) for finding in verdict.findings
        ],
    }


def _verdict(request: MemberRequest, text: str, facts: Facts) -> Verdict:
    rule = request.POST.get("rule", "")
    # A rule is a program of a kind: who may not save one runs none of their own either.
    written = request.POST.get("written") if may(request.membership, Right.EDIT_RULES) else None
    if written is None and not rule:
        return queries.check(shop=request.shop, text=text, facts=facts, language=language())
    return queries.try_text(shop=request.shop, text=text, facts=facts, written=written, rule_id=rule)


def _rule(request: MemberRequest, progress: Progress) -> Rule:
    if progress.written and may(request.membership, Right.EDIT_RULES):
        return writing.read(progress.written, with_cases=False)
    shown = queries.rule_of(request.shop, progress.rule)
    if shown.rule is None:
        raise RuleError(shown.trouble)
    return shown.rule


def _portion(request: MemberRequest, rule: Rule, progress: Progress) -> dict[str, Any]:
    since = timezone.now() - timedelta(days=DAYS)
    portion = reviewing.talks_since(
        request.shop, since=since, before=progress.before or None, talks=TALKS_AT_ONCE
    )
    met = list(_met(request, rule, portion.lines))
    checked, found = progress.checked + len(portion.lines), progress.found + len(met)
    total = progress.total or min(MOST_LINES, reviewing.count_since(request.shop, since=since))
    return {
        "met": met[: max(0, MOST_SHOWN - progress.found)],
        "is_cut": found > MOST_SHOWN,
        "progress": replace(
            progress, before=portion.next or 0, checked=checked, found=found, total=max(total, checked)
        ),
        "counts": [f"{count:,}" for count in (found, checked, max(total, checked))],
        "is_over": portion.next is None or checked >= MOST_LINES,
        "is_first": not progress.before,
        "holds": rule.severity > Severity.NOTE,
        "days": DAYS,
        "most_shown": MOST_SHOWN,
    }


def _met(request: MemberRequest, rule: Rule, lines: Sequence[AgentLine]) -> Iterator[Met]:
    by_key = {line.id: line for line in lines}
    with_facts = reviewing.with_facts(lines, shop=request.shop, at=timezone.now())
    texts = ((line.id, line.text, facts) for line, facts in with_facts)
    platform = Platform(request.shop.platform)
    for key, verdict in queries.run_over(rule=rule, texts=texts, platform=platform):
        line = by_key[key]
        yield Met(line, marked(line.text, verdict.findings), verdict.findings[0].why)


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) < 19 else 0
