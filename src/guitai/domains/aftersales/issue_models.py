"""The table of what is wrong with a product, opened by an alarm or by a person (A5)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product


class ProductIssue(Record):
    """One fault of one product (and batch), with who looks after it and what came of it.

    ``figures`` are those of the alarm as it was raised: ``seen`` cases among ``sold`` pieces in ``days`` from
    ``since`` to ``until``, ``expected`` by the product's own past, ``chance`` that so many come by accident;
    ``now`` has the same from ``since`` to today. What a person opened without a case has none. ``effect``
    compares after the measure (``seen``, ``sold``, ``days``) with before it (``before_seen``,
    ``before_sold``): ``chance`` that so few come by accident, ``is_sure`` that it is not.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("issue", "open")
        WATCHED = "watched", pgettext_lazy("issue", "measure taken, watched")
        CLOSED = "closed", pgettext_lazy("issue", "closed")
        FALSE = "false", pgettext_lazy("issue", "false alarm")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="issues")
    fault = models.CharField(max_length=40)
    batch = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    figures = models.JSONField(default=dict)
    effect = models.JSONField(default=dict, blank=True)
    owner = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    measure = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    measured_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "aftersales_issue"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "product", "fault", "batch"],
                condition=Q(state__in=["open", "watched"]),
                name="aftersales_issue_one_running",
            )
        ]
        indexes = [models.Index(fields=["shop", "state", "-opened_at"], name="aftersales_issue_list")]

    def __str__(self) -> str:
        return f"{self.product} {self.fault}"
