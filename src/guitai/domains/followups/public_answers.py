"""Poor reviews and what is answered to them in public: what can be asked, and wordings to begin with (P7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.db.models import Count, Q, QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.followups.models import Listing, ListSetting
from guitai.domains.followups.models import PublicAnswer as PublicAnswer
from guitai.domains.followups.review_facts import with_text
from guitai.domains.followups.settings import figures_of
from guitai.domains.knowledge.filling import Filled, fill
from guitai.domains.trade.models import Review
from guitai.engines.worklists import ReviewFact, review_reason

State = PublicAnswer.State
LONGEST = 500

_FILE = Path(__file__).with_name("public_answers.yaml")


class Shown(StrEnum):
    """How far a poor review has come: to be answered, asked, sent back, to be put up, answered."""

    OPEN = "open"
    ASKED = "asked"
    REFUSED = "refused"
    AGREED = "agreed"
    ANSWERED = "answered"


@dataclass(frozen=True, slots=True)
class Template:
    """A wording to begin with; ``key`` is what the answer remembers of it."""

    key: str
    text: str


@cache
def templates() -> Mapping[str, tuple[Template, ...]]:
    """Give all wordings, by the reason of the review."""
    written: dict[str, list[str]] = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return {
        reason: tuple(Template(f"{reason}-{place}", text) for place, text in enumerate(texts, start=1))
        for reason, texts in written.items()
    }


def reason_of(review: Review) -> str:
    """Give the key of what a review most likely finds fault with."""
    fact = ReviewFact(number=review.number, stars=review.stars, at=review.at)
    return review_reason(with_text(fact, review.text, review.added))


def filled(template: Template, *, review: Review, shop: Shop) -> Filled:
    """Give a wording for a review; of the buyer and their order nothing is put into it."""
    product = review.product
    facts = {"店铺": shop.name, "商品": (product.short_name or product.title) if product else review.title}
    return fill(template.text, facts)


def answers_visible_to(person: Person) -> QuerySet[PublicAnswer]:
    """Give the public answers of the shops this person works in now."""
    return PublicAnswer.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def poor_reviews(shop: Shop, shown: Shown, *, at: datetime) -> QuerySet[Review]:
    """Give the poor reviews that came so far, the newest first, with what a row of them shows at hand.

    What is to be answered is as old as its list goes back; what somebody wrote an answer to is of any age.
    """
    return _poor(shop, at).filter(_how_far()[shown]).order_by("-at", "-pk")


def counts(shop: Shop, *, at: datetime) -> dict[Shown, int]:
    """Give how many poor reviews came how far."""
    found = _poor(shop, at).order_by()
    told = found.aggregate(**{shown.value: Count("pk", filter=only) for shown, only in _how_far().items()})
    return {shown: told[shown.value] for shown in Shown}


def waiting(shop: Shop) -> int:
    """Give how many answers wait for somebody who may agree to them."""
    return PublicAnswer.objects.filter(shop=shop, state=State.ASKED).count()


def _poor(shop: Shop, at: datetime) -> QuerySet[Review]:
    figures = figures_of(
        Listing.POOR_REVIEW, ListSetting.objects.filter(shop=shop, listing=Listing.POOR_REVIEW).first()
    )
    stars = range(1, figures["stars_at_most"] + 1)
    lately = Q(stars__in=stars, at__gt=at - timedelta(days=figures["oldest_days"]))
    related: tuple[Any, ...] = ("order", "product", "public_answer__by", "public_answer__settled_by")
    written = Q(pk__in=PublicAnswer.objects.filter(shop=shop).values("review"))
    return Review.objects.filter(lately | written, shop=shop).select_related(*related)


def _how_far() -> dict[Shown, Q]:
    answered = ~Q(reply="") | Q(public_answer__state=State.POSTED)
    return {
        Shown.OPEN: Q(reply="", public_answer=None),
        Shown.ASKED: Q(reply="", public_answer__state=State.ASKED),
        Shown.REFUSED: Q(reply="", public_answer__state=State.REFUSED),
        Shown.AGREED: Q(reply="", public_answer__state=State.AGREED),
        Shown.ANSWERED: answered,
    }
