"""Tables of conversations, messages, changes and assignment."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guitai.common import statements
from guitai.common.models import Picture
from guitai.common.records import Record
from guitai.domains.accounts.models import Group, Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.chat.platform_models import NamedOrder as NamedOrder
from guitai.domains.chat.platform_models import ServiceSession as ServiceSession
from guitai.domains.chat.presence_models import Draft as Draft
from guitai.domains.chat.presence_models import Presence as Presence
from guitai.domains.chat.reading_models import Correction as Correction
from guitai.domains.trade.models import Buyer


class Channel(models.TextChoices):
    WIDGET = "widget", _("Chat window")
    IMPORTED = "imported", _("Imported")


class State(models.TextChoices):
    WAITING = "waiting", _("waiting for an agent")
    OPEN = "open", _("in conversation")
    CLOSED = "closed", _("closed")


MOVES: dict[State, frozenset[State]] = {
    State.WAITING: frozenset({State.OPEN, State.CLOSED}),
    State.OPEN: frozenset({State.OPEN, State.WAITING, State.CLOSED}),
    State.CLOSED: frozenset({State.OPEN, State.WAITING}),
}


class Conversation(Record):
    """A talk of one buyer with the shop, from the first message to the closing.

    ``waiting_since`` is the moment of the buyer's first message nobody has answered yet; ``seq`` the
    number of its last change in the shop's feed, so that a page never puts an older row over a newer one.
    ``masked_as`` is the name an export wrote, once it is proved whose it is (``recognising``).
    ``mood``, ``satisfaction`` (1 to 5), ``losing_interest`` (percent) and ``reading`` are what was read out
    of the talk at ``read_at`` (``understanding``); no mood means that nothing was read yet.
    """

    # No indexes of these alone: others begin with them.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="conversations", db_index=False)
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="conversations", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel)
    state = models.CharField(max_length=8, choices=State)
    group = models.ForeignKey(
        Group, on_delete=models.SET_NULL, null=True, blank=True, related_name="conversations"
    )
    agent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="conversations"
    )
    agent_account = models.CharField(max_length=80, blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    assigned_at = models.DateTimeField(null=True, blank=True)
    alarmed_at = models.DateTimeField(null=True, blank=True)
    last_at = models.DateTimeField()
    last_text = models.CharField(max_length=120, blank=True)
    last_author = models.CharField(max_length=8, blank=True)
    last_kind = models.CharField(max_length=8, blank=True)
    waiting_since = models.DateTimeField(null=True, blank=True)
    first_reply_at = models.DateTimeField(null=True, blank=True)
    unread = models.PositiveIntegerField(default=0)
    buyer_read_id = models.BigIntegerField(default=0)
    agent_read_id = models.BigIntegerField(default=0)
    product = models.ForeignKey(Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    page_url = models.CharField(max_length=300, blank=True)
    summary = models.CharField(max_length=300, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    rating_comment = models.CharField(max_length=300, blank=True)
    external_key = models.CharField(max_length=64, blank=True)
    masked_as = models.CharField(max_length=120, blank=True)
    seq = models.BigIntegerField(default=0)
    mood = models.CharField(max_length=12, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True, blank=True)
    losing_interest = models.PositiveSmallIntegerField(default=0)
    reading = models.JSONField(default=dict, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)

    as_stored: dict[str, Any] | None = None
    # An import that is taken back (common.journal) leaves a talk that was opened again.
    worked_on = ~Q(state="closed")

    class Meta:
        db_table = "chat_conversation"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "buyer"],
                condition=~Q(state="closed"),
                name="chat_conversation_one_open_per_buyer",
            ),
            models.UniqueConstraint(
                fields=["shop", "external_key"],
                condition=~Q(external_key=""),
                name="chat_conversation_imported_once",
            ),
            models.CheckConstraint(
                name="chat_conversation_closed_has_a_time",
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at__isnull=True, closed_by__isnull=True)),
            ),
            models.CheckConstraint(
                name="chat_conversation_open_has_an_agent",
                condition=Q(state="open", agent__isnull=False)
                | Q(state="waiting", agent__isnull=True)
                | Q(state="closed"),
            ),
            models.CheckConstraint(
                name="chat_conversation_rated_in_five_levels",
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
            ),
            models.CheckConstraint(
                name="chat_conversation_satisfied_in_five_levels",
                condition=Q(satisfaction__isnull=True) | Q(satisfaction__gte=1, satisfaction__lte=5),
            ),
            models.CheckConstraint(
                name="chat_conversation_closed_after_opening",
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("opened_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["shop", "state", "-last_at"]),
            models.Index(fields=["buyer", "-last_at"]),
            models.Index(fields=["agent", "state"]),
            # For the job that reads what was imported.
            models.Index(
                fields=["shop", "-last_at"], condition=Q(read_at=None), name="chat_conversation_unread"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.buyer} {self.opened_at:%Y-%m-%d %H:%M}"

    @classmethod
    def from_db(cls, db: str | None, field_names: Collection[str], values: Collection[Any]) -> Self:
        """Remember what the row holds, so that only what moves has to be written."""
        conversation = super().from_db(db, field_names, values)
        conversation.as_stored = dict(zip(field_names, values, strict=True))
        return conversation

    def save_what_moved(self) -> None:
        """Write the columns that differ from the row as it was read, or written last; all of a new one's."""
        names = [field.attname for field in self._meta.concrete_fields if not field.primary_key]
        stored = self.as_stored or {}
        moved = (name for name in names if name not in stored or getattr(self, name) != stored[name])
        statements.overwrite(self, tuple(moved))
        self.as_stored = {name: getattr(self, name) for name in names}


