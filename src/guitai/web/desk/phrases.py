"""Quick phrases as the desk offers them: filled for the conversation at hand."""

import re
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from guitai.domains.chat import queries
from guitai.domains.knowledge import queries as knowledge
from guitai.domains.knowledge.queries import ReadyPhrase
from guitai.domains.trade import queries as trade
from guitai.web.members import MemberRequest, member_required


@require_GET
@member_required()
def phrases(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the phrases meant by what was typed, best first; all of them when nothing was."""
    facts = _facts(request, request.GET.get("conversation", ""))
    found = knowledge.phrases_for(request.membership, q=request.GET.get("q", "")[:60], facts=facts)
    return JsonResponse({"phrases": [_shape(phrase, shop_key) for phrase in found]})


def _facts(request: MemberRequest, conversation_id: str) -> dict[str, str]:
    agent = request.membership.nickname
    known = {"客服": agent, "店铺": request.shop.name}
    if not re.fullmatch("[0-9]{1,18}", conversation_id):
        return known
    talk = (
        queries.of_member(request.membership)
        .select_related("product")
        .filter(pk=int(conversation_id))
        .first()
    )
    if talk is None:
        return known
    order = trade.order_spoken_of(talk.buyer, product=talk.product)
    return trade.buyer_facts(talk.buyer, shop=request.shop, agent=agent, order=order, product=talk.product)


def _shape(phrase: ReadyPhrase, shop_key: str) -> dict[str, Any]:
    picture = reverse("desk-picture", args=[shop_key, phrase.picture_id]) if phrase.picture_id else None
    return {
        "id": phrase.id,
        "title": phrase.title,
        "text": phrase.text,
        "filled": phrase.filled,
        "missing": phrase.missing,
        "folder": phrase.folder,
        "scope": phrase.scope,
        "code": phrase.code,
        "picture": picture,
        "picture_id": phrase.picture_id,
    }
