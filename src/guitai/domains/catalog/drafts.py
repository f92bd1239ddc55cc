"""What a list says about products, and a lead about an activity, before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDraft:
    """One product; what its list does not name is None and leaves what is known; ``rating`` in hundredths."""

    code: str
    title: str
    category: str | None = None
    price_fen: int | None = None
    on_sale: bool | None = None
    rating: int | None = None
    link: str | None = None
    picture_url: str | None = None
    short_name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SkuDraft:
    """One kind of a product."""

    product_code: str
    code: str
    properties: dict[str, str]
    price_fen: int | None = None
    stock: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SizeDraft:
    """One row of a product's size chart; ranges in cm and kg, both ends inside."""

    product_code: str
    size: str
    ranges: dict[str, tuple[float, float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class FactDraft:
    """Something true of a product."""

    product_code: str
    name: str
    value: str
    is_weakness: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDraft:
    """An activity as a lead announces it.

    ``name`` is as buyers are told, with the offer: 双11满300减30; the end does not belong to it, None is
    open; ``steps`` are what a basket reaches, one a line: 满300减30 (``activity_steps.read_steps``).
    """

    name: str
    starts_at: datetime
    ends_at: datetime | None
    gifts: Sequence[str] = ()
    steps: Sequence[str] = ()
