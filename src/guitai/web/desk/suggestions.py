"""The best answers to what a buyer asks, above the composer."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.chat import suggesting
from guitai.web.desk.dispatching import asked_at_desk, with_order_first
from guitai.web.members import MemberRequest, member_required

_LONGEST = 300


@require_GET
@never_cache
@member_required(Right.ANSWER)
def suggestions(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give the three best answers to what the buyer wrote since the last one, or to what was typed.

    If they ask how far their order is, that comes first.
    """
    talk = get_object_or_404(chat.of_member(request.membership).select_related("buyer", "product"), pk=pk)
    typed = request.GET.get("q", "")[:_LONGEST]
    at = timezone.now()
    suggested = suggesting.for_conversation(talk, by=request.membership, at=at, typed=typed)
    return JsonResponse(with_order_first(suggested, *asked_at_desk(talk, typed=typed, at=at)))
