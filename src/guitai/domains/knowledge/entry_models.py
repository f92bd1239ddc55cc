"""Tables of what a shop knows: questions with their one approved answer, and what is still to be known."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product


class Origin(models.TextChoices):
    """Where an entry comes from."""

    WRITTEN = "written", _("written")
    IMPORTED = "imported", _("imported")
    LEARNED = "learned", _("learned from an answer")
    ASKED = "asked", _("answered by the lead")


class Entry(Record):
    """One question in its wordings and the one answer the shop gives; of a product, or of the whole shop.

    It is offered once somebody approved it, from ``valid_from`` to ``valid_until`` (both days count), until
    it is retired. An honest weakness says what a product is not, and what to tell the buyer about it.
    """

    # The index below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="entries", db_index=False)
    product = models.ForeignKey(
        Product, on_delete=models.CASCADE, null=True, blank=True, related_name="entries"
    )
    answer = models.TextField(_("answer"), max_length=2000)
    is_weakness = models.BooleanField(_("honest weakness"), default=False)
    valid_from = models.DateField(_("valid from"), null=True, blank=True)
    valid_until = models.DateField(_("valid until"), null=True, blank=True)
    owner = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="entries"
    )
    origin = models.CharField(max_length=8, choices=Origin, default=Origin.WRITTEN)
    approved_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "knowledge_entry"
        ordering = ["pk"]
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["shop", "updated_at"])]
        constraints = [
            models.CheckConstraint(
                name="knowledge_entry_ends_after_its_start",
                condition=Q(valid_from=None) | Q(valid_until=None) | Q(valid_until__gte=F("valid_from")),
            ),
            models.CheckConstraint(
                name="knowledge_entry_approved_by_and_at_together",
                condition=Q(approved_by__isnull=True, approved_at__isnull=True)
                | Q(approved_by__isnull=False, approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.answer[:60]


class EntryWording(Record):
    """One way buyers ask the question of an entry; the first is its title."""

    # The constraint's index begins with it.
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="wordings", db_index=False)
    text = models.CharField(_("question"), max_length=200)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "knowledge_entry_wording"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["entry", "text"], name="knowledge_wording_once")]

    def __str__(self) -> str:
        return self.text


class SuggestionUse(Record):
    """What became on one day of what was suggested to a member: sent as it was, changed, or passed over."""

    class Kind(models.TextChoices):
        ENTRY = "entry", _("knowledge")
        PHRASE = "phrase", _("quick phrase")
        FACT = "fact", _("product fact")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="suggestion_uses", db_index=False)
    kind = models.CharField(max_length=6, choices=Kind)
    key = models.BigIntegerField()
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="suggestion_uses")
    day = models.DateField()
    used = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    ignored = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "knowledge_suggestion_use"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "kind", "key", "membership", "day"], name="knowledge_suggestion_use_one_row"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key} {self.day}"


class Candidate(Record):
    """An answer an agent made of a suggestion, or wrote alone; knowledge only once the lead says so.

    ``conversation`` is a key alone: talks lie above the knowledge. ``outcome`` is what approving it did
    (``{choice, entry, before, wording}``), so that it can be undone.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        DROPPED = "dropped", _("dropped")

    # The index below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="candidates", db_index=False)
    entry = models.ForeignKey(
        Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="candidates"
    )
    product = models.ForeignKey(Product, on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    question = models.CharField(max_length=200)
    answer = models.TextField(max_length=2000)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="candidates")
    conversation = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    outcome = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "knowledge_candidate"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["shop", "state", "-at"])]

    def __str__(self) -> str:
        return self.question


class OpenQuestion(Record):
    """A fact nobody knows yet: asked for buyers, answered by the lead in 24 hours, told to them (S6).

    ``key`` is what makes it the same question of the same product; ``rung_at`` is when the lead was called
    to it last; ``entry`` is what it became.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        ANSWERED = "answered", _("answered")
        WITHDRAWN = "withdrawn", _("withdrawn")

    # The index below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="open_questions", db_index=False)
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    question = models.CharField(_("question"), max_length=200)
    key = models.CharField(max_length=64)
    note = models.CharField(_("note"), max_length=300, blank=True)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="open_questions")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    rung_at = models.DateTimeField(null=True, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    answer = models.TextField(_("answer"), max_length=2000, blank=True)
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)
    entry = models.ForeignKey(Entry, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        db_table = "knowledge_open_question"
        ordering = ["due_at", "pk"]
        indexes = [models.Index(fields=["shop", "state", "due_at"])]
        constraints = [
            models.CheckConstraint(
                name="knowledge_question_answered_has_who_and_when",
                condition=~Q(state="answered") | Q(answered_by__isnull=False, answered_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["shop", "key"], condition=Q(state="open"), name="knowledge_question_open_once"
            ),
        ]

    def __str__(self) -> str:
        return self.question


class QuestionWaiter(Record):
    """A buyer who is to be told the answer, and the agent who asked for them.

    ``conversation`` and ``buyer`` are keys alone: talks and buyers lie beside and above the knowledge. Beside
    another program there is no talk, and where nobody was chosen no buyer.
    """

    # The constraint's index begins with it.
    question = models.ForeignKey(
        OpenQuestion, on_delete=models.CASCADE, related_name="waiters", db_index=False
    )
    conversation = models.BigIntegerField(null=True, blank=True)
    buyer = models.BigIntegerField(null=True, blank=True)
    buyer_name = models.CharField(max_length=120, blank=True)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="question_waiters")
    asked_at = models.DateTimeField()
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "knowledge_question_waiter"
        ordering = ["pk"]
        indexes = [
            # Asked with every reply that is sent.
            models.Index(fields=["buyer"], condition=Q(told_at=None), name="knowledge_waiter_untold")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["question", "conversation"],
                condition=Q(conversation__isnull=False),
                name="knowledge_waiter_one_per_talk",
            ),
            models.UniqueConstraint(
                fields=["question", "asked_by", "buyer"],
                condition=Q(conversation=None),
                name="knowledge_waiter_one_per_buyer_beside",
            ),
            models.CheckConstraint(
                name="knowledge_waiter_told_by_and_at_together",
                condition=Q(told_by__isnull=True, told_at__isnull=True)
                | Q(told_by__isnull=False, told_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buyer_name} · {self.question_id}"


class StoredVector(Record):
    """The dense vector of a text, by encoder and the text's digest; computed once, the same for all shops."""

    encoder = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    vector = models.BinaryField()

    class Meta:
        db_table = "knowledge_stored_vector"
        constraints = [models.UniqueConstraint(fields=["encoder", "digest"], name="knowledge_vector_once")]

    def __str__(self) -> str:
        return f"{self.encoder} {self.digest[:8]}"
