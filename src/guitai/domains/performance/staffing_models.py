"""Tables of staffing: how a shop wants it, what its members may and wish, its load by day, kept proposals."""

from __future__ import annotations

from datetime import time

from django.db import models
from django.utils.translation import gettext_lazy as _

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class StaffingSettings(Record):
    """What a shop promises its buyers, how its agents work, and the rules of its shifts."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")

    # The promise.
    level_percent = models.PositiveSmallIntegerField(default=80)
    within_seconds = models.PositiveSmallIntegerField(default=30)
    patience_seconds = models.PositiveIntegerField(null=True, blank=True)
    open_from = models.TimeField(default=time(8))
    open_until = models.TimeField(default=time(0))  # midnight is the day's end
    least_agents = models.PositiveSmallIntegerField(default=1)

    # How agents work, and what is reckoned with.
    concurrency = models.PositiveSmallIntegerField(default=5)
    slowdown_percent = models.PositiveSmallIntegerField(default=20)
    weeks = models.PositiveSmallIntegerField(default=4)
    growth_percent = models.SmallIntegerField(default=0)

    # The rules of shifts. 劳动法 art. 36 has 8 and 44 hours of work, art. 38 a free day; most shops write a
    # shift from its beginning to its end, with the hour of lunch in it, so these are five times nine.
    max_hours_day = models.PositiveSmallIntegerField(default=9)
    max_hours_week = models.PositiveSmallIntegerField(default=45)
    days_off = models.PositiveSmallIntegerField(default=1)
    days_in_a_row = models.PositiveSmallIntegerField(default=6)
    rest_hours = models.PositiveSmallIntegerField(default=11)
    night_from = models.TimeField(default=time(0))
    night_until = models.TimeField(default=time(6))

    class Meta:
        db_table = "performance_staffing_settings"

    def __str__(self) -> str:
        return f"{self.shop_id}: {self.level_percent} % / {self.within_seconds} s"


class RosterTerms(Record):
    """What a member may and wishes; without a row the shop's rules alone hold.

    Weekdays are numbers from Monday, 0. ``liked_shifts`` are names: a shift that gets new hours keeps them.
    """

    membership = models.OneToOneField(Membership, on_delete=models.CASCADE, related_name="roster_terms")
    takes_part = models.BooleanField(default=True)
    may_nights = models.BooleanField(default=True)
    max_hours_day = models.PositiveSmallIntegerField(null=True, blank=True)
    max_hours_week = models.PositiveSmallIntegerField(null=True, blank=True)
    weekdays_off = models.JSONField(default=list)
    wished_off = models.JSONField(default=list)
    liked_shifts = models.JSONField(default=list)

    class Meta:
        db_table = "performance_roster_terms"

    def __str__(self) -> str:
        return f"{self.membership_id}"


class DayOff(Record):
    """A member can't work on this day."""

    membership = models.ForeignKey(
        Membership, on_delete=models.CASCADE, related_name="days_off", db_index=False
    )
    day = models.DateField()

    class Meta:
        db_table = "performance_day_off"
        constraints = [models.UniqueConstraint(fields=["membership", "day"], name="performance_day_off_once")]

    def __str__(self) -> str:
        return f"{self.membership_id} {self.day}"


class SpecialDay(Record):
    """A day unlike others, such as 11.11: left out of averages, and planned with so many per cent of them."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    name = models.CharField(max_length=40)
    percent = models.PositiveIntegerField()

    class Meta:
        db_table = "performance_special_day"
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="performance_special_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class LoadDay(Record):
    """What a day was as work (``engines.staffing.contacts.DayLoad``), and of which state of its facts.

    ``changes`` is that of ``CountedDay`` when the talks were read: a greater one there asks for new sums.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    changes = models.PositiveIntegerField(default=0)
    sums = models.JSONField()

    class Meta:
        db_table = "performance_load_day"
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="performance_load_day_once")]

    def __str__(self) -> str:
        return f"{self.day}"


class RosterProposal(Record):
    """A roster for a week that is being worked out, waits to be taken over, or was.

    ``first`` is the week's Monday. ``result`` is what ``planning`` writes. ``before`` is what was planned on
    the days that were changed, so that it can be undone: member, day, shift or nothing, and what came there.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being worked out")
        READY = "ready", _("to be looked at")
        FAILED = "failed", _("failed")
        TAKEN = "taken", _("in the roster")
        UNDONE = "undone", _("undone")

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    first = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    keeps_planned = models.BooleanField(default=True)
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField()
    result = OrderedJSONField(default=dict)
    taken_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True)
    before = models.JSONField(default=list)

    class Meta:
        db_table = "performance_roster_proposal"
        indexes = [models.Index(fields=["shop", "first"], name="performance_roster_of_week")]

    def __str__(self) -> str:
        return f"{self.first} {self.state}"
