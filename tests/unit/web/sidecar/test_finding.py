import pytest
from django.test import Client
from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import GuideFactory, QuickPhraseFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Buyer


@pytest.fixture
def shirt(shop: Shop) -> Product:
    product = ProductFactory(shop=shop, title="纯色衬衫", code="C1")
    ProductFactFactory(product=product, name="材质", value="棉95% 氨纶5%")
    ProductFactFactory(product=product, name="不足", value="浅色微透", is_weakness=True)
    return product


@pytest.fixture
def trousers(shop: Shop) -> Product:
    product = ProductFactory(shop=shop, title="牛仔裤", code="C2")
    ProductFactFactory(product=product, name="材质", value="棉99%")
    return product


@pytest.fixture
def find(browser: Client):
    def ask(**asked):
        return browser.get("/s/yunshang/sidecar/find/", asked).json()

    return ask


def _facts(answer) -> list[tuple[str, str]]:
    return [(fact["product"], fact["name"]) for fact in answer["facts"]]


def test_of_the_product_at_hand_all_facts_come_without_words(find, shirt: Product, trousers: Product):
    assert _facts(find(product=shirt.pk)) == [("纯色衬衫", "材质"), ("纯色衬衫", "不足")]


def test_words_choose_among_its_facts(find, shirt: Product):
    (fact,) = find(product=shirt.pk, q="微透")["facts"]

    assert (fact["value"], fact["is_weakness"]) == ("浅色微透", True)


def test_the_products_of_the_order_are_at_hand(find, buyer: Buyer, shirt: Product):
    order = OrderFactory(buyer=buyer)
    OrderLineFactory(order=order, product=shirt)
    OrderLineFactory(order=order, product=None)

    assert _facts(find(buyer=buyer.pk, order=order.pk, q="材质")) == [("纯色衬衫", "材质")]


def test_the_first_words_may_name_another_product(find, shirt: Product, trousers: Product):
    assert _facts(find(product=shirt.pk, q="牛仔 材质")) == [("牛仔裤", "材质")]


def test_products_are_found_by_their_words(find, shirt: Product, trousers: Product):
    answer = find(q="衬衫")

    assert [product["title"] for product in answer["products"]] == ["纯色衬衫"]
    assert answer["facts"] == []


def test_phrases_are_filled_for_the_buyer_at_hand(find, shop: Shop, buyer: Buyer):
    QuickPhraseFactory(shop=shop, title="发货", text="{买家}您好，{客服}为您查到订单{订单号}")
    order = OrderFactory(buyer=buyer)

    (known,) = find(q="发货", buyer=buyer.pk, order=order.pk)["phrases"]
    (unknown,) = find(q="发货")["phrases"]

    assert known["filled"] == f"tb_demo01您好，小美为您查到订单{order.number}"
    assert unknown["filled"] == "{买家}您好，小美为您查到订单{订单号}"


def test_a_guide_that_is_named_gives_its_steps(find, shop: Shop):
    guide = GuideFactory(shop=shop, title="申请退款", steps=["打开订单", "点退款"])

    assert find(q="sqtk")["guides"] == [
        {"id": guide.pk, "title": "申请退款", "steps": ["打开订单", "点退款"]}
    ]
    assert find()["guides"] == []


def test_another_shops_goods_are_not_found(find, other_shop: Shop):
    theirs = ProductFactory(shop=other_shop, title="冲锋衣")
    ProductFactFactory(product=theirs)

    answer = find(q="冲锋衣", product=theirs.pk)

    assert (answer["products"], answer["facts"]) == ([], [])
