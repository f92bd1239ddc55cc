"""The best answers to what a buyer asks, above the composer."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.chat import queries as chat
from guitai.domains.chat import suggesting
from guitai.web.members import MemberRequest, member_required

_LONGEST = 300


@require_GET
@never_cache
@member_required(Right.ANSWER)
def suggestions(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Give the three best answers to what the buyer wrote since the last one, or to what was typed."""
    talk = get_object_or_404(chat.of_member(request.membership).select_related("buyer", "product"), pk=pk)
    typed = request.GET.get("q", "")[:_LONGEST]
    suggested = suggesting.for_conversation(talk, by=request.membership, at=timezone.now(), typed=typed)
    return JsonResponse(suggesting.shape(suggested))
