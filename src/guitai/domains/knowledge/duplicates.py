"""Entries of one product that answer the same question."""

from itertools import groupby

from django.core.cache import cache
from django.db.models import Count, F, Max

from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge.entry_models import Entry, EntryWording
from guitai.domains.knowledge.likeness import Alike, alike

_KEPT_SECONDS = 24 * 3600


def duplicates_in(shop: Shop) -> list[Alike[int]]:
    """Give the keys of entries in use that ask the same or nearly so, those most alike first.

    Looked for anew only when an entry changed: among 20,000 of the whole shop it takes seconds.
    """
    version = Entry.objects.filter(shop=shop).aggregate(count=Count("pk"), last=Max("updated_at"))
    name = f"knowledge.duplicates.{shop.pk}"
    kept: tuple[object, list[Alike[int]]] | None = cache.get(name)
    if kept is None or kept[0] != version:
        kept = version, _found(shop)
        cache.set(name, kept, _KEPT_SECONDS)
    return kept[1]


def _found(shop: Shop) -> list[Alike[int]]:
    asked = (
        EntryWording.objects.filter(entry__shop=shop, entry__retired_at=None)
        .order_by(F("entry__product").asc(nulls_first=True), "entry", "position", "pk")
        .values_list("entry__product", "entry", "text")
    )
    groups = [
        group
        for _product, rows in groupby(asked.iterator(), key=lambda row: row[0])
        for group in alike((entry, text) for _same, entry, text in rows)
    ]
    return sorted(groups, key=lambda group: -group.likeness)
