"""The example page, where there is a demo shop to try it with."""

from pathlib import Path

import pytest
from django.test import Client

from guitai.domains.accounts.models import Shop
from guitai.web.widget import demo


@pytest.fixture
def demo_shop(shop: Shop) -> Shop:
    shop.widget_key = demo.DEMO_WIDGET_KEY
    shop.save()
    return shop


def test_the_example_page_carries_the_demo_shops_window(client: Client, demo_shop: Shop):
    page = client.get("/shop.html").content.decode()

    assert f'<script src="/widget.js" data-shop="{demo_shop.widget_key}"' in page


def test_without_a_demo_shop_there_is_no_example_page(client: Client, shop: Shop):
    assert client.get("/shop.html").status_code == 404


def test_an_installed_package_without_examples_has_no_example_page(
    client: Client, demo_shop: Shop, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(demo, "PAGE", Path("/no/such/page.html"))

    assert client.get("/shop.html").status_code == 404
