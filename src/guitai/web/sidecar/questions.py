"""Facts nobody knows, asked for a buyer one talks with in another program; and the lead's answers to them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.knowledge import asking, asking_queries
from guitai.domains.knowledge.asking import Wanted
from guitai.web.bodies import body_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in, text_in

_LONGEST = 1000  # what is longer than allowed is refused with a sentence, not cut


@require_GET
@never_cache
@member_required(Right.ANSWER)
def questions(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give what one asked from here and has not told the buyer yet."""
    return _questions(request)


@require_POST
@member_required(Right.ANSWER)
def ask(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Put a question to the lead for the buyer one talks with; give all that wait."""
    sent = body_of(request)
    talk = talk_in(request, sent)
    wanted = Wanted(
        question=text_in(sent, "question", _LONGEST),
        note=text_in(sent, "note"),
        product=talk.product,
        buyer=talk.buyer.pk if talk.buyer else None,
        buyer_name=talk.buyer.display_name if talk.buyer else "",
    )
    asking.ask_question(by=request.membership, wanted=wanted, at=timezone.now())
    return _questions(request)


@require_POST
@member_required(Right.ANSWER)
def withdraw(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back what one asked; give what is left."""
    get_object_or_404(asking_queries.waiters_visible_to(request.user), pk=pk, question__shop=request.shop)
    asking.withdraw_question(waiter_id=pk, by=request.membership, at=timezone.now())
    return _questions(request)


@require_POST
@member_required(Right.ANSWER)
def told(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Note that the buyer was told; give what is left."""
    get_object_or_404(asking_queries.waiters_visible_to(request.user), pk=pk, question__shop=request.shop)
    asking.mark_told(waiter_id=pk, by=request.membership, at=timezone.now())
    return _questions(request)


def _questions(request: MemberRequest) -> HttpResponse:
    return JsonResponse({"questions": asking_queries.beside(request.membership, at=timezone.now())})
