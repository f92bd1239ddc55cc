"""What helps to advise a buyer: their needs, the size, what goes with it, what else there is."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.chat import advising
from guitai.domains.chat import queries as chat
from guitai.domains.chat.advising import Advice
from guitai.domains.chat.queries import Conversation
from guitai.domains.trade import queries as trade
from guitai.engines.recommending.types import Language
from guitai.web.desk.panel import ORDERS_SHOWN, keys_spoken_of
from guitai.web.members import MemberRequest, member_required


@require_GET
@never_cache
@member_required()
def advice(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Show what helps in a conversation, as it stands now."""
    talk = get_object_or_404(chat.of_member(request.membership).select_related("buyer", "shop"), pk=pk)
    language, given = told_in(request), request.GET.get("product", "")
    chosen = int(given) if given.isdecimal() and len(given) < 19 else None
    found = advising.of_talk(talk, at=timezone.now(), product_id=chosen, language=language)
    about = {"talk": talk, "choices": _choices(talk), "chosen": chosen}
    return render(request, "desk/advice.html", shown(found, language) | about if found else {})


def _choices(talk: Conversation) -> list[Product]:
    wanted = keys_spoken_of(talk, trade.orders_of(talk.buyer)[:ORDERS_SHOWN])
    known = {product.pk: product for product in catalog.by_ids(talk.shop_id, wanted)}
    return [known[key] for key in wanted if key in known]


def told_in(request: MemberRequest) -> Language:
    """Give the language in which the engines explain themselves to the reader."""
    return "en" if request.user.language == "en" else "zh"


def shown(found: Advice, language: Language) -> dict[str, Any]:
    """Give the context of ``desk/advice.html``."""
    return {
        "advice": found,
        "few_left": catalog.stock_of(found.product) <= catalog.FEW_LEFT or not found.product.on_sale,
        "items": [
            {"title": item.need.title.told(language), "value": item.value, "ask": item.need.ask}
            for item in found.checklist.items
            if item.value is not None or item.need in found.checklist.missing
        ],
        "motives": [
            {"topic": each.topic_title.told(language), "title": each.title.told(language), "ask": each.ask}
            for each in found.motives
        ],
    }
