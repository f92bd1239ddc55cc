"""Tables of what talks show about the shop's answers: contradictions (S2), and questions without an entry."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class Finding(models.TextChoices):
    """What became of a finding."""

    OPEN = "open", _("open")
    SETTLED = "settled", _("settled")
    DISMISSED = "dismissed", _("not a fault")


def _decided(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(state="open", decided_by__isnull=True, decided_at__isnull=True)
        | (~Q(state="open") & Q(decided_by__isnull=False, decided_at__isnull=False)),
    )


class AnswerConflict(Record):
    """One question, answered with different numbers, dates or conditions.

    ``key`` is what makes it the same finding next time; ``sides`` are a list of ``{value, who, said: [{text,
    agent, conversation, message, at}], count, entry}``; product and entries are keys alone.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="answer_conflicts", db_index=False)
    key = models.CharField(max_length=64)
    topic = models.CharField(max_length=80)
    product = models.BigIntegerField(null=True, blank=True)
    kind = models.CharField(max_length=16)
    sides = OrderedJSONField(default=list)
    count = models.PositiveIntegerField()
    against_knowledge = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=Finding, default=Finding.OPEN)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "insight_answer_conflict"
        ordering = ["-count", "-last_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="insight_answer_conflict_once"),
            _decided("insight_answer_conflict_decided_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.topic


class KnowledgeGap(Record):
    """A question buyers ask again and again and no entry answers; ``examples`` are their own words."""

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="knowledge_gaps", db_index=False)
    key = models.CharField(max_length=64)
    topic = models.CharField(max_length=120)
    product = models.BigIntegerField(null=True, blank=True)
    examples = OrderedJSONField(default=list)
    count = models.PositiveIntegerField()
    first_day = models.DateField()
    last_day = models.DateField()
    found_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=Finding, default=Finding.OPEN)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "insight_knowledge_gap"
        ordering = ["-count", "-last_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="insight_knowledge_gap_once"),
            _decided("insight_knowledge_gap_decided_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.topic
