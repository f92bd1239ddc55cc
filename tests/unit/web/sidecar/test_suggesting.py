from typing import Any

from tests.factories.catalog import ProductFactFactory, ProductFactory
from tests.factories.knowledge import EntryFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.knowledge.models import SuggestionUse


def test_the_pasted_lines_are_answered(post: Any, agent: Membership, shop: Shop) -> None:
    EntryFactory(shop=shop, answer="不易起球", questions=["会起球吗"])

    told = post("suggest/", previous=[{"by": "agent", "text": "您好"}, {"by": "buyer", "text": "会起球吗"}])

    assert [one["text"] for one in told["suggestions"]] == ["不易起球"]


def test_what_is_searched_for_is_answered_about_the_product_at_hand(
    post: Any, agent: Membership, shop: Shop
) -> None:
    shirt = ProductFactory(shop=shop)
    ProductFactFactory(product=shirt, name="材质", value="棉95%")

    told = post("suggest/", q="材质", product=shirt.pk)

    assert [(one["kind"], one["text"]) for one in told["suggestions"]] == [("fact", "棉95%")]


def test_a_copy_counts_what_it_was_made_with(post: Any, agent: Membership, shop: Shop) -> None:
    entry = EntryFactory(shop=shop, answer="不易起球的")
    offered = {"kind": "entry", "id": entry.pk, "text": "不易起球的"}

    told = post("copied/", text="不易起球的", suggested=[offered])

    assert told["copied"]
    assert SuggestionUse.objects.get().used == 1


def test_who_asks_when_it_leaves_is_told_of_the_order_first(post: Any, agent: Membership, shop: Shop) -> None:
    order = OrderFactory(buyer=BuyerFactory(shop=shop))
    said = [{"by": "buyer", "text": "什么时候发货"}]

    with_buyer = post("suggest/", previous=said, buyer=order.buyer_id)["suggestions"]
    with_order = post("suggest/", previous=said, order=order.pk)["suggestions"]
    with_nobody = post("suggest/", previous=said)["suggestions"]

    assert [one["kind"] for one in with_buyer] == ["order"]
    assert with_order == with_buyer
    assert with_nobody == []
