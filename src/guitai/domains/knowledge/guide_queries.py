"""What can be asked about guides."""

from typing import Any

from django.db.models import Count, QuerySet

from guitai.common.models import Picture
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.knowledge.models import Guide as Guide
from guitai.domains.knowledge.models import GuideStep
from guitai.domains.knowledge.ranking import Searchable, Wanted, nearly, rank
from guitai.domains.knowledge.spelling import initials_of, pinyin_of
from guitai.kernel.text import fold


def guides_visible_to(person: Person) -> QuerySet[Guide]:
    """Give the guides of the shops this person works in now, retired ones too."""
    return Guide.objects.filter(shop__in=accounts.memberships_of(person).order_by().values("shop"))


def steps_visible_to(person: Person) -> QuerySet[GuideStep]:
    """Give the steps of the guides this person may see."""
    return GuideStep.objects.filter(guide__in=guides_visible_to(person))


def guides_of(shop: Shop, *, q: str = "", retired: bool = False) -> list[Guide]:
    """Give a shop's guides in order with steps and ``pictures`` counted, or best first for what was typed.

    They are found by code, title, the initials of its pinyin, its sound and any word of their steps.
    """
    found = Guide.objects.filter(shop=shop, retired_at__isnull=not retired)
    # Said here: where rows are counted, the table's own order does not hold.
    counted = found.annotate(pictures=Count("steps__picture")).order_by("position", "pk")
    guides: list[Guide] = list(counted.prefetch_related("steps__picture"))
    wanted = Wanted.of(q)
    if not wanted.text:
        return guides
    searchable = [(guide, _searchable(guide)) for guide in guides]
    ranked = [(place, guide) for guide, forms in searchable if (place := rank(forms, wanted)) is not None]
    if ranked:
        return [guide for _place, guide in sorted(ranked, key=lambda found: found[0])]
    return [guide for guide, forms in searchable if nearly(forms, wanted)]


def offered_to(membership: Membership, q: str = "") -> list[Guide]:
    """Give the guides in use a member may send, in order, or best first for what was typed."""
    return guides_of(membership.shop, q=q)


def guide_card(*, shop_id: int, guide_id: int, step: int) -> tuple[dict[str, Any], Picture | None] | None:
    """Give one step of a guide in use as a card, and its picture; nothing if there is no such step.

    :param step: the first is 1.
    """
    guide = Guide.objects.filter(pk=guide_id, shop=shop_id, retired_at=None).first()
    steps = list(guide.steps.select_related("picture")) if guide else []
    if guide is None or not 0 < step <= len(steps):
        return None
    shown = steps[step - 1]
    card = {"guide": guide.pk, "step": step, "of": len(steps), "title": guide.title, "text": shown.text}
    return card, shown.picture


def _searchable(guide: Guide) -> Searchable:
    title = fold(guide.title)
    said = " ".join(fold(step.text) for step in guide.steps.all())
    return Searchable(
        code=fold(guide.code),
        title=title,
        words=f"{title} {said}",
        initials=initials_of(guide.title),
        pinyin=pinyin_of(guide.title),
    )
