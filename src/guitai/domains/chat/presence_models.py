"""Tables of who is there, and of what they have begun to write."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership


class Presence(Record):
    """Whether a member takes conversations now: what they chose, and when their page was last heard of.

    ``gone`` says that they did not choose to be off: their page went silent, and its return brings them back.
    """

    class Choice(models.TextChoices):
        ONLINE = "online", _("Online")
        AWAY = "away", _("Away")
        OFF = "off", _("Off")

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="presence")
    state = models.CharField(max_length=6, choices=Choice, default=Choice.OFF)
    since = models.DateTimeField()
    seen_at = models.DateTimeField()
    gone = models.BooleanField(default=False)

    class Meta:
        db_table = "chat_presence"

    def __str__(self) -> str:
        return f"{self.membership_id} {self.state}"


class Draft(Record):
    """What a member has typed and not sent yet."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="drafts")
    conversation = models.ForeignKey("chat.Conversation", on_delete=models.CASCADE, related_name="drafts")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        db_table = "chat_draft"
        constraints = [
            models.UniqueConstraint(fields=["membership", "conversation"], name="chat_draft_one_each")
        ]

    def __str__(self) -> str:
        return self.text[:60]
