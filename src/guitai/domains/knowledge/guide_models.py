"""Tables of guidance cards: what a buyer does step by step, with pictures (D8)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from guitai.common.models import Picture
from guitai.common.records import Record
from guitai.domains.accounts.models import Shop


class Guide(Record):
    """How a buyer does something: ask for a refund, fill in a return waybill, have a friend pay …"""

    # The index below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="guides", db_index=False)
    title = models.CharField(_("title"), max_length=60)
    note = models.CharField(_("note"), max_length=200, blank=True)
    code = models.CharField(max_length=20, blank=True)
    position = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "knowledge_guide"
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["shop", "position"])]

    def __str__(self) -> str:
        return self.title


class GuideStep(Record):
    """One step of a guide: a sentence, and a picture that shows where to tap."""

    # The constraint's index begins with it.
    guide = models.ForeignKey(Guide, on_delete=models.CASCADE, related_name="steps", db_index=False)
    position = models.PositiveIntegerField()
    text = models.CharField(_("text"), max_length=500)
    picture = models.ForeignKey(Picture, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "knowledge_guide_step"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["guide", "position"], name="knowledge_step_in_order")]

    def __str__(self) -> str:
        return self.text[:60]
