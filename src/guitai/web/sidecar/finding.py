"""Quick phrases, product facts and steps of guides for what an agent typed, to be put into the draft."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.chat.beside import Talk
from guitai.domains.chat.suggesting import facts_of
from guitai.domains.knowledge import guide_queries
from guitai.domains.knowledge import queries as knowledge
from guitai.kernel.text import fold
from guitai.web.members import MemberRequest, member_required
from guitai.web.sidecar.asking import talk_in

_PHRASES = 20
_PRODUCTS = 6
_FACTS = 30
_GUIDES = 3


@require_GET
@member_required(Right.ANSWER)
def find(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give phrases, facts of products, products, and guides that are named; without words, some of them."""
    talk = talk_in(request, request.GET.dict())
    q = request.GET.get("q", "")[:60]
    products, words = _products(talk, q)
    return JsonResponse(
        {
            "phrases": _phrases(request, talk, q),
            "facts": _facts(products, words),
            "guides": _guides(request, q),
            "products": catalog.products_matching(shop_id=request.shop.pk, text=q, limit=_PRODUCTS),
        }
    )


def _phrases(request: MemberRequest, talk: Talk, q: str) -> list[dict[str, Any]]:
    found = knowledge.phrases_for(request.membership, q=q, facts=facts_of(talk), limit=_PHRASES)
    return [
        {"id": phrase.id, "title": phrase.title, "filled": phrase.filled, "code": phrase.code}
        for phrase in found
    ]


def _guides(request: MemberRequest, q: str) -> list[dict[str, Any]]:
    """Give the guides that are named; their steps go into the draft one by one."""
    found = guide_queries.offered_to(request.membership, q)[:_GUIDES] if q.strip() else []
    return [
        {"id": guide.pk, "title": guide.title, "steps": [step.text for step in guide.steps.all()]}
        for guide in found
    ]


def _products(talk: Talk, q: str) -> tuple[list[Product], list[str]]:
    """Give the products whose facts are meant, and the words their facts are looked through for.

    The product at hand, else those of the order; or those the first words name: 衬衫 材质.
    """
    words = fold(q).split()
    shop_id = talk.by.shop_id
    at_hand = [talk.product.pk] if talk.product else []
    if talk.order and not at_hand:
        at_hand = [line.product_id for line in talk.order.lines.all() if line.product_id]
    for named in range(len(words) - 1, 0, -1):
        rows = catalog.products_matching(shop_id=shop_id, text=" ".join(words[:named]), limit=_PRODUCTS)
        if rows:
            return _with_facts(shop_id, [row["id"] for row in rows]), words[named:]
    return _with_facts(shop_id, at_hand), words


def _with_facts(shop_id: int, keys: list[int]) -> list[Product]:
    found = {product.pk: product for product in catalog.with_details(catalog.by_ids(shop_id, keys))}
    return [found[key] for key in dict.fromkeys(keys) if key in found]


def _facts(products: list[Product], words: list[str]) -> list[dict[str, Any]]:
    return [
        {
            "id": fact.pk,
            "name": fact.name,
            "value": fact.value,
            "is_weakness": fact.is_weakness,
            "product": product.short_name or product.title,
        }
        for product in products
        for fact in product.facts.all()
        if all(word in fold(f"{fact.name} {fact.value}") for word in words)
    ][:_FACTS]
