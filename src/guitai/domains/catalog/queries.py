"""What can be asked about products."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import F, Prefetch, Q, QuerySet, Sum

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.catalog.check_facts import product_facts as product_facts
from guitai.domains.catalog.check_facts import shop_facts as shop_facts
from guitai.domains.catalog.models import Activity as Activity
from guitai.domains.catalog.models import Pairing as Pairing
from guitai.domains.catalog.models import Product as Product
from guitai.domains.catalog.models import ProductFact, Sku
from guitai.domains.catalog.models import Terms as Terms
from guitai.kernel.text import clean

FEW_LEFT = 5


@dataclass(frozen=True, slots=True)
class SizeChart:
    """A size chart as a table: the measures it names, and a row of ranges for each size."""

    measures: tuple[str, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class ProductFinder:
    """Finds the product somebody else's list means; holds the whole range of a shop."""

    by_code: Mapping[str, int]
    by_sku: Mapping[str, int]
    by_title: Mapping[str, int]

    def find(self, *, codes: Iterable[str], title: str) -> int | None:
        """Give the key of the product with one of these merchant's codes, else of the one with this title."""
        for code in filter(None, codes):
            found = self.by_code.get(code) or self.by_sku.get(code)
            if found:
                return found
        return self.by_title.get(title)


def visible_to(person: Person) -> QuerySet[Product]:
    """Give the products this person may see: those of the shops they work in now."""
    return Product.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def skus_visible_to(person: Person) -> QuerySet[Sku]:
    """Give the kinds of the products this person may see."""
    return Sku.objects.filter(product__in=visible_to(person))


def facts_visible_to(person: Person) -> QuerySet[ProductFact]:
    """Give the facts of the products this person may see."""
    return ProductFact.objects.filter(product__in=visible_to(person))


def products_matching(*, shop_id: int, text: str, limit: int = 20) -> list[dict[str, Any]]:
    """Find products by code, a SKU's code or words of title and category; what is on sale comes first.

    Each as the desk's list shows it: id, title, price in yuan, stock and picture.
    """
    found = Product.objects.filter(shop=shop_id).annotate(stock=Sum("skus__stock", default=0))
    for part in clean(text).split():
        found = found.filter(
            Q(title__icontains=part)
            | Q(short_name__icontains=part)
            | Q(category__icontains=part)
            | Q(code__istartswith=part)
            | Q(pk__in=Sku.objects.filter(product__shop=shop_id, code__istartswith=part).values("product"))
        )
    return [
        {
            "id": product.pk,
            "title": product.title,
            "price": product.price.yuan,
            "stock": product.stock,
            "picture": product.picture_url,
        }
        for product in found.order_by("-on_sale", "title", "pk")[:limit]
    ]


def by_code(*, shop_id: int, code: str) -> Product | None:
    """Give the shop's product with its own code, else the one with the platform's number."""
    own = Product.objects.filter(shop=shop_id)
    return own.filter(code=code).first() or (own.filter(platform_id=code).first() if code else None)


def titles_of(shop_id: int, codes: Iterable[str]) -> dict[str, str]:
    """Give the titles of a shop's products by their own code, or by the platform's number."""
    wanted = list(codes)
    own = Product.objects.filter(shop=shop_id)
    numbered = own.filter(platform_id__in=wanted).exclude(platform_id="").values_list("platform_id", "title")
    return dict(numbered) | dict(own.filter(code__in=wanted).values_list("code", "title"))


def card_by_code(*, shop_id: int, code: str) -> dict[str, Any]:
    """Give the card of the shop's product with this code; an empty one where there is none."""
    product = by_code(shop_id=shop_id, code=code)
    return product_card(product) if product else {}


def card_by_id(*, shop_id: int, product_id: int) -> dict[str, Any]:
    """Give the card of a product of this shop; an empty one where it has none such."""
    product = Product.objects.filter(shop=shop_id, pk=product_id).first()
    return product_card(product) if product else {}


def by_ids(shop_id: int, product_ids: Iterable[int]) -> QuerySet[Product]:
    """Give those of a shop's products with these keys."""
    return Product.objects.filter(shop=shop_id, pk__in=list(product_ids))


