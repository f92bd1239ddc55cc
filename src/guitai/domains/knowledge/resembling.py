"""The entries that come nearest to a question."""

from datetime import date

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.knowledge.entry_queries import entries_to_edit
from guitai.domains.knowledge.indexes import index_of, key_of
from guitai.domains.knowledge.models import Entry
from guitai.domains.knowledge.outcomes import Kind

_LOOKED_AT = 20  # of what is found some is a phrase, or a fact


def entries_like(
    shop: Shop, question: str, *, product: Product | None, on: date, limit: int = 3
) -> list[Entry]:
    """Give the entries in force that come nearest to a question of a product, best first.

    None while what the shop knows is made ready for searching for the first time.
    """
    index = index_of(shop, on=on)
    if index is None or not question.strip():
        return []
    hits = index.search(question, product=product.code if product else "", top=_LOOKED_AT)
    prefix = key_of(Kind.ENTRY, 0)[:-1]
    keys = [int(hit.id.removeprefix(prefix)) for hit in hits if hit.id.startswith(prefix)]
    found = {entry.pk: entry for entry in entries_to_edit(shop, on=on).filter(pk__in=keys)}
    near = [found[key] for key in keys if key in found]
    return [entry for entry in near if entry.product_id in {None, product.pk if product else None}][:limit]
