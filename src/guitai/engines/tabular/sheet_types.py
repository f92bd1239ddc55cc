"""What a line of Guitai's own product sheet means, as frozen data."""

from dataclasses import dataclass, field

from guitai.engines.tabular.types import Pairs
from guitai.kernel.money import Money


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