class Author(models.TextChoices):
    BUYER = "buyer", _("Buyer")
    AGENT = "agent", _("Agent")
    ROBOT = "robot", _("Robot")
    SYSTEM = "system", _("System")


class Kind(models.TextChoices):
    TEXT = "text", _("text")
    PICTURE = "picture", _("picture")
    PRODUCT = "product", _("product card")
    ORDER = "order", _("order card")
    GUIDE = "guide", _("guidance card")
    NOTE = "note", _("internal note")
    EVENT = "event", _("what happened")


class Message(Record):
    """One line of a conversation; never changed once written.

    ``local_id`` is the sender's own: the same one sent again is the same message. Agents alone see notes.
    """

    # The index below begins with it.
    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="messages", db_index=False
    )
    author = models.CharField(max_length=8, choices=Author)
    agent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="messages"
    )
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.TEXT)
    text = models.TextField(blank=True)
    card = models.JSONField(default=dict, blank=True)
    picture = models.ForeignKey(Picture, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    local_id = models.CharField(max_length=40, blank=True)
    external_key = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField()

    # An agent who goes on with an imported talk needs what was said before.
    worked_on = ~Q(conversation__state="closed")

    class Meta:
        db_table = "chat_message"
        constraints = [
            models.UniqueConstraint(
                fields=["conversation", "author", "local_id"],
                condition=~Q(local_id=""),
                name="chat_message_once",
            ),
        ]
        indexes = [models.Index(fields=["conversation", "id"])]

    def __str__(self) -> str:
        return self.text[:60]


class Feed(Record):
    """A shop's growing number; whoever raises it has the turn to write in that shop until they commit."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="feed")
    seq = models.BigIntegerField(default=0)

    class Meta:
        db_table = "chat_feed"

    def __str__(self) -> str:
        return f"{self.shop_id}: {self.seq}"


class ChangeKind(models.TextChoices):
    OPENED = "conversation_opened", _("opened")
    MESSAGE = "message_sent", _("message")
    ASSIGNED = "conversation_assigned", _("assigned")
    QUEUED = "conversation_queued", _("back in the queue")
    CLOSED = "conversation_closed", _("closed")
    REOPENED = "conversation_reopened", _("reopened")
    READ = "conversation_read", _("read")
    RATED = "conversation_rated", _("rated")
    READING = "conversation_understood", _("understood")


class Change(Record):
    """What changed in a shop's conversations, in order; a page asks for what came after its last number."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()
    kind = models.CharField(max_length=24, choices=ChangeKind)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="changes")
    message = models.ForeignKey(Message, on_delete=models.CASCADE, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "chat_change"
        constraints = [models.UniqueConstraint(fields=["shop", "seq"], name="chat_change_one_seq")]
        indexes = [models.Index(fields=["at"])]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"


class Assignment(Record):
    """Who got a conversation from whom, why, and in whose words."""

    class Reason(models.TextChoices):
        ROUTED = "routed", _("routed")
        TRANSFER = "transfer", _("transferred")
        TAKE_OVER = "take_over", _("taken over")
        UNANSWERED = "unanswered", _("unanswered for too long")
        SHIFT_END = "shift_end", _("shift ended")
        REOPENED = "reopened", _("reopened")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="assignments")
    from_agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    to_agent = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=12, choices=Reason)
    why = models.CharField(max_length=300, blank=True)
    note = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "chat_assignment"
        indexes = [models.Index(fields=["conversation", "-at"]), models.Index(fields=["to_agent", "-at"])]

    def __str__(self) -> str:
        return f"{self.conversation_id}: {self.from_agent_id} → {self.to_agent_id}"
