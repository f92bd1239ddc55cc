"""Tables of what a platform says about imported talks: its own sessions, and the orders named in them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guitai.common.records import Record
from guitai.domains.accounts.models import Shop


class ServiceSession(Record):
    """One session of a buyer with an agent as the platform counts it, beside what the shop counts itself.

    Responses in seconds, the whole in minutes; what the platform leaves out is empty. ``conversation`` is
    the imported talk it is about, where time and names prove it.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="service_sessions")
    conversation = models.ForeignKey(
        "chat.Conversation", on_delete=models.SET_NULL, null=True, blank=True, related_name="service_sessions"
    )
    key = models.CharField(max_length=64)
    session_id = models.CharField(max_length=120, blank=True)
    started_at = models.DateTimeField()
    buyer_account = models.CharField(max_length=120)
    kind = models.CharField(max_length=40, blank=True)
    agent_account = models.CharField(max_length=80)
    passed_to = models.CharField(max_length=80, blank=True)
    group_name = models.CharField(max_length=60, blank=True)
    product_code = models.CharField(max_length=64, blank=True)
    product_title = models.CharField(max_length=200, blank=True)
    first_response_s = models.FloatField(null=True, blank=True)
    average_response_s = models.FloatField(null=True, blank=True)
    length_min = models.FloatField(null=True, blank=True)
    buyer_messages = models.PositiveIntegerField(null=True, blank=True)
    agent_messages = models.PositiveIntegerField(null=True, blank=True)
    satisfaction = models.CharField(max_length=40, blank=True)
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    solved = models.CharField(max_length=40, blank=True)

    lets_go = frozenset({"conversation"})  # a list of sessions keeps no talk alive

    class Meta:
        db_table = "chat_service_session"
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="chat_service_session_once"),
            models.CheckConstraint(
                name="chat_service_session_rated_in_five_levels",
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
            ),
        ]
        indexes = [models.Index(fields=["shop", "agent_account", "started_at"])]

    def __str__(self) -> str:
        return f"{self.agent_account} {self.started_at:%Y-%m-%d %H:%M}"


class NamedOrder(Record):
    """A number in a talk with a masked buyer that may be an order's: it tells who the buyer is."""

    conversation = models.ForeignKey(
        "chat.Conversation", on_delete=models.CASCADE, related_name="named_orders"
    )
    number = models.CharField(max_length=40, db_index=True)

    class Meta:
        db_table = "chat_named_order"
        constraints = [
            models.UniqueConstraint(fields=["conversation", "number"], name="chat_named_order_once")
        ]

    def __str__(self) -> str:
        return self.number
