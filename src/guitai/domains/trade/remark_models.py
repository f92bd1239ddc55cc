"""What was written on orders, by whom and when, and what the colours of their flags mean."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class Flag(models.TextChoices):
    """The colours in the order in which Taobao and JD number them, 1 to 5."""

    RED = "red", pgettext_lazy("flag", "Red")
    YELLOW = "yellow", pgettext_lazy("flag", "Yellow")
    GREEN = "green", pgettext_lazy("flag", "Green")
    BLUE = "blue", pgettext_lazy("flag", "Blue")
    PURPLE = "purple", pgettext_lazy("flag", "Purple")


class RemarkSource(models.TextChoices):
    OWN = "own", _("written here")
    IMPORTED = "imported", _("from the platform")


class Holds(models.TextChoices):
    """Which of two remarks that contradict one another holds."""

    OURS = "ours", _("ours")
    PLATFORM = "platform", _("the platform's")


class Remark(Record):
    """Something written on an order; appended, never written over, never taken away.

    ``text`` is whole as the platform gets it (改发顺丰 小美/03.02), ``platform_text`` what the platform
    showed at that moment. Of an ``imported`` one, which stands for a list that said something else than was
    known, ``text`` is what the platform shows since. ``flag`` is empty where the remark changed none;
    ``sent_at`` is when an own one was written back; ``holds`` says how an imported one that contradicted
    ours was settled.
    """

    # The partial indexes begin with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    order = models.ForeignKey("trade.Order", on_delete=models.CASCADE, related_name="remarks")
    text = models.TextField(blank=True)
    flag = models.CharField(max_length=6, choices=Flag, blank=True)
    by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    source = models.CharField(max_length=8, choices=RemarkSource, default=RemarkSource.OWN)
    platform_text = models.TextField(blank=True)
    at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    holds = models.CharField(max_length=8, choices=Holds, blank=True)
    settled_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    # An import that is taken back (common.journal) leaves what somebody decided about.
    worked_on = ~Q(holds="")

    class Meta:
        db_table = "trade_remark"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="trade_remark_own_has_its_author",
                condition=Q(source="own", by__isnull=False) | Q(source="imported", by__isnull=True),
            ),
        ]
        indexes = [
            models.Index(
                fields=["shop"], condition=Q(source="own", sent_at=None), name="trade_remark_to_send"
            ),
            models.Index(
                fields=["shop"], condition=Q(source="imported", holds=""), name="trade_remark_to_settle"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Store a new row.

        :raises TypeError: if it is stored already; whether it was sent and what holds is said by the deeds.
        """
        if not self._state.adding:
            raise TypeError("A remark is never written over; append another one.")
        super().save(*args, **kwargs)

    def delete(self, *_args: Any, **_kwargs: Any) -> tuple[int, dict[str, int]]:
        """Refuse.

        :raises TypeError: always; only an import that is taken back takes what it told with it.
        """
        raise TypeError("A remark is never taken away.")


class FlagMeaning(Record):
    """What a colour means in a shop that does not keep to the convention (:func:`.remarks.meanings_of`)."""

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    flag = models.CharField(max_length=6, choices=Flag)
    meaning = models.CharField(max_length=40, blank=True)

    class Meta:
        db_table = "trade_flag_meaning"
        constraints = [models.UniqueConstraint(fields=["shop", "flag"], name="trade_flag_meaning_once")]

    def __str__(self) -> str:
        return f"{self.flag}: {self.meaning}"
