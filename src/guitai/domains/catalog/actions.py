"""Put products, their kinds, size charts and facts into a shop's range; the same twice changes nothing."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from guitai.common.changes import Changes
from guitai.common.journal import Journal
from guitai.common.tallies import Tally
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.drafts import FactDraft, ProductDraft, SizeDraft, SkuDraft
from guitai.domains.catalog.models import Product, ProductFact, Sku
from guitai.domains.catalog.pairing import pair as pair
from guitai.domains.catalog.pairing import unpair as unpair
from guitai.domains.catalog.terms import MOST_MATCH_DAYS as MOST_MATCH_DAYS
from guitai.domains.catalog.terms import change_terms as change_terms
from guitai.domains.catalog.terms import retire_activity as retire_activity
from guitai.domains.catalog.terms import save_activity as save_activity

_PRODUCT_FIELDS = ("title", "short_name", "category", "price_fen", "on_sale", "rating", "link", "picture_url")


@transaction.atomic
def put_products(
    *, shop: Shop, products: Sequence[ProductDraft], at: datetime, journal: Journal | None = None
) -> Tally:
    """Add products, or change those with the same code in what the drafts name."""
    known = _products(shop, (draft.code for draft in products))
    tally, changes = Tally(), Changes(Product, journal)
    for draft in products:
        product = known.get(draft.code)
        named = {name: value for name in _PRODUCT_FIELDS if (value := getattr(draft, name)) is not None}
        if product is None:
            product = known[draft.code] = Product(shop=shop, code=draft.code, updated_at=at, price_fen=0)
            changes.add(product, named)
            tally.added += 1
        elif changes.change(product, named):
            changes.change(product, {"updated_at": at})
            tally.updated += 1
        else:
            tally.unchanged += 1
    changes.write()
    return tally


@transaction.atomic
def put_skus(*, shop: Shop, skus: Sequence[SkuDraft], journal: Journal | None = None) -> Tally:
    """Add or change the kinds of known products; the caller keeps unknown products out."""
    products = _products(shop, (draft.product_code for draft in skus))
    rows = Sku.objects.filter(product__in=[product.pk for product in products.values()])
    known = {(sku.product_id, sku.code): sku for sku in rows}
    tally, changes = Tally(), Changes(Sku, journal)
    for draft in skus:
        product = products[draft.product_code]
        named: dict[str, Any] = {"properties": draft.properties}
        if draft.price_fen is not None:
            named["price_fen"] = draft.price_fen
        if draft.stock is not None:
            named["stock"] = draft.stock
        sku = known.get((product.pk, draft.code))
        if sku is None:
            sku = Sku(product=product, code=draft.code, price_fen=product.price_fen, stock=0)
            known[product.pk, draft.code] = sku
            changes.add(sku, named)
            tally.added += 1
        elif changes.change(sku, named):
            tally.updated += 1
        else:
            tally.unchanged += 1
    changes.write()
    return tally


@transaction.atomic
def put_sizes(*, shop: Shop, sizes: Sequence[SizeDraft], journal: Journal | None = None) -> Tally:
    """Add or change rows of the size charts of known products."""
    products = _products(shop, (draft.product_code for draft in sizes))
    charts = {code: list(product.size_chart.get("sizes", ())) for code, product in products.items()}
    tally, changes = Tally(), Changes(Product, journal)
    for draft in sizes:
        rows: list[dict[str, Any]] = charts[draft.product_code]
        row = {"size": draft.size} | {name: list(span) for name, span in draft.ranges.items()}
        place = next((place for place, known in enumerate(rows) if known["size"] == draft.size), None)
        if place is None:
            rows.append(row)
            tally.added += 1
        elif rows[place] != row:
            rows[place] = row
            tally.updated += 1
        else:
            tally.unchanged += 1
    for code, rows in charts.items():
        changes.change(products[code], {"size_chart": products[code].size_chart | {"sizes": rows}})
    changes.write()
    return tally


@transaction.atomic
def put_facts(*, shop: Shop, facts: Sequence[FactDraft], journal: Journal | None = None) -> Tally:
    """Add or change facts of known products, in the order given."""
    products = _products(shop, (draft.product_code for draft in facts))
    rows = ProductFact.objects.filter(product__in=[product.pk for product in products.values()])
    known = {(fact.product_id, fact.name): fact for fact in rows}
    places = {fact.product_id: fact.position for fact in sorted(rows, key=lambda fact: fact.position)}
    tally, changes = Tally(), Changes(ProductFact, journal)
    for draft in facts:
        product = products[draft.product_code]
        named = {"value": draft.value, "is_weakness": draft.is_weakness}
        fact = known.get((product.pk, draft.name))
        if fact is None:
            places[product.pk] = places.get(product.pk, -1) + 1
            fact = ProductFact(product=product, name=draft.name, position=places[product.pk])
            known[product.pk, draft.name] = fact
            changes.add(fact, named)
            tally.added += 1
        elif changes.change(fact, named):
            tally.updated += 1
        else:
            tally.unchanged += 1
    changes.write()
    return tally


def _products(shop: Shop, codes: Iterable[str]) -> dict[str, Product]:
    return {product.code: product for product in Product.objects.filter(shop=shop, code__in=set(codes))}
