"""A buyer's case beside their talk: opened with two keys, then led on by digits."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales import queries
from guitai.domains.aftersales.actions import cases as deeds
from guitai.domains.aftersales.actions.from_talk import file_sent
from guitai.domains.aftersales.actions.reaching import note_attempt
from guitai.domains.aftersales.errors import CaseRefusedError
from guitai.domains.aftersales.proposing import not_filed
from guitai.domains.aftersales.queries import Case, CaseAttempt
from guitai.domains.aftersales.showing import shown
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.kernel.errors import GuitaiError
from guitai.kernel.money import Money
from guitai.web.bodies import key_of
from guitai.web.cases.page import CLOCKS
from guitai.web.cases.rows import TURNS
from guitai.web.desk.case_opening import form_of, opened
from guitai.web.followups.telling import due_in_words
from guitai.web.members import MemberRequest, member_required

_MOST = 6  # of a buyer's cases, the last
Deed = Callable[[Case], object]


@require_http_methods(["GET", "POST"])
@never_cache
@member_required(Right.ANSWER)
def case(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show the buyer's case (``number``, else the last that runs) or the form for one (``new``); open one."""
    talk, at = _talk(request, pk), timezone.now()
    if request.method == "GET":
        return _form(request, talk) if "new" in request.GET else _shown(request, talk, _asked(request))
    try:
        number = opened(request, talk, at=at).number
    except GuitaiError as refusal:
        return _form(request, talk, trouble=refusal.sentence, there=refusal.facts.get("number"))
    return _shown(request, talk, number)


@require_POST
@member_required(Right.ANSWER)
def answer(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Answer the step that was looked at: ``step``, ``answer``, ``note``, ``amount``, and the ``talk``."""
    posted = request.POST

    def deed(about: Case) -> object:
        given = deeds.Given(posted.get("note", ""), _amount(posted.get("amount", "")))
        return deeds.answer(
            case_id=about.pk,
            answer=posted.get("answer", ""),
            step=posted.get("step", ""),
            given=given,
            by=request.membership,
            at=timezone.now(),
        )

    return _done(request, number, deed)


@require_POST
@member_required(Right.ANSWER)
def back(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Take the last answer back."""
    by, at = request.membership, timezone.now()
    return _done(request, number, lambda about: deeds.step_back(case_id=about.pk, by=by, at=at))


@require_POST
@member_required(Right.ANSWER)
def attempt(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """Keep a try to reach the buyer: ``way``, ``reached``, ``note``."""
    posted = request.POST

    def deed(about: Case) -> object:
        return note_attempt(
            case_id=about.pk,
            way=posted.get("way", ""),
            was_reached=posted.get("reached") == "yes",
            note=posted.get("note", ""),
            by=request.membership,
            at=timezone.now(),
        )

    return _done(request, number, deed)


@require_POST
@member_required(Right.ANSWER)
def pictures(request: MemberRequest, shop_key: str, number: int) -> HttpResponse:
    """File the pictures the buyer has sent since."""
    by, at = request.membership, timezone.now()

    def deed(about: Case) -> object:
        messages = [each.message for each in not_filed(about, _posted_talk(request), at=at)]
        return file_sent(case_id=about.pk, messages=messages, by=by, at=at)

    return _done(request, number, deed)


def _done(request: MemberRequest, number: int, deed: Deed) -> HttpResponse:
    talk = _posted_talk(request)
    about = get_object_or_404(queries.cases_of_buyer(talk.buyer_id, shop=request.shop), number=number)
    try:
        deed(about)
    except GuitaiError as refusal:
        field, chosen = refusal.facts.get("field", ""), request.POST.get("answer", "")
        return _shown(request, talk, number, trouble=refusal.sentence, field=field, chosen=chosen)
    return _shown(request, talk, number)


def _talk(request: MemberRequest, pk: int) -> Conversation:
    own = chat.of_member(request.membership).select_related("shop", "buyer", "product")
    return get_object_or_404(own, pk=pk)


def _posted_talk(request: MemberRequest) -> Conversation:
    """Give the talk the card stands beside."""
    return _talk(request, key_of(request.POST.get("talk", "")))


def _asked(request: MemberRequest) -> int | None:
    given = request.GET.get("number", "")
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def _amount(written: str) -> Money | None:
    if not written.strip():
        return None
    try:
        return Money.parse(written)
    except ValueError:
        raise CaseRefusedError(_("Write the amount in yuan, for example 20.00."), field="amount") from None


def _form(request: MemberRequest, talk: Conversation, **said: Any) -> HttpResponse:
    given = request.POST if request.method == "POST" else request.GET
    about = form_of(talk, given, at=timezone.now())
    return render(request, "desk/case_form.html", {"talk": talk} | about | said)


def _shown(request: MemberRequest, talk: Conversation, number: int | None, **said: Any) -> HttpResponse:
    at = timezone.now()
    known = list(queries.cases_of_buyer(talk.buyer_id, shop=request.shop)[:_MOST])
    about = _chosen(known, number)
    told = shown(about, get_language() or "", by=request.membership) if about else None
    context = {
        "talk": talk,
        "shown": told,
        "others": [each for each in known if each != about],
        "turn": TURNS[told.who] if told and told.who else "",
        "clock": CLOCKS[told.clock] if told and told.clock else "",
        "due": due_in_words(told.due, at=at) if told and told.due else None,
        "wants_note": told is not None and any(each.wants for each in told.answers),
        "wants_amount": told is not None and any(each.amount for each in told.answers),
        "filed": about.pictures.filter(removed_at=None).count() if about else 0,
        "unfiled": _unfiled(about, talk, at),
        "ways": CaseAttempt.Way,
        "attempts": list(about.attempts.all()) if about else [],
        # Whoever pressed goes on by keys; what is being typed outlives a card that is drawn anew.
        "pressed": request.method == "POST",
        "typed": request.POST if said else {},
    }
    return render(request, "desk/case.html", context | said)


def _chosen(known: list[Case], number: int | None) -> Case | None:
    """Give the case that was asked for, else the last that runs."""
    asked = next((each for each in known if each.number == number), None)
    return asked or next((each for each in known if each.state == Case.State.RUNNING), None)


def _unfiled(about: Case | None, talk: Conversation, at: Any) -> int:
    runs = about is not None and about.state == Case.State.RUNNING
    return len(not_filed(about, talk, at=at)) if about is not None and runs else 0