def on_sale(shop_id: int) -> QuerySet[Product]:
    """Give what a shop sells now, by title."""
    return Product.objects.filter(shop=shop_id, on_sale=True).order_by("title", "pk")


def with_details(products: QuerySet[Product]) -> QuerySet[Product]:
    """Give the same products with their kinds and facts at hand."""
    return products.prefetch_related(Prefetch("skus", Sku.objects.order_by("pk")), "facts")


def product_card(product: Product) -> dict[str, Any]:
    """Give a product as its card is sent (docs/reference/live.md)."""
    return {
        "id": product.pk,
        "title": product.title,
        "price": product.price.yuan,
        "picture": product.picture_url,
        "link": product.link,
    }


def stock_of(product: Product) -> int:
    """Give how many pieces of a product there are, of all kinds together."""
    return sum(sku.stock for sku in product.skus.all())


def size_chart_of(product: Product) -> SizeChart:
    """Give a product's size chart as a table to show; without rows if it has none."""
    sizes: list[dict[str, Any]] = product.size_chart.get("sizes", [])
    measures = tuple(dict.fromkeys(name for size in sizes for name in size if name != "size"))
    return SizeChart(
        measures,
        tuple((str(size["size"]), tuple(_span(size.get(name)) for name in measures)) for size in sizes),
    )


def pairings_visible_to(person: Person) -> QuerySet[Pairing]:
    """Give the pairings of the shops this person works in now."""
    return Pairing.objects.filter(product__shop__in=accounts.memberships_of(person).values("shop"))


def pairings_in(shop: Shop, *, q: str = "") -> QuerySet[Pairing]:
    """Give a shop's pairings by product, both goods at hand; with words, those whose goods are called so."""
    found = Pairing.objects.filter(product__shop=shop).select_related("product", "goes_with")
    for word in clean(q).split():
        found = found.filter(
            Q(product__title__icontains=word)
            | Q(goes_with__title__icontains=word)
            | Q(product__code__istartswith=word)
            | Q(goes_with__code__istartswith=word)
        )
    return found.order_by("product__title", "product_id", "position", "pk")


def pairings_of(product: Product) -> QuerySet[Pairing]:
    """Give what goes with a product, in the lead's order; what is off sale is left out."""
    return (
        Pairing.objects.filter(product=product, goes_with__on_sale=True)
        .select_related("goes_with")
        .order_by("position", "pk")
    )


def terms_of(shop: Shop) -> Terms:
    """Give what the shop promises; one that is not stored yet where nobody wrote it down."""
    return Terms.objects.filter(shop=shop).first() or Terms(shop=shop)


def activities_of(shop: Shop) -> QuerySet[Activity]:
    """Give the shop's activities, past, present and to come, the latest first; not those taken off."""
    return Activity.objects.filter(shop=shop, retired_at=None).order_by("-starts_at", "-pk")


def activities_in_force(shop: Shop, *, at: datetime) -> list[Activity]:
    """Give the activities that run now and say what a basket reaches, those that end first first."""
    running = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    found = activities_of(shop).filter(running).order_by(F("ends_at").asc(nulls_last=True), "pk")
    return [activity for activity in found if activity.steps]


def known_codes(shop: Shop) -> frozenset[str]:
    """Give the codes of all the shop's products."""
    return frozenset(Product.objects.filter(shop=shop).values_list("code", flat=True))


def product_finder(shop: Shop) -> ProductFinder:
    """Give what finds a shop's products by code or title."""
    skus = Sku.objects.filter(product__shop=shop).exclude(code="").order_by("-pk")
    products = Product.objects.filter(shop=shop).order_by("-pk")
    return ProductFinder(
        by_code=dict(products.values_list("code", "pk")),
        by_sku=dict(skus.values_list("code", "product_id")),
        by_title=dict(products.values_list("title", "pk")),
    )


def _span(ends: list[float] | None) -> str:
    if not ends:
        return ""
    low, high = ends[0], ends[-1]
    return f"{low:g}" if low == high else f"{low:g}–{high:g}"
