"""What buyers ask again and again and no entry answers: the entry is written where the question stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from guitai.domains.accounts.queries import Right
from guitai.domains.catalog import queries as catalog
from guitai.domains.catalog.queries import Product
from guitai.domains.insight import answer_queries, answers
from guitai.domains.insight.answer_queries import KnowledgeGap
from guitai.domains.knowledge.drafts import EntryDraft
from guitai.kernel.errors import GuitaiError
from guitai.web.answers.findings import Done, answer_page, narrowed, page_of, products_of, settled, went_back
from guitai.web.members import MemberRequest, member_required


@dataclass(frozen=True, slots=True)
class Row:
    """A gap as the page shows it; ``typed`` is an answer that was refused."""

    gap: KnowledgeGap
    product: Product | None
    examples: Sequence[str]
    typed: str


@require_GET
@never_cache
@member_required(Right.EDIT_KNOWLEDGE)
def gaps(request: MemberRequest, shop_key: str) -> HttpResponse:
    """Show the questions without an entry, the most frequent first."""
    return _page(request)


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def answer(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Write the entry, with the wordings that are ticked."""
    gap = get_object_or_404(answer_queries.gaps_of(request.membership), pk=pk)
    ticked = [text for text in gap.examples if text in request.POST.getlist("question")]
    typed = request.POST.get("answer", "")
    product = catalog.by_ids(request.shop.pk, [gap.product] if gap.product else []).first()
    draft = EntryDraft(questions=tuple(ticked or gap.examples[:1]), answer=typed, product=product)
    try:
        answers.answer_gap(gap=gap, draft=draft, by=request.membership, at=timezone.now())
    except GuitaiError as refusal:
        if not request.htmx:
            raise
        return _page(request, problem=refusal.sentence, typed={pk: typed})
    return _go_on(request, settled(request, "gap-back", pk, gap.topic, dismissed=False))


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def dismiss(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Say that it needs no entry."""
    gap = get_object_or_404(answer_queries.gaps_of(request.membership), pk=pk)
    answers.dismiss(found=gap, by=request.membership, at=timezone.now())
    return _go_on(request, settled(request, "gap-back", pk, gap.topic, dismissed=True))


@require_POST
@member_required(Right.EDIT_KNOWLEDGE)
def back(request: MemberRequest, shop_key: str, pk: int) -> HttpResponse:
    """Take a decision back; an entry that was written goes."""
    gap = get_object_or_404(answer_queries.gaps_of(request.membership), pk=pk)
    answers.take_back(found=gap, by=request.membership, at=timezone.now())
    return _go_on(request, None)


def _go_on(request: MemberRequest, done: Done | None) -> HttpResponse:
    return went_back(request, "gaps") or _page(request, done=done)


def _page(
    request: MemberRequest,
    *,
    done: Done | None = None,
    problem: str = "",
    typed: Mapping[int, str] | None = None,
) -> HttpResponse:
    found, filters = narrowed(request, answer_queries.gaps_of(request.membership))
    page = page_of(request, found)
    products = products_of(request, found)
    rows = [
        Row(gap, products.get(gap.product or 0), gap.examples, (typed or {}).get(gap.pk, "")) for gap in page
    ]
    context: dict[str, Any] = {"rows": rows, "entries": page, "done": done, "problem": problem, **filters}
    return answer_page(request, "gaps", context)
