"""A product sheet fills the range, once."""

from dataclasses import replace
from datetime import datetime, timedelta

from tests.factories.catalog import ProductFactory

from guitai.common.journal import Journal, take_back
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog import actions
from guitai.domains.catalog.drafts import FactDraft, ProductDraft, SizeDraft, SkuDraft
from guitai.domains.catalog.models import Product, ProductFact, Sku
from guitai.domains.catalog.queries import size_chart_of

SHIRT = ProductDraft(code="C1", title="衬衫", price_fen=15800, category="上衣", on_sale=True)


def test_products_are_added_changed_and_left(shop: Shop, now: datetime) -> None:
    first = actions.put_products(shop=shop, products=[SHIRT, SHIRT], at=now)
    again = actions.put_products(shop=shop, products=[SHIRT, replace(SHIRT, price_fen=9900)], at=now)

    assert (first.added, first.unchanged) == (1, 1)
    assert (again.unchanged, again.updated) == (1, 1)
    assert Product.objects.get().price_fen == 9900


def test_what_a_list_does_not_name_stays(shop: Shop, now: datetime) -> None:
    actions.put_products(shop=shop, products=[SHIRT], at=now)

    actions.put_products(shop=shop, products=[ProductDraft(code="C1", title="衬衫")], at=now)

    product = Product.objects.get()
    assert (product.price_fen, product.category) == (15800, "上衣")


def test_kinds_take_the_products_price_until_they_have_their_own(shop: Shop) -> None:
    ProductFactory(shop=shop, code="C1", price_fen=15800)
    sku = SkuDraft(product_code="C1", code="C1-M", properties={"尺码": "M"}, stock=3)

    actions.put_skus(shop=shop, skus=[sku])
    again = actions.put_skus(shop=shop, skus=[sku, replace(sku, stock=0)])

    assert (again.unchanged, again.updated) == (1, 1)
    kept = Sku.objects.get()
    assert (kept.price_fen, kept.stock) == (15800, 0)


def test_sizes_make_a_chart(shop: Shop) -> None:
    ProductFactory(shop=shop, code="C1")
    small = SizeDraft(product_code="C1", size="S", ranges={"height": (150.0, 160.0), "foot": (23.5, 23.5)})

    actions.put_sizes(shop=shop, sizes=[small, replace(small, size="M")])
    again = actions.put_sizes(
        shop=shop, sizes=[small, replace(small, size="M", ranges={"height": (160.0, 170.0)})]
    )

    chart = size_chart_of(Product.objects.get())
    assert (again.unchanged, again.updated) == (1, 1)
    assert chart.measures == ("height", "foot")
    assert chart.rows == (("S", ("150–160", "23.5")), ("M", ("160–170", "")))


def test_facts_keep_their_order_and_their_honesty(shop: Shop) -> None:
    ProductFactory(shop=shop, code="C1")
    facts = [
        FactDraft(product_code="C1", name="材质", value="棉95%"),
        FactDraft(product_code="C1", name="缺点", value="略透", is_weakness=True),
    ]

    actions.put_facts(shop=shop, facts=facts)
    again = actions.put_facts(shop=shop, facts=[replace(facts[0], value="棉90%"), facts[1]])

    assert (again.updated, again.unchanged) == (1, 1)
    assert [(fact.name, fact.value, fact.is_weakness) for fact in ProductFact.objects.all()] == [
        ("材质", "棉90%", False),
        ("缺点", "略透", True),
    ]


def test_a_product_sheet_can_be_taken_back(shop: Shop, now: datetime) -> None:
    actions.put_products(shop=shop, products=[SHIRT], at=now)
    actions.put_sizes(
        shop=shop, sizes=[SizeDraft(product_code="C1", size="M", ranges={"height": (155, 165)})]
    )
    actions.put_facts(shop=shop, facts=[FactDraft(product_code="C1", name="材质", value="棉95% 氨纶5%")])
    before = [list(model.objects.values()) for model in (Product, Sku, ProductFact)]
    journal = Journal.begin(shop_id=shop.pk, at=now)

    later = now + timedelta(days=1)
    changed = [replace(SHIRT, price_fen=9900), replace(SHIRT, code="C2")]
    actions.put_products(shop=shop, products=changed, at=later, journal=journal)
    sku = SkuDraft(product_code="C1", code="C1-M", properties={"尺码": "M"}, stock=3)
    actions.put_skus(shop=shop, skus=[sku, replace(sku, product_code="C2")], journal=journal)
    sizes = [SizeDraft(product_code="C1", size=size, ranges={"height": (160, 170)}) for size in "ML"]
    actions.put_sizes(shop=shop, sizes=sizes, journal=journal)
    facts = [FactDraft(product_code=code, name="材质", value="棉") for code in ("C1", "C2")]
    actions.put_facts(shop=shop, facts=facts, journal=journal)
    journal.close()
    take_back(journal.id)

    assert [list(model.objects.values()) for model in (Product, Sku, ProductFact)] == before
