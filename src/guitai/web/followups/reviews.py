"""Poor reviews and what is answered to them in public: the list of them, and one of it opened."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right, may
from guitai.domains.chat import queries as chat
from guitai.domains.followups import public_answers as answers
from guitai.domains.followups.public_answers import PublicAnswer, Shown, Template
from guitai.domains.followups.queries import Todo, open_todos
from guitai.domains.trade.review_queries import Review, reviews_visible_to
from guitai.engines import worklists
from guitai.engines.rulebook.types import Finding, Severity, Verdict
from guitai.web.bodies import is_part
from guitai.web.followups.narrowing import Tab
from guitai.web.followups.reasons import in_language
from guitai.web.followups.views import NOTHING_SAID, Said
from guitai.web.guard.marking import in_words
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 50
_NAMES = {
    Shown.OPEN: pgettext_lazy("public answer", "To be answered"),
    Shown.ASKED: pgettext_lazy("public answer", "To be agreed to"),
    Shown.REFUSED: pgettext_lazy("public answer", "Sent back"),
    Shown.AGREED: pgettext_lazy("public answer", "To be put up"),
    Shown.ANSWERED: pgettext_lazy("public answer", "Answered"),
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which reviews the address asks for."""

    shown: Shown
    page: str

    def query(self, **changed: Any) -> str:
        """Give the query of an address with this; ``changed`` replaces or adds, None leaves out."""
        told = {
            "show": self.shown.value,
            "page": self.page if self.page not in {"", "1"} else None,
            **changed,
        }
        return urlencode({name: value for name, value in told.items() if value not in (None, "")})


@dataclass(frozen=True, slots=True)
class Choice:
    """A wording that may be taken, or a reason whose wordings may be looked at, with its key and address."""

    name: str
    query: str
    key: str = ""
    current: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the field, and what came of the last try to let it go."""

    text: str = ""
    template: str = ""
    verdict: Verdict | None = None

    @property
    def findings(self) -> list[tuple[str, str, Finding]]:
        """What was found, each with its severity as a word and in words, the gravest first."""
        found = sorted(self.verdict.findings, key=lambda each: -each.severity) if self.verdict else []
        return [(Severity(each.severity).word, str(in_words(each.severity)), each) for each in found]

    @property
    def to_confirm(self) -> list[str]:
        """The rules whose findings let it pass once somebody has looked twice; none if it is blocked."""
        if self.verdict is None or self.verdict.severity == Severity.BLOCK:
            return []
        return sorted({each.rule for each in self.verdict.findings if each.severity == Severity.CONFIRM})


@dataclass(frozen=True, slots=True)
class Opened:
    """The review that is worked on; ``talk`` is the key of the buyer's talk, ``todo`` what runs about it."""

    review: Review
    answer: PublicAnswer | None
    reason: str
    reasons: list[Choice]
    templates: list[Choice]
    draft: Draft
    talk: int | None
    todo: Todo | None
    may_agree: bool

    @property
    def is_answered(self) -> bool:
        """Whether an answer stands on the platform."""
        return bool(self.review.reply) or self.state == "posted"

    @property
    def state(self) -> str:
        """How far its answer has come; empty if there is none."""
        return self.answer.state if self.answer else ""


