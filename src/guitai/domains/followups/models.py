"""Tables of what is to be done for buyers, of every attempt at it, and of how a shop keeps its lists."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Buyer, Order, Refund, Review
from guitai.kernel.money import Money


class Listing(models.TextChoices):
    """The lists a to-do can stand on; one of them, and there once for its buyer, order or refund."""

    PROMISE = "promise", _("promised")
    ASKED = "asked", _("asked, not ordered")
    UNPAID = "unpaid", _("ordered, not paid")
    SILENT_UNPAID = "silent_unpaid", _("not paid, never asked")
    SILENT_PAID = "silent_paid", _("paid, never asked")
    SOON_LATE = "soon_late", _("late soon")
    LATE = "late", _("late")
    OUT_OF_STOCK = "out_of_stock", _("out of stock")
    OVERSOLD = "oversold", _("oversold")
    AFTER_DISPATCH = "after_dispatch", _("care after dispatch")
    AFTER_SIGNING = "after_signing", _("care after signing")
    REFUND_ASKED = "refund_asked", _("refund asked for")
    POOR_REVIEW = "poor_review", _("poor review")
    INVITE = "invite", _("to invite")
    VIP = "vip", _("VIP of the month")
    WAKING = "waking", _("to wake")


class State(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("to-do", "proposed")
    OPEN = "open", pgettext_lazy("to-do", "open")
    DONE = "done", pgettext_lazy("to-do", "done")
    LEFT = "left", pgettext_lazy("to-do", "settled by itself")
    DROPPED = "dropped", pgettext_lazy("to-do", "dropped")


class Outcome(models.TextChoices):
    """How a to-do ended; which of them a list knows stands in ``lists.yaml``."""

    KEPT = "kept", pgettext_lazy("outcome", "kept")
    BROKEN = "broken", pgettext_lazy("outcome", "broken")
    PAID = "paid", pgettext_lazy("outcome", "paid")
    ORDERED = "ordered", pgettext_lazy("outcome", "ordered")
    WAITS = "waits", pgettext_lazy("outcome", "will wait")
    EXCHANGED = "exchanged", pgettext_lazy("outcome", "takes something else")
    REFUNDED = "refunded", pgettext_lazy("outcome", "refund")
    STAYED = "stayed", pgettext_lazy("outcome", "keeps the goods")
    CHECKED = "checked", pgettext_lazy("outcome", "checked")
    CONTENT = "content", pgettext_lazy("outcome", "content")
    UNHAPPY = "unhappy", pgettext_lazy("outcome", "unhappy")
    ANSWERED = "answered", pgettext_lazy("outcome", "answered in public")
    NO_ANSWER = "no_answer", pgettext_lazy("outcome", "no answer")
    DECLINED = "declined", pgettext_lazy("outcome", "does not want it")
    SETTLED = "settled", pgettext_lazy("outcome", "settled")


class Todo(Record):
    """One thing to be done for a buyer, with its clock and what came of it.

    ``key`` tells it apart on its list: an order's or a refund's number, a message's key, a buyer's with the
    month; so nothing stands on a list twice. ``why`` says why it is there, as the list's rule found it, and
    ``value_fen`` what it is about. It rings at ``ring_at``, once (``rang_at``). ``confirmed_at`` of a
    promise: somebody looked at what was read out of the words. ``brought_fen`` is what it brought within
    three days.
    """

    # No index of the shop alone: others begin with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="todos", db_index=False)
    listing = models.CharField(max_length=16, choices=Listing)
    key = models.CharField(max_length=64)
    buyer = models.ForeignKey(Buyer, on_delete=models.CASCADE, null=True, related_name="todos")
    order = models.ForeignKey(Order, on_delete=models.CASCADE, null=True, related_name="todos")
    refund = models.ForeignKey(Refund, on_delete=models.CASCADE, null=True, related_name="todos")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, related_name="todos")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="todos")
    message = models.BigIntegerField(null=True)
    owner = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="todos", db_index=False
    )
    made_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    due_at = models.DateTimeField(null=True)
    ring_at = models.DateTimeField(null=True)
    rang_at = models.DateTimeField(null=True)
    why = models.JSONField(default=dict, blank=True)
    value_fen = models.BigIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_attempt_at = models.DateTimeField(null=True)
    next_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    note = models.CharField(max_length=300, blank=True)
    opened_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    brought_fen = models.BigIntegerField(null=True)

    class Meta:
        db_table = "followups_todo"
        constraints = [
            models.UniqueConstraint(fields=["shop", "listing", "key"], name="followups_todo_once"),
            models.CheckConstraint(
                name="followups_todo_is_closed_with_a_time",
                condition=Q(state__in=["proposed", "open"], closed_at=None)
                | Q(state__in=["done", "left", "dropped"], closed_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "listing", "state", "due_at"], name="followups_todo_list"),
            models.Index(fields=["owner", "state", "due_at"], name="followups_todo_of_owner"),
            models.Index(
                fields=["ring_at"],
                condition=Q(rang_at=None, state="open", ring_at__isnull=False),
                name="followups_todo_to_ring",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.listing} {self.key}"

    @property
    def value(self) -> Money:
        """What it is about."""
        return Money(self.value_fen)


class Attempt(Record):
    """One try at a to-do: a message sent, wording copied, a call, and what was said to it."""

    class Way(models.TextChoices):
        MESSAGE = "message", pgettext_lazy("attempt", "message")
        COPIED = "copied", pgettext_lazy("attempt", "wording copied")
        CALL = "call", pgettext_lazy("attempt", "call")
        SMS = "sms", pgettext_lazy("attempt", "text message")

    todo = models.ForeignKey(Todo, on_delete=models.CASCADE, related_name="tries")
    way = models.CharField(max_length=8, choices=Way)
    by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "followups_attempt"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%m-%d %H:%M}"


class ListSetting(Record):
    """How a shop keeps one list; what it does not say is as ``lists.yaml`` has it.

    ``numbers`` are the rule's own figures by name (hours, amounts in fen, how many attempts).
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    listing = models.CharField(max_length=16, choices=Listing)
    is_on = models.BooleanField(default=True)
    group = models.ForeignKey(Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    numbers = models.JSONField(default=dict, blank=True)

    class Meta:
        db_table = "followups_list_setting"
        constraints = [
            models.UniqueConstraint(fields=["shop", "listing"], name="followups_list_setting_once")
        ]

    def __str__(self) -> str:
        return self.listing


class Process(Record):
    """One line of the shop's process table: what happens when, and what a buyer is told about it (P1).

    ``starts`` is what it is counted from (paid, returned, checked, asked), ``within_minutes`` how long it
    takes, on working days alone if ``working``; ``cutoff`` is the time of day until which it happens on
    the same day.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="processes", db_index=False)
    key = models.SlugField(max_length=40)
    title = models.CharField(_("what happens"), max_length=80)
    about = models.CharField(_("about"), max_length=10)
    starts = models.CharField(_("counted from"), max_length=20)
    cutoff = models.TimeField(_("on the same day until"), null=True, blank=True)
    within_minutes = models.PositiveIntegerField(_("takes, minutes"))
    working = models.BooleanField(_("working days only"), default=False)
    answer = models.CharField(_("what a buyer is told"), max_length=300)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(Membership, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        db_table = "followups_process"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="followups_process_once")]

    def __str__(self) -> str:
        return self.title


class PublicAnswer(Record):
    """What the shop answers a review in public: written, agreed to, put on the platform (P7).

    ``template`` is the key of the wording it began with. Somebody with the right agrees before it goes out.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("public answer", "to be agreed to")
        AGREED = "agreed", pgettext_lazy("public answer", "agreed to, to be put up")
        REFUSED = "refused", pgettext_lazy("public answer", "sent back")
        POSTED = "posted", pgettext_lazy("public answer", "put up")

    review = models.OneToOneField(Review, on_delete=models.CASCADE, related_name="public_answer")
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    text = models.CharField(max_length=500)
    template = models.CharField(max_length=30, blank=True)
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    settled_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=200, blank=True)
    posted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    posted_at = models.DateTimeField(null=True)

    class Meta:
        db_table = "followups_public_answer"
        indexes = [models.Index(fields=["shop", "state", "-at"], name="followups_public_answer_list")]

    def __str__(self) -> str:
        return self.text
