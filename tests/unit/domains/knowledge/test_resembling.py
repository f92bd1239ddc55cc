"""The entries nearest to a question are found among those of the product and of the whole shop."""

from datetime import date

from tests.factories.catalog import ProductFactory
from tests.factories.knowledge import EntryFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge.resembling import entries_like

TODAY = date(2026, 3, 2)


def test_the_nearest_entries_of_product_and_shop_come_first(shop: Shop) -> None:
    product = ProductFactory(shop=shop, code="C100")
    pilling = EntryFactory(shop=shop, questions=["会起球吗"], answer="轻微起球", product=product)
    EntryFactory(shop=shop, questions=["会起球吗"], product=ProductFactory(shop=shop, code="C200"))
    postage = EntryFactory(shop=shop, questions=["包邮吗", "要邮费吗"], answer="包邮")

    near = entries_like(shop, "这件起球不", product=product, on=TODAY)

    assert near[0] == pilling
    assert entries_like(shop, "邮费要多少", product=None, on=TODAY)[0] == postage
    assert all(entry.product in {None, product} for entry in near)


def test_nothing_is_near_to_nothing(shop: Shop) -> None:
    EntryFactory(shop=shop, questions=["包邮吗"])

    assert entries_like(shop, " ", product=None, on=TODAY) == []
