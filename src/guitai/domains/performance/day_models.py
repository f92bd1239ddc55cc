"""Tables of day sums: what the figures of a period are added up from, and which days were counted when."""

from __future__ import annotations

from django.db import models

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Shop


def _sum() -> models.BigIntegerField[int, int]:
    return models.BigIntegerField(default=0)


class SumColumns(Record):
    """The sums the engine makes figures of (``engines.metrics.keys``), named as there.

    Waits are milliseconds, money is fen. ``max_concurrent`` is the most, not a sum, and buyers of several
    days are not told apart by ``buyers`` but by ``buyer_keys``: eight bytes for each of them.
    """

    # No index of it alone: the constraints begin with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    # Empty for the shop as a whole, which has its own distinct buyers.
    agent = models.CharField(max_length=120, blank=True)

    consulted = _sum()
    received = _sum()
    unreplied = _sum()
    buyer_messages = _sum()
    agent_messages = _sum()
    agent_characters = _sum()
    rounds = _sum()
    answered = _sum()
    waited = _sum()
    firsts_answered = _sum()
    firsts_waited = _sum()
    fast = _sum()
    day_rounds = _sum()
    day_within = _sum()
    day_capped = _sum()
    jd_firsts = _sum()
    jd_firsts_fast = _sum()
    max_concurrent = _sum()
    transferred_in = _sum()
    transferred_out = _sum()
    inquiries = _sum()
    ordered_same_day = _sum()
    ordered = _sum()
    paid_next_day = _sum()
    paid = _sum()
    lost = _sum()
    sales = _sum()
    orders = _sum()
    buyers = _sum()
    items = _sum()
    refunded = _sum()
    refunded_orders = _sum()
    silent_sales = _sum()
    reminded = _sum()
    reminder_recovered = _sum()
    reminder_sales = _sum()
    recommended = _sum()
    promises = _sum()
    promises_kept = _sum()
    guard_hits = _sum()
    guard_hits_block = _sum()
    guard_hits_approve = _sum()
    guard_hits_confirm = _sum()
    guard_hits_note = _sum()
    ratings = _sum()
    satisfied = _sum()
    talked = _sum()
    solved_once = _sum()
    cases = _sum()
    cases_answered = _sum()
    cases_settled = _sum()
    # 1 where a promise or a case of the day is not over.
    open_promises = _sum()
    open_cases = _sum()
    lost_explained = _sum()

    class Meta:
        abstract = True


class DayFigures(SumColumns):
    """What is added up for one business day, of the shop or of an agent."""

    # Last, so that adding up reads past it.
    buyer_keys = models.BinaryField(default=bytes)

    class Meta:
        db_table = "performance_day"
        constraints = [models.UniqueConstraint(fields=["shop", "day", "agent"], name="performance_day_once")]
        indexes = [models.Index(fields=["shop", "agent", "day"], name="performance_day_of_agent")]

    def __str__(self) -> str:
        return f"{self.day} {self.agent}".strip()


class HourFigures(SumColumns):
    """What is added up for one hour of a business day, for the heat map; ``weekday`` is 0 on Mondays."""

    hour = models.PositiveSmallIntegerField()
    weekday = models.PositiveSmallIntegerField()
    buyer_keys = models.BinaryField(default=bytes)

    class Meta:
        db_table = "performance_hour"
        constraints = [
            models.UniqueConstraint(fields=["shop", "agent", "day", "hour"], name="performance_hour_once")
        ]
        indexes = [models.Index(fields=["shop", "day"], name="performance_hour_of_day")]

    def __str__(self) -> str:
        return f"{self.day} {self.hour}:00 {self.agent}".strip()


class CountedDay(Record):
    """Whether a shop's business day is counted as its facts are now.

    ``changes`` grows with every change of its facts, ``counted`` is what it was when they were read; so a
    change in the midst of counting is not lost. ``fingerprint`` is that of the settings then.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    changes = models.PositiveIntegerField(default=0)
    counted = models.PositiveIntegerField(null=True)
    counted_at = models.DateTimeField(null=True)
    fingerprint = models.CharField(max_length=16, blank=True)

    class Meta:
        db_table = "performance_counted_day"
        constraints = [models.UniqueConstraint(fields=["shop", "day"], name="performance_counted_day_once")]

    def __str__(self) -> str:
        return f"{self.day} {self.counted}/{self.changes}"


class FigureSettings(Record):
    """What a shop set about its figures (``engines.metrics.settings``), by name; the rest is as defined.

    ``main_accounts`` are those its agents' accounts belong to, as far as days were counted: whoever writes
    from one is no buyer. ``accounts`` are its members' by key, ``tables`` the optional facts there are,
    ``since`` is the first day of all.
    """

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")
    values = OrderedJSONField(default=dict)
    main_accounts = models.JSONField(default=list)
    accounts = models.JSONField(default=dict)
    tables = models.JSONField(default=list)
    since = models.DateField(null=True)

    class Meta:
        db_table = "performance_settings"

    def __str__(self) -> str:
        return f"{self.shop_id}: {self.values}"


NOT_SUMS = frozenset({"id", "shop", "day", "agent"})
SUMS = tuple(field.name for field in SumColumns._meta.local_fields if field.name not in NOT_SUMS)  # noqa: SLF001 - a documented part of Django
