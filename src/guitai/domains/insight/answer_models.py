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


class FoundAnswer(Record):
    """What was found in a shop's answers, and what somebody decided about it.

    ``key`` is what makes it the same finding next time; ``entry`` is the key of the entry that settled it.
    """

    shop: models.ForeignKey[Shop, Shop]
    shop_id: int
    key = models.CharField(max_length=64)
    product = models.BigIntegerField(null=True, blank=True)
    count = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    entry = models.BigIntegerField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=Finding, default=Finding.OPEN)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


class AnswerConflict(FoundAnswer):
    """One question, answered with different numbers, dates or conditions.

    ``topic`` is a wording of the question; ``sides`` are a list of ``{value, who, said: [{text, agent,
    conversation, message, at}], count, entries}``, entries by their keys. ``before`` is what the entry that
    settled it answered until then, empty if it is new.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="answer_conflicts", db_index=False)
    topic = models.CharField(max_length=80)
    kind = models.CharField(max_length=16)
    sides = OrderedJSONField(default=list)
    against_knowledge = models.BooleanField(default=False)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    before = models.TextField(blank=True)

    class Meta:
        db_table = "insight_answer_conflict"
        ordering = ["-count", "-last_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="insight_answer_conflict_once"),
            _decided("insight_answer_conflict_decided_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.topic


class KnowledgeGap(FoundAnswer):
    """A question buyers ask again and again and no entry answers.

    ``examples`` are their own words, ``talks`` the keys of the newest conversations it came up in.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="knowledge_gaps", db_index=False)
    topic = models.CharField(max_length=120)
    examples = OrderedJSONField(default=list)
    talks = OrderedJSONField(default=list)
    first_day = models.DateField()
    last_day = models.DateField()

    class Meta:
        db_table = "insight_knowledge_gap"
        ordering = ["-count", "-last_day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="insight_knowledge_gap_once"),
            _decided("insight_knowledge_gap_decided_by_and_at_together"),
        ]

    def __str__(self) -> str:
        return self.topic


class AnswersLook(Record):
    """When a shop's answers were looked through; ``asked_at`` stands while somebody waits for it."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="answers_look")
    asked_at = models.DateTimeField(null=True, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    lines = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "insight_answers_look"

    def __str__(self) -> str:
        return f"{self.shop_id} {self.looked_at}"
