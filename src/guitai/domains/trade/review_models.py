"""What buyers said in public about what they bought."""

from __future__ import annotations

from django.db import models

from guitai.common.records import Record
from guitai.domains.accounts.models import Shop
from guitai.domains.catalog.models import Product


class Review(Record):
    """A buyer's public review of something they bought, as a platform's list tells it (P7).

    ``number`` is the platform's own, else made of order, product and time. ``stars`` are 1 to 5: where a
    platform knows good, middling and bad alone, 5, 3 and 1. ``added`` is what the buyer added later,
    ``reply`` what the shop answers in public.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="reviews", db_index=False)
    number = models.CharField(max_length=64)
    order = models.ForeignKey(
        "trade.Order", on_delete=models.SET_NULL, null=True, blank=True, related_name="reviews"
    )
    order_number = models.CharField(max_length=40, blank=True)
    buyer_account = models.CharField(max_length=120, blank=True)
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    title = models.CharField(max_length=200, blank=True)
    stars = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    added = models.TextField(blank=True)
    reply = models.TextField(blank=True)
    at = models.DateTimeField()
    added_at = models.DateTimeField(null=True, blank=True)
    replied_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    lets_go = frozenset({"order", "product"})  # an import that is taken back leaves the review without them

    class Meta:
        db_table = "trade_review"
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="trade_review_one_number"),
            models.CheckConstraint(
                name="trade_review_has_one_to_five_stars", condition=models.Q(stars__gte=1, stars__lte=5)
            ),
        ]
        indexes = [models.Index(fields=["shop", "stars", "-at"], name="trade_review_poor")]

    def __str__(self) -> str:
        return f"{self.stars} {self.title}".strip()
