"""Which item a link to a product page leads to, as the platforms write them."""

import re
from collections.abc import Mapping

from django.db.models import Q

from guitai.domains.catalog.models import Product

# item.taobao.com/item.htm?id=…, detail.tmall.com/item.htm?…&id=…, item.jd.com/….html,
# mobile.yangkeduo.com/goods.html?goods_id=…
_ITEM = re.compile(r"(?:[?&](?:id|goods_id)=|item\.(?:m\.)?jd\.com/(?:product/)?)(\d{5,20})")


def item_in(text: str) -> str:
    """Give the platform's number of the first item a text links to; empty where it links to none."""
    found = _ITEM.search(text) if "/" in text else None
    return found[1] if found else ""


def keys_by_item(shop_id: int) -> Mapping[str, int]:
    """Give the keys of a shop's products by the platform's numbers, as they or their links tell them."""
    told = Product.objects.filter(~Q(link="") | ~Q(platform_id=""), shop=shop_id).order_by("-pk")
    return {
        item: key
        for key, link, number in told.values_list("pk", "link", "platform_id")
        if (item := number or item_in(link))
    }
