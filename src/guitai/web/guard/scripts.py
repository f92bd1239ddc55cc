"""Texts that are sent again and again, checked when they are saved: phrases, answers, the window's words."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

from django.contrib import messages
from django.forms import BaseForm
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from guitai.domains.guard import actions, queries
from guitai.domains.guard.queries import Outcome, Place
from guitai.domains.knowledge.filling import SLOTS, canonical
from guitai.engines.rulebook.types import Finding, Severity, Verdict
from guitai.web.guard.known import known_about
from guitai.web.guard.marking import in_words, language
from guitai.web.members import MemberRequest

_BRACED = re.compile(r"[{｛]([^{}｛｝]{1,20})[}｝]")
_MOST_TOLD = 5


class _Line(Protocol):
    @property
    def line(self) -> int: ...

    @property
    def text(self) -> str: ...


Row = TypeVar("Row", bound=_Line)


@dataclass(frozen=True, slots=True)
class Parted(Generic[Row]):
    """The lines of a sheet that may be kept, and those that are blocked, each with its reason."""

    rows: tuple[Row, ...]
    blocked: tuple[tuple[int, str], ...]


class Scripts:
    """Checks the texts somebody is about to save; what is found is kept as it is for replies."""

    def __init__(self, request: MemberRequest, place: Place, *, shop_name: str = "") -> None:
        """Take what is known about the shop.

        :param shop_name: the shop's, if it gets another name together with the texts.
        """
        self._request, self._place = request, place
        self._facts = known_about(request)
        self._verdicts: dict[str, Verdict] = {}  # a sheet is checked twice: what is blocked, what is told
        if shop_name:
            self._facts = replace(self._facts, shop=replace(self._facts.shop, name=shop_name))

    def passes(self, form: BaseForm, *fields: str) -> bool:
        """Say whether what was typed into the fields may be sent; what is blocked is told at its field."""
        is_fine = True
        for field in fields:
            text = form.cleaned_data.get(field) or ""
            verdict = self._check(text)
            if verdict.severity == Severity.BLOCK:
                self._keep(text, verdict, Outcome.HELD)
                form.add_error(field, _sentence(_gravest(verdict)))
                is_fine = False
        return is_fine

    def part(self, rows: Iterable[Row]) -> Parted[Row]:
        """Part the lines of a sheet into those that may be kept and those that are blocked."""
        kept, blocked = [], []
        for row in rows:
            verdict = self._check(row.text)
            if verdict.severity == Severity.BLOCK:
                blocked.append((row.line, _sentence(_gravest(verdict))))
            else:
                kept.append(row)
        return Parted(tuple(kept), tuple(blocked))

    def tell(self, *texts: str) -> None:
        """Say what else was found in texts that were saved: the first of it, and how much more there is."""
        found: list[Finding] = []
        for text in texts:
            verdict = self._check(text)
            if verdict.findings:
                self._keep(text, verdict, Outcome.SENT)
                found += verdict.findings
        for finding in found[:_MOST_TOLD]:
            told = {"severity": in_words(finding.severity), "said": _sentence(finding)}
            messages.warning(self._request, _("Saved. Mind, %(severity)s: %(said)s") % told)
        more = len(found) - _MOST_TOLD
        if more > 0:
            said = ngettext("%(count)s more was found.", "%(count)s more were found.", more)
            messages.warning(self._request, said % {"count": more})

    def _check(self, text: str) -> Verdict:
        """Check a text for a buyer nobody knows yet; slots that will be filled say nothing."""
        if text not in self._verdicts:
            shown = _without_slots(text)
            self._verdicts[text] = queries.check(
                shop=self._request.shop, text=shown, facts=self._facts, language=language()
            )
        return self._verdicts[text]

    def _keep(self, text: str, verdict: Verdict, outcome: Outcome) -> None:
        actions.keep_verdict(
            shop=self._request.shop,
            member=self._request.membership,
            place=self._place,
            text=text,
            verdict=verdict,
            outcome=outcome,
            at=timezone.now(),
        )


def _without_slots(text: str) -> str:
    """Give a text with blanks where known slots are: all else stays in its place, and blanks mean nothing."""

    def blank(found: re.Match[str]) -> str:
        return " " * len(found.group()) if canonical(found.group(1)) in SLOTS else found.group()

    return _BRACED.sub(blank, text)


def _gravest(verdict: Verdict) -> Finding:
    return max(verdict.findings, key=lambda finding: finding.severity)


def _sentence(finding: Finding) -> str:
    told = {"matched": finding.matched, "why": finding.why, "rewrite": finding.rewrite}
    if finding.rewrite:
        return _("“%(matched)s”: %(why)s Better: %(rewrite)s") % told
    return _("“%(matched)s”: %(why)s") % told
