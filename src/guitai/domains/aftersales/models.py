"""Tables of after-sales cases: what they are about, where they stand, what they are led by."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.handover_models import Handover as Handover
from guitai.domains.aftersales.handover_models import HandoverItem as HandoverItem
from guitai.domains.aftersales.issue_models import ProductIssue as ProductIssue
from guitai.domains.aftersales.ledger_models import Ledger as Ledger
from guitai.domains.aftersales.ledger_models import LedgerEntry as LedgerEntry
from guitai.domains.aftersales.ledger_models import LedgerLine as LedgerLine
from guitai.domains.aftersales.picture_models import CasePicture as CasePicture
from guitai.domains.catalog.models import Product
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Buyer, Order, OrderLine, Refund
from guitai.domains.warehouse.models import Task
from guitai.kernel.money import Money


class Kind(models.TextChoices):
    """What went wrong, as the trade tells it apart (A1)."""

    MISCOPIED = "miscopied", pgettext_lazy("case", "order miscopied")
    MISSENT = "missent", pgettext_lazy("case", "wrong goods sent")
    MISSING = "missing", pgettext_lazy("case", "left out")
    SHORT = "short", pgettext_lazy("case", "too few sent")
    EXTRA = "extra", pgettext_lazy("case", "too many sent")
    DAMAGED = "damaged", pgettext_lazy("case", "arrived damaged")
    QUALITY = "quality", pgettext_lazy("case", "quality")
    OWN_REASONS = "own_reasons", pgettext_lazy("case", "buyer's own reasons")
    UNREACHABLE = "unreachable", pgettext_lazy("case", "can't be delivered")
    MISDELIVERED = "misdelivered", pgettext_lazy("case", "delivered elsewhere")
    LOST = "lost", pgettext_lazy("case", "lost on the way")
    BROKEN = "broken", pgettext_lazy("case", "broken on the way")


class Outcome(models.TextChoices):
    """How a case ended; the ends of the playbooks name these."""

    REFUNDED = "refunded", pgettext_lazy("case", "paid back")
    PART_REFUNDED = "part_refunded", pgettext_lazy("case", "a part paid back")
    EXCHANGED = "exchanged", pgettext_lazy("case", "exchanged")
    RESENT = "resent", pgettext_lazy("case", "sent again")
    DELIVERED = "delivered", pgettext_lazy("case", "delivered after all")
    KEPT = "kept", pgettext_lazy("case", "keeps the goods")
    REFUSED = "refused", pgettext_lazy("case", "not agreed to")
    NOTHING = "nothing", pgettext_lazy("case", "nothing was wrong")


class Stage(models.TextChoices):
    """How far goods that come back have come (A6)."""

    APPLIED = "applied", pgettext_lazy("return", "applied for")
    SENT = "sent", pgettext_lazy("return", "sent back")
    RECEIVED = "received", pgettext_lazy("return", "received")
    CHECKED = "checked", pgettext_lazy("return", "checked")
    REFUNDED = "refunded", pgettext_lazy("return", "paid back")
    EXCHANGED = "exchanged", pgettext_lazy("return", "exchanged")


class PlaybookText(Record):
    """A playbook as a shop kept it from some version on; never changed once written (A2).

    One that is not the shop's ``own`` is as it came with the program, kept because a case is led by it.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    key = models.SlugField(max_length=40)
    version = models.PositiveIntegerField()
    written = models.TextField()
    is_own = models.BooleanField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "aftersales_playbook"
        constraints = [
            models.UniqueConstraint(fields=["shop", "key", "version"], name="aftersales_playbook_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.version}"


class CaseSetting(Record):
    """A shop's clocks of after-sales; what is counted on duty stands still while nobody is on the roster."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")
    answer_minutes = models.PositiveIntegerField(_("first answer within, minutes"), default=5)
    answer_on_duty = models.BooleanField(_("counted while somebody is on duty"), default=True)
    answer_warns_minutes = models.PositiveIntegerField(_("the lead hears of it before, minutes"), default=2)
    settle_hours = models.PositiveIntegerField(_("logistics settled within, hours"), default=48)
    settle_on_duty = models.BooleanField(_("counted while somebody is on duty"), default=False)
    settle_warns_hours = models.PositiveIntegerField(_("the lead hears of it before, hours"), default=6)

    class Meta:
        db_table = "aftersales_setting"

    def __str__(self) -> str:
        return str(self.shop_id)


class Case(Record):
    """Something that went wrong with an order, led by a playbook until it ends (A1, A2).

    ``number`` is counted in the shop from 1. ``playbook`` is the one it stands in now, at ``step``; a case
    keeps the version it came in by. ``trail`` is every answer given: ``playbook``, ``step``, ``answer``,
    ``by`` (a member's key), ``name``, ``at``, ``note``, ``fen``. ``stages`` has the moment each stage of
    goods that come back was reached. ``due_at`` is the first of the clocks that run: of the first answer
    (until ``answered_at``), of settling, of the step. ``warned_at`` is when the lead was last told that a
    clock runs out. ``cost_fen`` is what it cost the shop so far, ``regained_fen`` what a courier paid.
    ``fault`` is the defect in few words as the shop names it, ``batch`` that of the goods where known.
    """

    class State(models.TextChoices):
        RUNNING = "running", pgettext_lazy("case", "under way")
        ENDED = "ended", pgettext_lazy("case", "ended")
        MERGED = "merged", pgettext_lazy("case", "merged into another")

    # No indexes of these alone: others begin with them, or nobody asks so.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="cases", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=Kind)
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, null=True, related_name="cases")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="cases")
    refund = models.ForeignKey(
        Refund, on_delete=models.SET_NULL, null=True, related_name="cases", db_index=False
    )
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="cases")
    said = models.CharField(max_length=300, blank=True)
    fault = models.CharField(max_length=40, blank=True)
    batch = models.CharField(max_length=40, blank=True)
    courier = models.CharField(max_length=40, blank=True)
    waybill = models.CharField(max_length=40, blank=True)
    playbook = models.ForeignKey(PlaybookText, on_delete=models.PROTECT, related_name="+", db_index=False)
    step = models.CharField(max_length=40)
    state = models.CharField(max_length=8, choices=State, default=State.RUNNING)
    outcome = models.CharField(max_length=14, choices=Outcome, blank=True)
    trail = models.JSONField(default=list, blank=True)
    stages = models.JSONField(default=dict, blank=True)
    task = models.ForeignKey(
        Task, on_delete=models.SET_NULL, null=True, related_name="+", help_text="what the step waits for"
    )
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="cases")
    opened_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    opened_at = models.DateTimeField()
    answer_due_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    settle_due_at = models.DateTimeField(null=True)
    step_since = models.DateTimeField()
    step_due_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    reopened = models.PositiveSmallIntegerField(default=0)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged")
    cost_fen = models.BigIntegerField(default=0)
    regained_fen = models.BigIntegerField(default=0)

    class Meta:
        db_table = "aftersales_case"
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="aftersales_case_one_number"),
            models.CheckConstraint(
                name="aftersales_case_ended_with_a_time",
                condition=Q(state="running", ended_at=None, outcome="")
                | Q(state="ended", ended_at__isnull=False) & ~Q(outcome="")
                | Q(state="merged", ended_at__isnull=False, merged_into__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "due_at"], name="aftersales_case_board"),
            models.Index(fields=["shop", "-opened_at"], name="aftersales_case_list"),
            models.Index(fields=["due_at"], condition=Q(state="running"), name="aftersales_case_running"),
        ]

    def __str__(self) -> str:
        return f"#{self.number}"

    @property
    def cost(self) -> Money:
        """What it cost the shop so far."""
        return Money(self.cost_fen)

    @property
    def regained(self) -> Money:
        """What couriers paid for it."""
        return Money(self.regained_fen)


class CaseLine(Record):
    """One product a case is about, kept in words: the lines of an order may be replaced."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lines")
    order_line = models.ForeignKey(
        OrderLine, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, related_name="case_lines")
    title = models.CharField(max_length=200)
    sku_code = models.CharField(max_length=64, blank=True)
    quantity = models.PositiveIntegerField(default=1)
    paid_fen = models.BigIntegerField(default=0)

    lets_go = frozenset({"order_line"})  # an import that replaces an order's lines is not held up by a case

    class Meta:
        db_table = "aftersales_case_line"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.title


class CaseAttempt(Record):
    """One try to reach the buyer of a case who is not in the chat, and whether they were reached (A7)."""

    class Way(models.TextChoices):
        CALL = "call", pgettext_lazy("attempt", "call")
        SMS = "sms", pgettext_lazy("attempt", "text message")
        MESSAGE = "message", pgettext_lazy("attempt", "message")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="attempts")
    way = models.CharField(max_length=7, choices=Way)
    was_reached = models.BooleanField()
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        db_table = "aftersales_attempt"
        ordering = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.way} {self.at:%m-%d %H:%M}"
