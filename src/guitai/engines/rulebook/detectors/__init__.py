"""The detectors a rule file can name; importing this room registers them all."""

from guitai.engines.rulebook.detectors import (
    claims,
    contacts,
    discounts,
    harassment,
    others,
    prices,
    promises,
    shipping,
    slips,
    tone,
)
from guitai.engines.rulebook.detectors.registry import DETECTORS

__all__ = [
    "DETECTORS",
    "claims",
    "contacts",
    "discounts",
    "harassment",
    "others",
    "prices",
    "promises",
    "shipping",
    "slips",
    "tone",
]
