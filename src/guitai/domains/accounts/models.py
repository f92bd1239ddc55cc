"""Tables of people, shops, memberships and the roster."""

from __future__ import annotations

from datetime import time
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.kernel.periods import Block
from guitai.kernel.text import fold


class People(BaseUserManager["Person"]):
    """Finds people by the name they sign in with; capitals make no difference."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """Give the person with this sign-in name."""
        return self.get(username=self.normalise(username or ""))

    @staticmethod
    def normalise(username: str) -> str:
        """Give a sign-in name as it is kept: half width, small letters, no blanks around it."""
        return fold(username)


class Person(AbstractBaseUser, Record):
    """Somebody who signs in; what they may do is said by their memberships alone."""

    class Language(models.TextChoices):
        CHINESE = "zh-hans", "中文"
        ENGLISH = "en", "English"

    username = models.CharField(_("sign-in name"), max_length=60, unique=True)
    display_name = models.CharField(_("name"), max_length=60)
    language = models.CharField(_("language"), max_length=10, choices=Language, default=Language.CHINESE)
    is_active = models.BooleanField(_("may sign in"), default=True)
    is_operator = models.BooleanField(_("runs the installation"), default=False)

    objects: ClassVar[People] = People()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        db_table = "accounts_person"

    def __str__(self) -> str:
        return self.display_name or self.username


class Platform(models.TextChoices):
    TAOBAO = "taobao", _("Taobao")
    TMALL = "tmall", _("Tmall")
    JD = "jd", _("JD")
    PDD = "pdd", _("Pinduoduo")
    OWN = "own", _("own site")


class Shop(Record):
    """One shop; its settings are columns, so that each has a type, a default and a name."""

    key = models.SlugField(_("key in addresses"), max_length=40, unique=True)
    name = models.CharField(_("name"), max_length=80)
    platform = models.CharField(_("platform"), max_length=10, choices=Platform, default=Platform.TAOBAO)
    widget_key = models.CharField(max_length=40, unique=True)
    widget_secret = models.CharField(max_length=80)
    greeting = models.CharField(_("greeting in the chat window"), max_length=300, blank=True)
    offline_text = models.CharField(_("text when nobody is on duty"), max_length=300, blank=True)

    # Clocks (D4), seconds a buyer may wait.
    first_reply_seconds = models.PositiveIntegerField(_("first reply, seconds"), default=30)
    reply_seconds = models.PositiveIntegerField(_("every reply, seconds"), default=180)
    promise_seconds = models.PositiveIntegerField(_("promised answer, seconds"), default=300)

    # Routing (D3).
    max_conversations = models.PositiveIntegerField(_("conversations one agent holds at once"), default=20)
    reassign_minutes = models.PositiveIntegerField(_("unanswered for so many minutes: reassign"), default=5)
    known_agent_days = models.PositiveIntegerField(
        _("a buyer returns to the agent who knows them, days"), default=30
    )
    idle_close_minutes = models.PositiveIntegerField(
        _("close an answered conversation after, minutes"), default=120
    )

    # Dispatch: answers "when will it leave".
    dispatch_cutoff = models.TimeField(_("orders paid by this time leave the same day"), default=time(16))
    dispatch_hours = models.PositiveIntegerField(_("promised dispatch, hours"), default=48)

    # What replies are checked against (G1, G6).
    authority_fen = models.PositiveIntegerField(_("an agent may give to one order, yuan"), default=2000)
    contact_limit = models.PositiveIntegerField(
        _("times in seven days a buyer may be contacted first"), default=3
    )

    class Meta:
        db_table = "accounts_shop"

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    LEAD = "lead", _("Lead")
    AGENT = "agent", _("Agent")
    AFTERSALES = "aftersales", _("After-sales")
    WAREHOUSE = "warehouse", _("Warehouse")
    TRAINER = "trainer", _("Trainer")
    OUTSOURCED = "outsourced", _("Outsourced agent")


class Group(Record):
    """Agents who take the same kind of conversation: pre-sale, after-sale or complaint; the shop names it."""

    class Purpose(models.TextChoices):
        PRESALE = "presale", _("Pre-sale")
        AFTERSALE = "aftersale", _("After-sale")
        COMPLAINT = "complaint", _("Complaint")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="groups")
    name = models.CharField(_("name"), max_length=40)
    purpose = models.CharField(_("takes"), max_length=12, choices=Purpose, default=Purpose.PRESALE)

    class Meta:
        db_table = "accounts_group"
        constraints = [
            models.UniqueConstraint(fields=["shop", "name"], name="accounts_group_one_name_per_shop")
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Record):
    """A person's place in one shop; ended, never deleted, so that what they wrote keeps its author."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.AGENT)
    nickname = models.CharField(_("name the buyer sees"), max_length=40)
    account = models.CharField(
        _("account on the platform"), max_length=80, blank=True, help_text=_("as exports write it: 店铺:小美")
    )
    groups = models.ManyToManyField(Group, blank=True, related_name="memberships", verbose_name=_("groups"))
    skills = models.JSONField(_("skills"), default=list, blank=True)
    max_conversations = models.PositiveIntegerField(_("conversations at once"), null=True, blank=True)
    authority_fen = models.PositiveIntegerField(_("may give to one order, yuan"), null=True, blank=True)
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_membership"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "person"],
                condition=Q(left_at=None),
                name="accounts_membership_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["shop", "account"],
                condition=Q(left_at=None) & ~Q(account=""),
                name="accounts_membership_one_account",
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(left_at__gte=F("joined_at")),
                name="accounts_membership_left_after_joining",
            ),
        ]

    def __str__(self) -> str:
        return self.nickname


