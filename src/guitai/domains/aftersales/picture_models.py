"""The table of the picture archive: which picture shows what fault of whose goods (A3)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import pgettext_lazy

from guitai.common.models import Picture
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Buyer, Order


class CasePicture(Record):
    """A picture of a fault, filed under buyer, order, product and fault.

    ``picture`` is what pages show: encoded anew, without what a camera wrote into it. ``original_sha256``
    names the file as it came, which a courier wants to see; it is kept sealed and given to who may see
    personal data. A picture that came by the chat has no other original than what the chat kept.
    """

    class Source(models.TextChoices):
        CHAT = "chat", pgettext_lazy("picture", "from the chat")
        UPLOAD = "upload", pgettext_lazy("picture", "uploaded")
        WAREHOUSE = "warehouse", pgettext_lazy("picture", "from the warehouse")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    case = models.ForeignKey("aftersales.Case", on_delete=models.PROTECT, null=True, related_name="pictures")
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, related_name="+")
    original_sha256 = models.CharField(max_length=64)
    original_size = models.PositiveIntegerField()
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, null=True, related_name="+")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, related_name="+")
    fault = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=9, choices=Source)
    message = models.BigIntegerField(null=True)
    note = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "aftersales_picture"
        constraints = [
            # The same line of a talk is filed in a case once.
            models.UniqueConstraint(fields=["case", "message"], name="aftersales_picture_of_message_once"),
        ]
        indexes = [models.Index(fields=["shop", "-at"], name="aftersales_picture_list")]

    def __str__(self) -> str:
        return f"{self.fault} {self.at:%Y-%m-%d}".strip()
