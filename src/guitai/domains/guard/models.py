"""Tables of a shop's rules, of what was found in drafts, of what leads were asked, and of contacts."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.kernel.money import Money


class RulesInForce(Record):
    """A number that grows with every change of a shop's rules; a shop that changed nothing has no row.

    ``token`` is drawn by lot with each change: a number comes again where an older copy of the tables is put
    back, and what was compiled for the one is not for the other.
    """

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=16)

    class Meta:
        db_table = "guard_rules_in_force"

    def __str__(self) -> str:
        return f"{self.shop_id}: {self.version}"


class RuleState(Record):
    """A rule the shop has changed or made: whether it counts, and how the shop writes it.

    ``written`` is the text of a rule file; empty, the rule is as it comes with the program. A rule that does
    not come with the program is the shop's own.
    """

    # No index of it alone: the constraint begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    rule_id = models.CharField(max_length=80)
    is_on = models.BooleanField(default=True)
    written = models.TextField(blank=True)
    version = models.PositiveIntegerField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "guard_rule_state"
        constraints = [models.UniqueConstraint(fields=["shop", "rule_id"], name="guard_rule_state_once")]

    def __str__(self) -> str:
        return self.rule_id


class RuleChange(Record):
    """How a rule of a shop was from some version on; never changed once written."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    rule_id = models.CharField(max_length=80)
    version = models.PositiveIntegerField()
    is_on = models.BooleanField()
    written = models.TextField(blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "guard_rule_change"
        constraints = [models.UniqueConstraint(fields=["shop", "version"], name="guard_rule_change_once")]
        indexes = [models.Index(fields=["shop", "rule_id", "-version"])]

    def __str__(self) -> str:
        return f"{self.rule_id} {self.version}"


class Place(models.TextChoices):
    DESK = "desk", _("Desk")
    SIDECAR = "sidecar", _("Sidecar")
    PHRASE = "phrase", _("Quick phrase")
    KNOWLEDGE = "knowledge", _("Knowledge")
    AUTOMATIC = "automatic", _("Automatic reply")
    IMPORTED = "imported", _("Imported chat")


class Outcome(models.TextChoices):
    HELD = "held", pgettext_lazy("draft", "held")
    SENT = "sent", pgettext_lazy("draft", "sent")
    CONFIRMED = "confirmed", pgettext_lazy("draft", "sent after a second look")
    REWRITTEN = "rewritten", pgettext_lazy("draft", "rewritten")
    DROPPED = "dropped", pgettext_lazy("draft", "dropped")
    ASKED = "asked", pgettext_lazy("draft", "waits for the lead")
    GRANTED = "granted", pgettext_lazy("draft", "granted by the lead")
    REFUSED = "refused", pgettext_lazy("draft", "refused by the lead")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft", "withdrawn")


class Verdict(Record):
    """A draft in which something was found, and what became of it; drafts without findings are not kept.

    ``conversation`` and ``message`` are keys of the chat, which is above the guard; ``account`` is the
    buyer's. ``sent_text`` is what was sent instead.
    """

    # No indexes of these alone: those below begin with the shop, and nobody deletes a member.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    place = models.CharField(max_length=10, choices=Place)
    conversation = models.BigIntegerField(null=True)
    account = models.CharField(max_length=120, blank=True)
    message = models.BigIntegerField(null=True)
    text = models.TextField()
    severity = models.PositiveSmallIntegerField()
    rules_version = models.PositiveIntegerField()
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10, choices=Outcome)
    outcome_at = models.DateTimeField(null=True)
    sent_text = models.TextField(blank=True)

    class Meta:
        db_table = "guard_verdict"
        constraints = [
            models.CheckConstraint(
                name="guard_verdict_outcome_has_a_time",
                condition=Q(outcome="held", outcome_at__isnull=True)
                | (~Q(outcome="held") & Q(outcome_at__isnull=False)),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-at"]),
            models.Index(
                fields=["conversation", "member"], condition=Q(outcome="held"), name="guard_verdict_held"
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]


class VerdictFinding(Record):
    """One thing that was found in a draft; ``start`` and ``end`` are positions in its text."""

    verdict = models.ForeignKey(Verdict, on_delete=models.CASCADE, related_name="findings")
    rule = models.CharField(max_length=80)
    category = models.CharField(max_length=20)
    severity = models.PositiveSmallIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    matched = models.TextField()
    why = models.TextField()
    rewrite = models.TextField(blank=True)

    class Meta:
        db_table = "guard_verdict_finding"
        constraints = [
            models.CheckConstraint(
                name="guard_verdict_finding_ends_after_start", condition=Q(end__gte=F("start"))
            )
        ]
        # Verdicts come in the order of time.
        indexes = [models.Index(fields=["rule", "verdict"])]

    def __str__(self) -> str:
        return f"{self.rule}: {self.matched[:40]}"


class Approval(Record):
    """A draft that waits for the lead's yes, with what the agent says about it and what was answered.

    ``conversation`` is none where the talk is on a platform's own page; ``local_id`` the one the reply will
    be sent under; ``amount_fen`` what the reply gives away.
    """

    class State(models.TextChoices):
        WAITING = "waiting", pgettext_lazy("request", "waiting")
        GRANTED = "granted", pgettext_lazy("request", "granted")
        REFUSED = "refused", pgettext_lazy("request", "refused")
        WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")
        LAPSED = "lapsed", pgettext_lazy("request", "lapsed")

    # No index of it alone: the one below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    verdict = models.OneToOneField(Verdict, on_delete=models.CASCADE, related_name="approval")
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    conversation = models.BigIntegerField(null=True)
    account = models.CharField(max_length=120, blank=True)
    local_id = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    phrases = models.JSONField(default=list)
    order_number = models.CharField(max_length=40, blank=True)
    amount_fen = models.BigIntegerField(null=True)
    note = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "guard_approval"
        constraints = [
            models.UniqueConstraint(
                fields=["conversation"], condition=Q(state="waiting"), name="guard_approval_one_waiting"
            ),
            models.CheckConstraint(
                name="guard_approval_decided_has_who_and_when",
                condition=Q(state="waiting", decided_at__isnull=True, decided_by__isnull=True)
                | Q(state__in=["granted", "refused"], decided_at__isnull=False, decided_by__isnull=False)
                | Q(state__in=["withdrawn", "lapsed"], decided_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "-asked_at"]),
            models.Index(fields=["shop"], condition=Q(state="waiting"), name="guard_approval_waiting"),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def amount(self) -> Money | None:
        """What the reply gives away, if anybody could tell."""
        return None if self.amount_fen is None else Money(self.amount_fen)


class Contact(Record):
    """A time the shop went to a buyer by itself; counted over agents and ways."""

    class Kind(models.TextChoices):
        MESSAGE = "message", pgettext_lazy("contact", "message")
        REMINDER = "reminder", pgettext_lazy("contact", "payment reminder")
        REVIEW = "review", pgettext_lazy("contact", "request for a review")
        CALL = "call", pgettext_lazy("contact", "call")
        SMS = "sms", pgettext_lazy("contact", "text message")

    # No index of it alone: the one below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=Kind)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=10, choices=Place)
    note = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "guard_contact"
        indexes = [models.Index(fields=["shop", "account", "-at"])]

    def __str__(self) -> str:
        return f"{self.account} {self.kind}"


class NoContact(Record):
    """A buyer who does not want to be written to, and in which words they said so."""

    # No index of it alone: the constraint begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    account = models.CharField(max_length=120)
    since = models.DateTimeField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "guard_no_contact"
        constraints = [models.UniqueConstraint(fields=["shop", "account"], name="guard_no_contact_once")]

    def __str__(self) -> str:
        return self.account
