"""What became of a product's sizes: pieces kept, and sent back as too small or too large (S3)."""

import re
from collections import Counter

from django.db.models import Sum

from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import OrderLine, OrderStatus, Refund
from guitai.engines.recommending.types import SizeHistory

# As buyers and agents write it into a refund's reason or remark; 大小不符 tells neither.
_TOO_SMALL = re.compile(
    r"(偏|太|有点|有些|过)(小|紧|短|窄)|(小|紧|短|窄)了|小(一|两|1|2)?(码|号)|穿不(进|下)"
)
_TOO_LARGE = re.compile(r"(偏|太|有点|有些|过)(大|松|长|宽|肥)|(大|松|长|肥)了|大(一|两|1|2)?(码|号)")
_SIZE_NAMES = ("尺码", "尺寸", "鞋码", "size")
_ENDED_WELL = (OrderStatus.SIGNED, OrderStatus.FINISHED)


def size_history(product: Product) -> tuple[SizeHistory, ...]:
    """Give the sizes of a product of which any piece's outcome is known, in the order of its kinds."""
    sizes = {sku.code: size for sku in product.skus.order_by("pk") if (size := _size(sku.properties))}
    sold = _sold(product, sizes)
    small, large = _sent_back(product, sizes)
    return tuple(
        SizeHistory(size, max(0, sold[size] - small[size] - large[size]), small[size], large[size])
        for size in dict.fromkeys(sizes.values())
        if sold[size] or small[size] or large[size]
    )


def _size(properties: dict[str, str]) -> str:
    return next((str(properties[name]) for name in _SIZE_NAMES if properties.get(name)), "")


def _sold(product: Product, sizes: dict[str, str]) -> Counter[str]:
    lines = (
        OrderLine.objects.filter(product=product, order__status__in=_ENDED_WELL, sku_code__in=sizes)
        .values_list("sku_code")
        .annotate(pieces=Sum("quantity"))
    )
    sold: Counter[str] = Counter()
    for code, pieces in lines:
        sold[sizes[code]] += pieces
    return sold


def _sent_back(product: Product, sizes: dict[str, str]) -> tuple[Counter[str], Counter[str]]:
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    told = Refund.objects.filter(shop=product.shop_id, merchant_code__in=sizes)
    for code, reason, remark in told.values_list("merchant_code", "reason", "remark"):
        said = f"{reason}\n{remark}"
        too_small, too_large = bool(_TOO_SMALL.search(said)), bool(_TOO_LARGE.search(said))
        # What is too short and too wide says nothing of the next size.
        small[sizes[code]] += too_small and not too_large
        large[sizes[code]] += too_large and not too_small
    return small, large
