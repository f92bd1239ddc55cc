"""The best answers to what a buyer asks: entries, quick phrases and facts of the product, filled in (S1)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from django.db.models import Q, QuerySet

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product, ProductFact
from guitai.domains.knowledge.entry_queries import in_force
from guitai.domains.knowledge.filling import fill
from guitai.domains.knowledge.indexes import index_of, key_of
from guitai.domains.knowledge.models import Entry, QuickPhrase
from guitai.domains.knowledge.outcomes import Kind
from guitai.domains.knowledge.queries import offered_to
from guitai.engines.retrieval import SILENT_BELOW, Hit
from guitai.kernel.days import business_day
from guitai.kernel.text import fold

# Of what is found some is another product's, or the phrase of somebody else.
_LOOKED_AT = 40
# So few rows are read by their keys; of more, SQLite would look through all entries of the shop.
_AT_ONCE = 6
# The code of no product: to the engine, none in view is every one.
_NO_PRODUCT = "\0"

Row: TypeAlias = Entry | QuickPhrase | ProductFact


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """An answer as it may be sent: filled with what is known, naming what is not.

    ``title`` is the question that matched, the phrase's title or the fact's name; ``product`` the name of the
    product it is about, empty for the whole shop; ``score`` goes from 0 to 1.
    """

    kind: Kind
    id: int
    title: str
    text: str
    missing: tuple[str, ...] = ()
    score: float
    product: str = ""
    is_weakness: bool = False


def suggest(
    membership: Membership,
    text: str,
    *,
    product: Product | None,
    facts: Mapping[str, str],
    at: datetime,
    top: int = 3,
) -> list[Suggestion]:
    """Give the best answers a member may send to what was asked, best first; none where nothing fits well.

    :param product: the one in view; what is known of others is left out.
    :param facts: what is known of buyer, order and product, by the names of the slots.
    """
    index = index_of(membership.shop, on=business_day(at))
    if index is None or not text.strip():
        return []
    code = product.code if product else _NO_PRODUCT
    hits = index.search(text, product=code, top=_LOOKED_AT, least=SILENT_BELOW)
    kept: dict[str, Suggestion] = {}  # by what they say: the same is not said twice
    for start in range(0, len(hits), _AT_ONCE):
        some = hits[start : start + _AT_ONCE]
        rows = _rows_behind(some, membership, product, at)
        for one in (_suggestion(hit, rows[hit.id], facts) for hit in some if hit.id in rows):
            kept.setdefault(fold(one.text), one)
        if len(kept) >= top:
            break
    return list(kept.values())[:top]


def is_preparing(shop: Shop, *, at: datetime) -> bool:
    """Say whether what the shop knows is still made ready for its first question in this process."""
    return index_of(shop, on=business_day(at)) is None


def _rows_behind(
    hits: Iterable[Hit], membership: Membership, product: Product | None, at: datetime
) -> dict[str, Row]:
    """Give the rows, as they are now, that this member may use for this product; an index may be old."""
    wanted: defaultdict[str, list[int]] = defaultdict(list)
    for hit in hits:
        kind, _colon, key = hit.id.partition(":")
        wanted[kind].append(int(key))
    of_product = Q(product=None) | Q(product=product)
    entries = in_force(membership.shop, on=business_day(at)).filter(of_product).select_related("product")
    doors: dict[Kind, QuerySet[Any]] = {
        Kind.ENTRY: entries,
        Kind.PHRASE: offered_to(membership),
        Kind.FACT: ProductFact.objects.filter(product=product).select_related("product"),
    }
    return {
        key_of(kind, row.pk): row
        for kind, door in doors.items()
        if (keys := wanted[kind])
        for row in door.filter(pk__in=keys)
    }


def _suggestion(hit: Hit, row: Row, facts: Mapping[str, str]) -> Suggestion:
    match row:
        case Entry():
            filled = fill(row.answer, facts)
            return Suggestion(
                kind=Kind.ENTRY,
                id=row.pk,
                title=hit.question,
                text=filled.text,
                missing=filled.missing,
                score=hit.score,
                product=str(row.product) if row.product else "",
                is_weakness=row.is_weakness,
            )
        case QuickPhrase():
            filled = fill(row.text, facts)
            return Suggestion(
                kind=Kind.PHRASE,
                id=row.pk,
                title=row.title,
                text=filled.text,
                missing=filled.missing,
                score=hit.score,
            )
        case ProductFact():
            return Suggestion(
                kind=Kind.FACT,
                id=row.pk,
                title=row.name,
                text=row.value,
                score=hit.score,
                product=str(row.product),
                is_weakness=row.is_weakness,
            )
