"""How a line of products is described, from which single products are drawn."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A product line: nouns and adjectives for titles, kinds, prices, facts and honest weaknesses.

    A fact with several values separated by ``|`` takes one of them per product.
    """

    category: str
    noun: str
    short: tuple[str, ...]
    words: tuple[str, ...]
    price: tuple[int, int]
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    facts: dict[str, str]
    weaknesses: tuple[str, ...]
    chart: str = ""  # the name of a size chart
    second: str = "尺码"  # what the second property of a kind is called


@dataclass(frozen=True, slots=True)
class Product:
    """One product as the sheet holds it."""

    product_id: str
    title: str
    short: str
    category: str
    price: int  # yuan
    colours: tuple[str, ...]
    sizes: tuple[str, ...]
    second: str
    facts: dict[str, str]
    chart: str
    rating: str
    on_sale: bool
    points: str
    stock: dict[tuple[str, str], int] = field(default_factory=dict)

    @property
    def url(self) -> str:
        """Its page; the number is of no range the platform uses."""
        return f"https://item.taobao.com/item.htm?id=9000000{self.product_id[2:]}"

    def sku_code(self, colour: str, size: str) -> str:
        """The merchant's code of one kind."""
        return f"{self.product_id}-{self.colours.index(colour) + 1}{self.sizes.index(size) + 1}"

    def sku_text(self, colour: str, size: str) -> str:
        """The kind as the item list writes it."""
        return f"颜色分类:{colour};{self.second}:{size}"
