"""Tables of what the warehouse is asked to do, and of orders on their way to being cancelled."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from guitai.common.models import Picture
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order


class Cancelling(Record):
    """An order on its way to being cancelled, led by the playbook of its ``version`` (O3).

    ``began`` is the order's status it was begun with, ``step`` where it stands; of an ended one ``outcome``
    is the playbook's end. ``trail`` is every answer given: ``step``, ``answer``, ``by`` (a member's key),
    ``name``, ``at`` and ``note``.
    """

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("cancelling", "under way")
        ENDED = "ended", pgettext_lazy("cancelling", "ended")
        DROPPED = "dropped", pgettext_lazy("cancelling", "dropped")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="cancellings")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField()
    began = models.CharField(max_length=14)
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    outcome = models.CharField(max_length=40, blank=True)
    trail = models.JSONField(default=list, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "warehouse_cancelling"
        constraints = [
            models.UniqueConstraint(
                fields=["order"], condition=Q(state="running"), name="warehouse_cancelling_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["shop", "state", "-opened_at"], name="warehouse_cancelling_list")]

    def __str__(self) -> str:
        return f"{self.order} {self.step}"


class Task(Record):
    """One thing the warehouse is asked to do with an order's parcel, and its answer (O4).

    ``what`` are the words of who asks, ``note`` those of who answers; ``waybill`` is of what was sent
    again. ``cancelling`` waits for the answer and goes on by it.
    """

    class Kind(models.TextChoices):
        FIND = "find", pgettext_lazy("warehouse", "Find")
        PULL = "pull", pgettext_lazy("warehouse", "Pull out")
        CHANGE = "change", pgettext_lazy("warehouse", "Change")
        RESEND = "resend", pgettext_lazy("warehouse", "Send again")
        VERIFY = "verify", pgettext_lazy("warehouse", "Verify")

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("warehouse", "waiting")
        TAKEN = "taken", pgettext_lazy("warehouse", "being done")
        ANSWERED = "answered", pgettext_lazy("warehouse", "answered")
        WITHDRAWN = "withdrawn", pgettext_lazy("warehouse", "withdrawn")

    class Answer(models.TextChoices):
        FOUND = "found", pgettext_lazy("warehouse", "Found")
        NOT_FOUND = "not_found", pgettext_lazy("warehouse", "Not found")
        PULLED = "pulled", pgettext_lazy("warehouse", "Pulled out")
        CHANGED = "changed", pgettext_lazy("warehouse", "Changed")
        GONE = "gone", pgettext_lazy("warehouse", "Left already")
        SENT = "sent", pgettext_lazy("warehouse", "Sent")
        NO_STOCK = "no_stock", pgettext_lazy("warehouse", "None left")
        RIGHT = "right", pgettext_lazy("warehouse", "All right")
        WRONG = "wrong", pgettext_lazy("warehouse", "Not right")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="tasks", db_index=False)
    conversation = models.ForeignKey(
        Conversation, on_delete=models.SET_NULL, null=True, related_name="warehouse_tasks"
    )
    cancelling = models.ForeignKey(Cancelling, on_delete=models.CASCADE, null=True, related_name="tasks")
    kind = models.CharField(max_length=8, choices=Kind)
    what = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    taken_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    taken_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=9, choices=Answer, blank=True)
    note = models.CharField(max_length=300, blank=True)
    waybill = models.CharField(max_length=40, blank=True)
    picture = models.ForeignKey(
        Picture, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    answered_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "warehouse_task"
        constraints = [
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=Q(state__in=["open", "taken"]),
                name="warehouse_task_asked_once",
            ),
            models.CheckConstraint(
                name="warehouse_task_answered_with_a_time",
                condition=Q(state="answered", answered_at__isnull=False) & ~Q(answer="")
                | Q(state__in=["open", "taken", "withdrawn"], answered_at=None, answer=""),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "due_at"], name="warehouse_task_list"),
            models.Index(fields=["shop", "-answered_at"], name="warehouse_task_answered"),
            models.Index(fields=["order", "-asked_at"], name="warehouse_task_of_order"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.order}"
