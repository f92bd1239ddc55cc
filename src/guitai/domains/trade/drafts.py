"""What a list says about orders and refunds, before it is kept."""

from dataclasses import dataclass
from datetime import datetime

from guitai.common.crypto import digest
from guitai.domains.trade.models import OrderStatus as OrderStatus
from guitai.domains.trade.models import RefundStatus as RefundStatus


# Not frozen: setting its fields in the frozen way takes longer than all that is done to them.
@dataclass(slots=True, unsafe_hash=True, kw_only=True)
class OrderDraft:
    """One order as a list names it; what the list does not name is None or empty and leaves what is known.

    ``anonymous`` says that the platform names no buyers at all, so an order without one is complete. Empty
    ``tags``, unlike None, say that the list names tags and the order has none.
    """

    number: str
    buyer: str = ""
    anonymous: bool = False
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
    tags: str | None = None
    receiver: str = ""
    phone: str = ""
    address: str = ""
    region: str = ""
    created_at: datetime | None = None
    paid_at: datetime | None = None
    dispatch_by: datetime | None = None
    shipped_at: datetime | None = None
    finished_at: datetime | None = None
    courier: str = ""
    waybills: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RefundDraft:
    """One refund as a list names it; what it does not name is None or empty and leaves what is known."""

    number: str
    order_number: str
    buyer_account: str = ""
    title: str = ""
    merchant_code: str = ""
    paid_fen: int | None = None
    amount_fen: int | None = None
    is_automatic: bool | None = None
    needs_return: bool | None = None
    is_whole: bool | None = None
    is_after_sale: bool | None = None
    status: RefundStatus | None = None
    platform_status: str = ""
    goods_status: str = ""
    intervention: str = ""
    reason: str = ""
    explanation: str = ""
    responsible: str = ""
    remark: str = ""
    return_courier: str = ""
    return_waybill: str = ""
    handled_by: str = ""
    paid_at: datetime | None = None
    asked_at: datetime | None = None
    due_at: datetime | None = None
    returned_at: datetime | None = None
    finished_at: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """What tells at once that the same line comes again; keyed, since it covers personal data."""
        return digest(repr(self))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewDraft:
    """One public review as a list names it; what it does not name is empty and leaves what is known."""

    number: str
    stars: int
    at: datetime
    order_number: str = ""
    buyer_account: str = ""
    product_id: int | None = None
    title: str = ""
    text: str = ""
    added: str = ""
    reply: str = ""
    added_at: datetime | None = None
    replied_at: datetime | None = None

    @property
    def fingerprint(self) -> str:
        """What tells at once that the same line comes again."""
        return digest(repr(self))
