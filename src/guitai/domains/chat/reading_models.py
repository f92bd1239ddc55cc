"""Tables of what a lead put right in the reading of a talk."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership


class Correction(Record):
    """A lead says what a buyer asked in a message, or in what mood they were by then; the last word counts.

    ``was`` is what had been read, ``now`` what is right: a mood, or keys of intents with a space between.
    """

    class Of(models.TextChoices):
        INTENTS = "intents"
        MOOD = "mood"

    message = models.ForeignKey("chat.Message", on_delete=models.CASCADE, related_name="corrections")
    of = models.CharField(max_length=8, choices=Of)
    was = models.CharField(max_length=200, blank=True)
    now = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "chat_correction"
        constraints = [
            models.UniqueConstraint(fields=["message", "of"], name="chat_correction_one_each"),
            models.CheckConstraint(condition=~Q(of="mood") | ~Q(now=""), name="chat_correction_names_a_mood"),
        ]

    def __str__(self) -> str:
        return f"{self.message_id}: {self.was} → {self.now}"
