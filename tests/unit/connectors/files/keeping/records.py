"""Records as the readers of exports give them, and how they are kept without a file."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from guitai.connectors.files.keeping import KINDS, PREPARE
from guitai.connectors.files.reports import ImportReport
from guitai.domains.accounts.models import Shop
from guitai.engines.tabular.types import Order, OrderItem, OrderLine, OrderStatus
from guitai.kernel.money import Money

AT = datetime.fromisoformat("2026-03-01T10:00:00+08:00")
_ORDER: dict[str, Any] = {
    **dict.fromkeys(
        ("alipay", "close_reason", "buyer_message", "changed_address", "shipping", "phone", "title_text"), ""
    ),
    **dict.fromkeys(("waybill", "courier", "remark", "tags", "shop", "invoice_title"), ""),
    **dict.fromkeys(
        ("postage", "refunded", "dispatch_by", "shipped_at", "confirmed_at", "kinds", "quantity")
    ),
    "buyer": "jd_demo",
    "goods": Money(75800),
    "total": Money(75800),
    "paid": Money(75800),
    "status": OrderStatus.PAID,
    "status_text": "等待出库",
    "receiver": "李四",
    "address": "北京朝阳区示例路2号",
    "mobile": "13900000000",
    "created_at": AT,
    "paid_at": AT,
}
_ITEM: dict[str, Any] = {
    **dict.fromkeys(
        ("sub_order_id", "external_code", "sku_id", "sku_text", "package", "remark", "seller_remark"), ""
    ),
    "price": Money(75800),
    "quantity": 1,
    "paid": None,
    "merchant_code": "HH001",
    "sku": (),
    "status": None,
    "status_text": "",
    "created_at": None,
}


def order_line(line: int, number: str, title: str = "示例商品", **said: Any) -> OrderLine:
    """A line of JD's list; what is said of the order by name, of the product as ``quantity`` or ``price``."""
    of_item = {name: said.pop(name) for name in ("quantity", "price") if name in said}
    order = Order(line=line, order_id=number, **(_ORDER | said))
    return OrderLine(order, OrderItem(line=line, order_id=number, title=title, **(_ITEM | of_item)))


def keep(kind: str, items: Iterable[Any], shop: Shop, at: datetime, *, file: str = "x.csv") -> ImportReport:
    """Keep records as a file of this kind would be; gives its report."""
    report = ImportReport(file, kind, "utf-8")
    ready = [PREPARE[kind](item) if kind in PREPARE else item for item in items]
    KINDS[kind](iter(ready), shop, at, report, None)
    return report
