"""What a list says about orders, before it is kept."""

from dataclasses import dataclass
from datetime import datetime

from guitai.common.crypto import digest
from guitai.domains.trade.models import OrderStatus as OrderStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderDraft:
    """One order as a list names it; what the list does not name is None or empty and leaves what is known."""

    number: str
    buyer: str = ""
    status: OrderStatus | None = None
    platform_status: str = ""
    close_reason: str = ""
    goods_fen: int | None = None
    postage_fen: int | None = None
    total_fen: int | None = None
    paid_fen: int | None = None
    refund_fen: int | None = None
    item_count: int | None = None
    titles: str = ""
    buyer_message: str = ""
    seller_remark: str = ""
    receiver: str = ""
    phone: str = ""
    address: str = ""
    region: str = ""
    created_at: datetime | None = None
    paid_at: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    courier: str = ""
    waybills: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """What tells at once that the same line comes again; keyed, since it covers personal data."""
        return digest(repr(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class LineDraft:
    """One product of one order as an item list names it; ``key`` tells it from the others of its order."""

    order_number: str
    key: str
    title: str
    quantity: int = 1
    price_fen: int | None = None
    product_id: int | None = None
    sku_code: str = ""
    properties: dict[str, str]
    status: OrderStatus | None = None
