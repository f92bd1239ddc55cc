"""What the desk asks the lead for a buyer: a fact nobody knows; and that the buyer was told the answer."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.chat import queries as chat
from guitai.domains.chat.queries import Conversation
from guitai.domains.chat.suggesting import asked_in
from guitai.domains.knowledge import asking, asking_queries
from guitai.domains.knowledge.asking import LONGEST_QUESTION, Wanted
from guitai.kernel.text import shorten
from guitai.web.bodies import body_of
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import text_in, whole

_LONGEST = 1000  # what is longer than allowed is refused with a sentence, not cut


@require_GET
@never_cache
@member_required(Right.ANSWER)
def prepared(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give what would be asked for a conversation's buyer: their last question and the product in view."""
    question, product = asked_in(_talk(request, pk))
    shown = {"id": product.pk, "title": str(product)} if product else None
    return JsonResponse({"question": shorten(question, LONGEST_QUESTION), "product": shown})


@require_POST
@member_required(Right.ANSWER)
def ask(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Put a question to the lead for a conversation's buyer; the desks are told over their sockets."""
    talk, sent = _talk(request, pk), body_of(request)
    wanted = Wanted(
        question=text_in(sent, "question", _LONGEST),
        note=text_in(sent, "note"),
        product=_product(request, sent.get("product")),
        conversation=talk.pk,
        buyer=talk.buyer_id,
        buyer_name=talk.buyer.display_name,
    )
    waiter = asking.ask_question(by=request.membership, wanted=wanted, at=timezone.now())
    return JsonResponse({"question": waiter.question_id, "waiter": waiter.pk})


@require_POST
@member_required(Right.ANSWER)
def withdraw(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take back what one asked for a buyer."""
    get_object_or_404(asking_queries.waiters_visible_to(request.user), pk=pk, question__shop=request.shop)
    asking.withdraw_question(waiter_id=pk, by=request.membership, at=timezone.now())
    return JsonResponse({})


@require_POST
@member_required(Right.ANSWER)
def told(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Note that a buyer knows the answer, or need not hear it any more."""
    get_object_or_404(asking_queries.waiters_visible_to(request.user), pk=pk, question__shop=request.shop)
    asking.mark_told(waiter_id=pk, by=request.membership, at=timezone.now())
    return JsonResponse({})


def _talk(request: MemberRequest, pk: int) -> Conversation:
    return get_object_or_404(chat.of_member(request.membership).select_related("buyer", "product"), pk=pk)


def _product(request: MemberRequest, given: object) -> Product | None:
    key = whole(given)
    return catalog.by_ids(request.shop.pk, [key]).first() if key else None
