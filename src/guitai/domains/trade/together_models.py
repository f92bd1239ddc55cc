"""What buyers bought together, counted out of the orders."""

from __future__ import annotations

from django.db import models

from guitai.common.records import Record
from guitai.domains.accounts.models import Shop


class BoughtTogether(Record):
    """Of orders with ``product`` so many held ``other`` as well; counted anew each night.

    ``support`` is the share of all orders that hold both, ``confidence`` that of the orders with
    ``product``, ``lift`` how many times more often than by chance. Products are keys alone: an import is
    taken back although somebody counted what it brought.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.BigIntegerField()
    other = models.BigIntegerField()
    orders = models.PositiveIntegerField()
    support = models.FloatField()
    confidence = models.FloatField()
    lift = models.FloatField()
    found_at = models.DateTimeField()

    class Meta:
        db_table = "trade_bought_together"
        ordering = ["-confidence", "-lift", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "product", "other"], name="trade_bought_together_once")
        ]

    def __str__(self) -> str:
        return f"{self.product} + {self.other}: {self.orders}"