@require_GET
@never_cache
@member_required(Right.ANSWER)
def reviews(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the poor reviews the address asks for, and one of them opened."""
    pk = request.GET.get("pk", "")
    chosen = int(pk) if pk.isascii() and pk.isdecimal() and len(pk) < 19 else 0
    return page(request, asked_of(request), chosen)


def page(
    request: MemberRequest,
    asked: Asked,
    chosen: int,
    *,
    said: Said = NOTHING_SAID,
    draft: Draft | None = None,
) -> HttpResponse:
    """Show the page, or its middle alone."""
    at = timezone.now()
    entries = Paginator(answers.poor_reviews(request.shop, asked.shown, at=at), ON_A_PAGE).get_page(
        asked.page
    )
    listed = list(entries)
    if request.GET.get("pk") == "last":  # from the next page, by key
        listed.reverse()
    current = next((each for each in listed if each.pk == chosen), None) or _elsewhere(request, chosen)
    current = current or next(iter(listed), None)
    context = {
        "asked": asked,
        "query": asked.query(),
        "entries": entries,
        "filters": asked.query(page=None),
        "opened": _opened(request, asked, current, draft) if current else None,
        "tabs": _tabs(request, asked, at),
        "said": said,
    }
    template = "followups/reviews_body.html" if is_part(request) else "followups/reviews.html"
    return render(request, template, context)


def asked_of(request: MemberRequest) -> Asked:
    """Read the address; what makes no sense in it is left out."""
    shown = request.GET.get("show", "")
    known = shown in {each.value for each in Shown}
    return Asked(Shown(shown) if known else _usual(request), request.GET.get("page", "")[:6])


def _usual(request: MemberRequest) -> Shown:
    """Give what is shown at first: to whoever may agree, what waits for that."""
    waits = may(request.membership, Right.APPROVE) and answers.waiting(request.shop)
    return Shown.ASKED if waits else Shown.OPEN


def _tabs(request: MemberRequest, asked: Asked, at: datetime) -> list[Tab]:
    counted = answers.counts(request.shop, at=at)
    return [
        Tab(str(_NAMES[each]), asked.query(show=each.value, page=None), counted[each], each is asked.shown)
        for each in Shown
    ]


def _elsewhere(request: MemberRequest, chosen: int) -> Review | None:
    """Give a review the address names that stands under another tab."""
    if not chosen:
        return None
    found = reviews_visible_to(request.user).filter(shop=request.shop, pk=chosen)
    return found.select_related("order", "product", "public_answer__by", "public_answer__settled_by").first()


def _opened(request: MemberRequest, asked: Asked, review: Review, draft: Draft | None) -> Opened:
    answer: PublicAnswer | None = getattr(review, "public_answer", None)
    likely, wanted = answers.reason_of(review), request.GET.get("reason", "")
    reason = wanted if wanted in answers.templates() else likely
    todo = open_todos(request.shop).filter(review=review.pk).first()
    return Opened(
        review=review,
        answer=answer,
        reason=_title(likely),
        reasons=_reasons(asked, review, reason),
        templates=list(_wordings(asked, review, reason)),
        draft=draft or _draft(request, review, answer),
        talk=_talk(request, review, todo),
        todo=todo,
        may_agree=may(request.membership, Right.APPROVE),
    )


def _reasons(asked: Asked, review: Review, current: str) -> list[Choice]:
    return [
        Choice(_title(each), asked.query(pk=review.pk, reason=each), current=each == current)
        for each in answers.templates()
    ]


def _wordings(asked: Asked, review: Review, reason: str) -> Iterable[Choice]:
    for key, template in enumerate(answers.templates()[reason], start=1):
        text = answers.filled(template, review=review, shop=review.shop).text
        yield Choice(text, asked.query(pk=review.pk, reason=reason, template=template.key), str(key))


def _draft(request: MemberRequest, review: Review, answer: PublicAnswer | None) -> Draft:
    chosen = _template(request.GET.get("template", ""))
    if chosen is not None:
        return Draft(answers.filled(chosen, review=review, shop=request.shop).text, chosen.key)
    return Draft(answer.text, answer.template) if answer else Draft()


def _template(key: str) -> Template | None:
    return next((each for some in answers.templates().values() for each in some if each.key == key), None)


def _title(reason: str) -> str:
    known = {each.key: each for each in worklists.rules().reasons}
    return in_language(known[reason].title)


def _talk(request: MemberRequest, review: Review, todo: Todo | None) -> int | None:
    if todo is not None and todo.conversation_id:
        return todo.conversation_id
    buyer = review.order.buyer if review.order else None
    account = buyer.account if buyer else review.buyer_account
    found = chat.current_conversation(shop=request.shop, account=account) if account else None
    return found.pk if found else None
