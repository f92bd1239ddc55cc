"""What a line of a platform's export means, as frozen data."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from guitai.kernel.money import Money

Pairs = tuple[tuple[str, str], ...]


class OrderStatus(StrEnum):
    """How far an order has come; one word for every platform's wording."""

    UNPAID = "unpaid"
    PAID = "paid"
    PART_SHIPPED = "part_shipped"
    SHIPPED = "shipped"
    SIGNED = "signed"
    FINISHED = "finished"
    CLOSED = "closed"
    OTHER = "other"


# Not frozen: setting its fields in the frozen way takes most of the time a line of a list needs.
@dataclass(slots=True, unsafe_hash=True)
class Order:
    """One order of an order list. What a file does not name is None, or empty if it is text; times are aware.

    ``line`` is where it was read and no part of what it says, so two readings of an order may be compared.
    ``total`` is what the buyer has to pay in all, postage in; ``paid`` what they have paid of it; ``goods``
    what the goods cost, before discounts where a platform tells them apart. ``dispatch_by`` is the moment
    the platform wants the first of it to leave. ``tags`` are marks of the shop and of the platform. An
    order is never changed once it is given.
    """

    line: int = field(compare=False)
    order_id: str
    buyer: str
    alipay: str
    goods: Money | None
    postage: Money | None
    total: Money | None
    paid: Money | None
    refunded: Money | None
    status: OrderStatus | None
    status_text: str
    close_reason: str
    buyer_message: str
    receiver: str
    address: str
    changed_address: str
    shipping: str
    phone: str
    mobile: str
    created_at: datetime | None
    paid_at: datetime | None
    dispatch_by: datetime | None
    shipped_at: datetime | None
    confirmed_at: datetime | None
    title_text: str
    kinds: int | None
    quantity: int | None
    waybill: str
    courier: str
    remark: str
    tags: str
    shop: str
    invoice_title: str

    @property
    def key(self) -> str:
        """What makes it this order and no other."""
        return self.order_id

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of its products; several stand in one cell with a full-width comma between them."""
        if self.kinds == 1:
            return (self.title_text,) if self.title_text else ()
        return tuple(title for part in self.title_text.split("，") if (title := part.strip()))


@dataclass(frozen=True, slots=True)
class OrderItem:
    """One product of one order, as the item list names it."""

    line: int = field(compare=False)
    order_id: str
    sub_order_id: str
    title: str
    price: Money | None
    quantity: int
    paid: Money | None
    external_code: str
    merchant_code: str
    sku_id: str
    sku: Pairs
    sku_text: str
    package: str
    remark: str
    seller_remark: str
    status: OrderStatus | None
    status_text: str
    created_at: datetime | None

    @property
    def key(self) -> tuple[str, ...]:
        """Its own number where the file has one; otherwise order, product and kind."""
        if self.sub_order_id:
            return (self.sub_order_id,)
        return (self.order_id, self.title, self.sku_text, self.external_code, self.merchant_code)


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One line of a list that names an order and one product of it together, as JD's and Pinduoduo's do.

    The order says nothing of its products here (no titles, no quantity), so all its lines say the same of it.
    """

    order: Order
    item: OrderItem

    @property
    def line(self) -> int:
        """Where it was read."""
        return self.order.line

    @property
    def key(self) -> str:
        """The order it is of: an order of several products has several lines."""
        return self.order.key


class RefundStatus(StrEnum):
    """How far a refund has come."""

    ASKED = "asked"
    TO_RETURN = "to_return"
    RETURNED = "returned"
    REFUSED = "refused"
    DONE = "done"
    CLOSED = "closed"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Refund:
    """One refund of an order; ``amount`` is what the buyer gets, ``paid`` what they had paid."""

    line: int = field(compare=False)
    refund_id: str
    order_id: str
    buyer: str
    title: str
    merchant_code: str
    paid: Money | None
    amount: Money | None
    is_automatic: bool | None
    needs_return: bool | None
    is_whole: bool | None
    is_after_sale: bool | None
    status: RefundStatus | None
    status_text: str
    goods_text: str
    intervention: str
    reason: str
    explanation: str
    responsible: str
    remark: str
    return_courier: str
    return_waybill: str
    handled_by: str
    paid_at: datetime | None
    asked_at: datetime | None
    due_at: datetime | None
    returned_at: datetime | None
    finished_at: datetime | None

    @property
    def key(self) -> str:
        """What makes it this refund and no other."""
        return self.refund_id
