"""Products are found, by those who may see them."""

import pytest
from tests.factories.catalog import ProductFactFactory, ProductFactory, SkuFactory

from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.catalog import queries


@pytest.mark.parametrize("door", [queries.visible_to, queries.skus_visible_to, queries.facts_visible_to])
def test_every_door_knows_who_asks(
    door: object, shop: Shop, agent: Membership, former: Membership, neighbour: Membership, nobody: Person
) -> None:
    product = ProductFactory(shop=shop)
    SkuFactory(product=product)
    ProductFactFactory(product=product)

    seen = {
        person.username: door(person).count()
        for person in (agent.person, former.person, neighbour.person, nobody)
    }  # type: ignore[operator]

    assert seen == {"xiaomei": 1, "xiaolin": 0, "xiaoxue": 0, "guest": 0}


@pytest.mark.parametrize("text", ["衬衫", "纯色 衬衫", "C1", "c1-m", "上衣 纯", ""])
def test_a_product_is_found_with_its_stock(shop: Shop, other_shop: Shop, text: str) -> None:
    product = ProductFactory(shop=shop, code="C1", title="纯色衬衫", category="上衣")
    SkuFactory(product=product, code="C1-M", stock=3)
    SkuFactory(product=product, code="C1-L", stock=4)
    ProductFactory(shop=other_shop, code="C1", title="纯色衬衫", category="上衣")

    found = queries.products_matching(shop_id=shop.pk, text=text)

    assert found == [{"id": product.pk, "title": "纯色衬衫", "price": "158.00", "stock": 7, "picture": ""}]


def test_what_is_on_sale_comes_first(shop: Shop) -> None:
    ProductFactory(shop=shop, title="甲", on_sale=False)
    ProductFactory(shop=shop, title="乙")

    assert [row["title"] for row in queries.products_matching(shop_id=shop.pk, text="")] == ["乙", "甲"]


def test_a_card_is_of_this_shops_product(shop: Shop, other_shop: Shop) -> None:
    product = ProductFactory(
        shop=shop, code="C1", title="衬衫", platform_id="90001", link="https://s.example/1"
    )

    card = {
        "id": product.pk,
        "title": "衬衫",
        "price": "158.00",
        "picture": "",
        "link": "https://s.example/1",
    }
    assert queries.card_by_code(shop_id=shop.pk, code="C1") == card
    assert queries.card_by_code(shop_id=shop.pk, code="90001") == card
    assert queries.card_by_id(shop_id=shop.pk, product_id=product.pk) == card
    assert queries.card_by_id(shop_id=other_shop.pk, product_id=product.pk) == {}
    assert queries.card_by_code(shop_id=other_shop.pk, code="C1") == {}
    assert queries.card_by_code(shop_id=shop.pk, code="") == {}


def test_another_list_means_a_product_by_its_code_its_kinds_code_or_its_title(shop: Shop) -> None:
    shirt = ProductFactory(shop=shop, code="C1", title="衬衫")
    skirt = ProductFactory(shop=shop, code="C2", title="裙子")
    SkuFactory(product=skirt, code="C2-M")
    finder = queries.product_finder(shop)

    assert finder.find(codes=("C1", ""), title="裙子") == shirt.pk
    assert finder.find(codes=("", "C2-M"), title="衬衫") == skirt.pk
    assert finder.find(codes=("?", ""), title="衬衫") == shirt.pk
    assert finder.find(codes=(), title="袜子") is None
