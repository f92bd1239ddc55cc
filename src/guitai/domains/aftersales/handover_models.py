"""Tables of what a shift leaves to the next one (H2)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class Handover(Record):
    """What is open when somebody's shift ends; gathers itself then, once for each end of a shift.

    ``by_night`` says that the shift crossed midnight or ended before the morning: what it leaves is to be
    settled before noon. ``note`` are the words of who hands over.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    ends_at = models.DateTimeField()
    by_night = models.BooleanField()
    note = models.CharField(max_length=500, blank=True)
    gathered_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "aftersales_handover"
        constraints = [
            models.UniqueConstraint(fields=["shop", "member", "ends_at"], name="aftersales_handover_once")
        ]
        indexes = [models.Index(fields=["shop", "-ends_at"], name="aftersales_handover_list")]

    def __str__(self) -> str:
        return f"{self.member} {self.ends_at:%Y-%m-%d %H:%M}"


class HandoverItem(Record):
    """One thing that goes on: a buyer who waits, a promise, a case, a to-do, a note.

    ``subject`` is the key of what it is about in its own table (none for a note), ``told`` what it was in a
    few words when it was gathered; ``due_at`` is its own clock. Somebody takes it by name; ``rang_at`` is
    when the lead heard that nobody did. It is settled by itself once its subject is, or by hand.
    """

    class Kind(models.TextChoices):
        TALK = "talk", pgettext_lazy("handover", "buyer waiting")
        PROMISE = "promise", pgettext_lazy("handover", "promise")
        CASE = "case", pgettext_lazy("handover", "after-sales case")
        TODO = "todo", pgettext_lazy("handover", "to-do of a list")
        NOTE = "note", pgettext_lazy("handover", "note")

    handover = models.ForeignKey(Handover, on_delete=models.CASCADE, related_name="items")
    kind = models.CharField(max_length=7, choices=Kind)
    subject = models.BigIntegerField(null=True)
    told = models.CharField(max_length=300)
    due_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_at = models.DateTimeField(null=True)
    rang_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "aftersales_handover_item"
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "kind", "subject"],
                condition=Q(subject__isnull=False),
                name="aftersales_handover_item_once",
            )
        ]
        indexes = [
            models.Index(fields=["taken_by"], condition=Q(settled_at=None), name="aftersales_handover_taken"),
        ]

    def __str__(self) -> str:
        return self.told
