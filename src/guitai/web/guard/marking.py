"""A text cut where something was found in it, and the words for what was found."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from guitai.engines.rulebook.types import Category, Language, Severity

SEVERITIES: dict[Severity, Promise] = {
    Severity.BLOCK: _("blocked"),
    Severity.APPROVE: _("needs the lead"),
    Severity.CONFIRM: _("second look"),
    Severity.NOTE: _("note"),
}
CATEGORIES: dict[Category, Promise] = {
    Category.PRIVACY: _("Privacy"),
    Category.OFF_PLATFORM: _("Off the platform"),
    Category.PROMISE: _("Promises"),
    Category.MISDESCRIPTION: _("Description"),
    Category.PRICE: _("Price authority"),
    Category.DISCOUNT: _("Discounts"),
    Category.INVOICE: _("Invoices"),
    Category.FAKE_TRADE: _("Fake trade and reviews"),
    Category.HARASSMENT: _("Harassment"),
    Category.AD_LAW: _("Advertising law"),
    Category.TONE: _("Tone"),
    Category.SLIP: _("Slips"),
}


class Found(Protocol):
    """A finding, from the engine or from the tables."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def severity(self) -> Any: ...


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; ``severity`` is the word of the gravest finding over it, if there is any."""

    text: str
    severity: str = ""


def marked(text: str, findings: Iterable[Found]) -> list[Piece]:
    """Cut a text at the edges of its findings."""
    found = list(findings)
    cuts = sorted({0, len(text), *(min(at, len(text)) for one in found for at in (one.start, one.end))})
    return [Piece(text[start:end], _over(found, start, end)) for start, end in pairwise(cuts)]


def _over(findings: Sequence[Found], start: int, end: int) -> str:
    gravest = max((int(one.severity) for one in findings if one.start <= start and end <= one.end), default=0)
    return Severity(gravest).word if gravest else ""


def in_words(severity: int) -> Promise | str:
    """Say a severity."""
    return SEVERITIES.get(Severity(severity), "")


def language() -> Language:
    """Give the language rules are read in."""
    return "zh" if (get_language() or "zh").startswith("zh") else "en"
