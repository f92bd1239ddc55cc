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


@dataclass(frozen=True, slots=True)
class Order:
    """One order of an order list. What a file does not name is None, or empty if it is text; times are aware.

    ``line`` is where it was read and no part of what it says, so two readings of an order may be compared.
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
class Product:
    """One product of the product sheet."""

    line: int = field(compare=False)
    product_id: str
    title: str
    category: str
    price: Money | None
    on_sale: bool
    rating: str
    url: str
    image: str
    selling_points: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this product and no other."""
        return ("product", self.product_id)


@dataclass(frozen=True, slots=True)
class Sku:
    """One kind of a product that can be bought: its properties, price and stock."""

    line: int = field(compare=False)
    product_id: str
    code: str
    price: Money | None
    stock: int | None
    barcode: str
    properties: Pairs

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this kind and no other."""
        return ("sku", self.product_id, self.code)


@dataclass(frozen=True, slots=True)
class SizeRow:
    """One size of a product's chart; ranges in cm and kg, both ends inside."""

    line: int = field(compare=False)
    product_id: str
    size: str
    ranges: tuple[tuple[str, tuple[float, float]], ...]

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this size and no other."""
        return ("size", self.product_id, self.size)


@dataclass(frozen=True, slots=True)
class Fact:
    """Something true of a product: material, origin, care, a weakness."""

    line: int = field(compare=False)
    product_id: str
    name: str
    value: str

    @property
    def key(self) -> tuple[str, ...]:
        """What makes it this fact and no other."""
        return ("fact", self.product_id, self.name)


Record = Order | OrderItem | Product | Sku | SizeRow | Fact
