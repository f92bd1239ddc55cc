"""The draft: checked while it is written, let go or held when it is to be copied, put to the lead."""

from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import beside, shapes
from guitai.domains.guard import actions as guard_actions
from guitai.domains.guard import queries as guard
from guitai.domains.knowledge.outcomes import Offered
from guitai.engines.rulebook.types import Language
from guitai.web.bodies import body_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import numbers_in, talk_in, text_in, words_in

_LONGEST_NOTE = 300


@require_POST
@member_required(Right.ANSWER)
def check(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say what is found in a draft; nothing is kept."""
    sent = body_of(request)
    verdict = beside.check(
        talk_in(request, sent), text=text_in(sent), at=timezone.now(), language=_language(request)
    )
    return JsonResponse(shapes.verdict(verdict))


@require_POST
@member_required(Right.ANSWER)
def copied(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Say whether a draft may be copied; what leaves is kept, what is held too."""
    sent = body_of(request)
    answer = beside.copy(
        talk_in(request, sent),
        text=text_in(sent),
        at=timezone.now(),
        confirmed=words_in(sent, "confirmed"),
        phrase_ids=numbers_in(sent, "phrases"),
        offered=Offered.listed(sent.get("suggested")),
        language=_language(request),
    )
    return JsonResponse(
        {"copied": answer.leaves, "text": answer.text, "verdict": shapes.verdict(answer.verdict)}
    )


@require_POST
@member_required(Right.ANSWER)
def ask(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Put a draft to the lead; give all that waits for an answer or got one today."""
    sent = body_of(request)
    beside.ask_lead(
        talk_in(request, sent),
        text=text_in(sent),
        note=text_in(sent, "note", _LONGEST_NOTE),
        phrase_ids=numbers_in(sent, "phrases"),
        at=timezone.now(),
    )
    return _asked(request)


@require_GET
@never_cache
@member_required(Right.ANSWER)
def asked(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what one asked the lead from here."""
    return _asked(request)


@require_POST
@member_required(Right.ANSWER)
def withdraw(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back what one asked; give what is left."""
    if guard.approval_of(shop_id=request.shop.pk, approval_id=pk) is None:
        raise Http404
    guard_actions.withdraw(approval_id=pk, shop_id=request.shop.pk, by=request.membership, at=timezone.now())
    return _asked(request)


def _asked(request: MemberRequest) -> HttpResponse:
    return JsonResponse({"asked": beside.asked_by(request.membership, at=timezone.now())})


def _language(request: MemberRequest) -> Language:
    return "en" if request.user.language == "en" else "zh"
