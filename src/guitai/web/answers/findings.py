"""What the pages of contradictions and of gaps share: filters in the address, the last look, undoing."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.insight import answer_queries, answers
from guitai.domains.insight.answer_queries import AnswerConflict, Finding, KnowledgeGap
from guitai.web.bodies import is_part
from guitai.web.members import MemberRequest, member_required

ON_A_PAGE = 20

Found = TypeVar("Found", AnswerConflict, KnowledgeGap)


@dataclass(frozen=True, slots=True)
class Done:
    """What was just decided, and where it is taken back."""

    said: str
    back: str


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def look(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Let the answers be looked through now."""
    answers.want_look(shop=request.shop, at=timezone.now())
    return redirect("gaps" if request.POST.get("page") == "gaps" else "conflicts", shop_key)


@require_GET
@never_cache
@member_required(Right.EDIT_KNOWLEDGE)
def look_live(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Give the part of the page that says when the answers were looked through."""
    return render(request, "answers/look.html", looked(request, tab=request.GET.get("tab", "")))


def looked(request: MemberRequest, *, tab: str) -> dict[str, Any]:
    """Give what says when the answers were looked through, and whether they are now."""
    told = answer_queries.last_look(request.shop)
    return {"look": told, "is_looking": answer_queries.is_looking(told, at=timezone.now()), "tab": tab}


def narrowed(request: MemberRequest, found: QuerySet[Found]) -> tuple[QuerySet[Found], dict[str, Any]]:
    """Give the findings the address asks for, and what the filters show.

    The address may name ``state`` and ``product`` (its key); a filter that makes no sense is left out.
    """
    state = request.GET.get("state", Finding.OPEN)
    state = state if state in Finding.values else Finding.OPEN
    products = products_of(request, found.filter(state=state))
    given = request.GET.get("product", "")
    product = int(given) if given.isdecimal() and len(given) < 19 else None
    chosen = found.filter(state=state)
    if product in products:
        chosen = chosen.filter(product=product)
    shown = {"state": state, "states": Finding.choices, "products": products.values(), "product": product}
    return chosen, shown


def products_of(request: MemberRequest, found: QuerySet[Found]) -> Mapping[int, Product]:
    """Give the products findings are about, by their keys."""
    keys = found.exclude(product=None).order_by("product").values_list("product", flat=True).distinct()
    return {each.pk: each for each in catalog.by_ids(request.shop.pk, [key for key in keys if key])}


def page_of(request: MemberRequest, found: QuerySet[Found]) -> Page[Found]:
    """Give the page of a list the address asks for."""
    return Paginator(found, ON_A_PAGE).get_page(request.GET.get("page"))


def answer_page(request: MemberRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """Show a page of findings, or the part of it that changes.

    :param name: of the page and its address, ``conflicts`` or ``gaps``.
    """
    filters = request.GET.copy()
    filters.pop("page", None)
    here = reverse(name, args=[request.shop.key])
    context |= {
        **looked(request, tab=name),
        "here": here,
        "query": filters.urlencode(),
        "address": request.GET.urlencode(),
    }
    return render(
        request, f"answers/{name}_body.html" if is_part(request) else f"answers/{name}.html", context
    )


def went_back(request: MemberRequest, name: str) -> HttpResponse | None:
    """Lead a page without scripts back to its list; nothing for one with scripts, which gets its part."""
    if request.htmx:
        return None
    return redirect(f"{reverse(name, args=[request.shop.key])}?{request.GET.urlencode()}")


def settled(request: MemberRequest, name: str, pk: int, topic: str, *, dismissed: bool) -> Done:
    """Say what was decided, and where it is taken back."""
    said = _("“%(topic)s” was put aside.") if dismissed else _("“%(topic)s” is settled.")
    return Done(said % {"topic": topic}, reverse(name, args=[request.shop.key, pk]))