class ShiftPattern(Record):
    """A shift's hours: one or more blocks; a block that ends at or before its start crosses midnight.

    New hours begin on a day, and the days before keep theirs: the old pattern is retired and stays behind
    its duties.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="shift_patterns")
    name = models.CharField(_("name"), max_length=40)
    blocks = models.JSONField(_("hours"), help_text=_("pairs of times, such as 09:00-12:00 13:00-18:00"))
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "accounts_shift_pattern"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "name"], condition=Q(retired_at=None), name="accounts_shift_pattern_one_name"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def hours(self) -> str:
        """Give the hours as people write them."""
        return " ".join(f"{start}-{end}" for start, end in self.blocks)

    def as_blocks(self) -> tuple[Block, ...]:
        """Give the hours as blocks of the clock."""
        return tuple(Block(time.fromisoformat(start), time.fromisoformat(end)) for start, end in self.blocks)


class Duty(Record):
    """One member works one shift on one day."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="duties")
    pattern = models.ForeignKey(ShiftPattern, on_delete=models.PROTECT, related_name="duties")
    day = models.DateField(db_index=True)

    class Meta:
        db_table = "accounts_duty"
        constraints = [
            models.UniqueConstraint(fields=["membership", "day", "pattern"], name="accounts_duty_once"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.pattern} {self.membership}"


class Swap(Record):
    """Somebody wants to give a shift away, or to change it for a colleague's, and what became of it (H1).

    ``member`` works ``pattern`` on ``day``; ``colleague`` takes it, and gives ``their_pattern`` on
    ``their_day`` for it, or nothing. The colleague agrees first, then the lead approves; the duties change
    with the approval.
    """

    class State(models.TextChoices):
        ASKED = "asked", pgettext_lazy("swap", "asked the colleague")
        AGREED = "agreed", pgettext_lazy("swap", "agreed, waits for the lead")
        DECLINED = "declined", pgettext_lazy("swap", "declined by the colleague")
        APPROVED = "approved", pgettext_lazy("swap", "approved")
        REFUSED = "refused", pgettext_lazy("swap", "refused by the lead")
        WITHDRAWN = "withdrawn", pgettext_lazy("swap", "withdrawn")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    member = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    pattern = models.ForeignKey(ShiftPattern, on_delete=models.PROTECT, related_name="+", db_index=False)
    colleague = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    their_day = models.DateField(null=True)
    their_pattern = models.ForeignKey(
        ShiftPattern, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    note = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=9, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_index=False
    )
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "accounts_swap"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "day"],
                condition=Q(state__in=["asked", "agreed"]),
                name="accounts_swap_one_running",
            ),
            models.CheckConstraint(
                name="accounts_swap_a_day_has_a_shift",
                condition=Q(their_day=None, their_pattern=None)
                | Q(their_day__isnull=False, their_pattern__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["shop", "state", "day"], name="accounts_swap_list")]

    def __str__(self) -> str:
        return f"{self.day} {self.member} → {self.colleague}"
