"""The advice beside another program: from what was pasted, inserted into the draft."""

import json

from django.test import Client
from tests.factories.catalog import PairingFactory, ProductFactory, SkuFactory

from guitai.domains.accounts.models import Shop


def _ask(browser: Client, **asked: object) -> str:
    answer = browser.post("/s/yunshang/sidecar/advise/", json.dumps(asked), content_type="application/json")
    return answer.json()["html"]


def test_the_size_comes_from_what_was_pasted_and_goods_are_inserted(browser: Client, shop: Shop) -> None:
    chart = {"sizes": [{"size": "M", "height": [160, 170], "weight": [50, 60]}]}
    shirt = ProductFactory(shop=shop, size_chart=chart)
    skirt = ProductFactory(shop=shop, title="半身裙", link="https://shop.example.com/1")
    SkuFactory(product=skirt)
    PairingFactory(product=shirt, goes_with=skirt)

    html = _ask(browser, product=shirt.pk, previous=[{"by": "buyer", "text": "165 55公斤"}])

    assert '<strong class="advice-named">M</strong>' in html
    assert 'data-insert="半身裙 https://shop.example.com/1"' in html
    assert "data-card" not in html


def test_without_a_product_there_is_none(browser: Client) -> None:
    assert "advice-named" not in _ask(browser, previous=[{"by": "buyer", "text": "165 55公斤"}])
