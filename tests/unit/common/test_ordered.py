"""JSON keeps the order of its keys, whatever the database."""

import pytest
from tests.factories.catalog import ProductFactory, SkuFactory

from guitai.domains.catalog.models import Sku


@pytest.mark.django_db
def test_keys_come_back_in_the_order_they_were_written():
    written = {"颜色分类": "米白", "尺码": "M", "a": 1}
    sku = SkuFactory(product=ProductFactory(), properties=written)

    assert list(Sku.objects.get(pk=sku.pk).properties.items()) == list(written.items())
