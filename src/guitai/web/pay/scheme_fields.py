"""Numbers and amounts of a pay scheme, as fields hold them."""

from decimal import Decimal
from typing import Any

from django import forms


def plain(number: Decimal | None) -> str:
    """Write a number as a field and a scheme hold it."""
    return "" if number is None else f"{number.normalize():f}"


def number(
    label: Any, *, required: bool = True, hint: Any = "", least: int | None = None
) -> forms.DecimalField:
    """Give a field of a number."""
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=hint,
        min_value=least,
        max_value=10**9,
        decimal_places=4,
        widget=forms.NumberInput({"step": "any", "class": "form-control num"}),
    )


def amount(label: Any, *, required: bool = False) -> forms.DecimalField:
    """Give a field of yuan."""
    return forms.DecimalField(
        label=label,
        required=required,
        min_value=0,
        max_value=10**7,
        decimal_places=2,
        widget=forms.NumberInput({"step": "any", "class": "form-control num"}),
    )
