import pytest
from tests.factories.catalog import ProductFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.links import item_in, keys_by_item


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("https://item.taobao.com/item.htm?id=90000001101", "90000001101"),
        ("看这个 https://detail.tmall.com/item.htm?spm=a1&id=90000001102&skuId=1 有吗", "90000001102"),
        ("https://item.jd.com/100012043978.html", "100012043978"),
        ("https://item.m.jd.com/product/100012043978.html", "100012043978"),
        ("https://mobile.yangkeduo.com/goods.html?goods_id=310220339", "310220339"),
        ("订单号 id=90000001101", ""),
        ("", ""),
    ],
)
def test_the_item_a_link_leads_to(text: str, item: str):
    assert item_in(text) == item


def test_products_are_found_by_number_or_link_in_their_own_shop(shop: Shop, other_shop: Shop):
    told = ProductFactory(shop=shop, platform_id="11111", link="https://item.taobao.com/item.htm?id=22222")
    linked = ProductFactory(shop=shop, link="https://item.taobao.com/item.htm?id=33333")
    ProductFactory(shop=shop, link="")
    ProductFactory(shop=other_shop, platform_id="44444")

    assert keys_by_item(shop.pk) == {"11111": told.pk, "33333": linked.pk}
