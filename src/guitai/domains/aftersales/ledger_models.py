"""The table of the four ledgers: lines are added, never changed; a wrong one is corrected by another (A4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.models import Order
from guitai.kernel.money import Money


class Ledger(models.TextChoices):
    COMPENSATION = "compensation", pgettext_lazy("ledger", "Courier compensation")
    WRONG = "wrong", pgettext_lazy("ledger", "Wrong shipments")
    REGISTER = "register", pgettext_lazy("ledger", "After-sales register")
    POSTAGE = "postage", pgettext_lazy("ledger", "Postage refunds")


class LedgerEntry(models.TextChoices):
    """What a line says happened; each belongs to one ledger (``ledgers.LEDGER_OF``)."""

    CLAIMED = "claimed", pgettext_lazy("ledger", "claimed")
    ACCEPTED = "accepted", pgettext_lazy("ledger", "accepted")
    DECLINED = "declined", pgettext_lazy("ledger", "declined")
    PAID = "paid", pgettext_lazy("ledger", "paid")
    GIVEN = "given", pgettext_lazy("ledger", "given to the buyer")
    REFUNDED = "refunded", pgettext_lazy("ledger", "price paid back")
    SPENT = "spent", pgettext_lazy("ledger", "spent by the shop")
    POSTAGE = "postage", pgettext_lazy("ledger", "postage paid back")
    WRONG = "wrong", pgettext_lazy("ledger", "found wrong")
    CONFIRMED = "confirmed", pgettext_lazy("ledger", "confirmed")
    DENIED = "denied", pgettext_lazy("ledger", "not so")


class LedgerLine(Record):
    """One line of a ledger, written once.

    ``case`` is the case it belongs to; what is about a product, a courier or a waybill is copied here as it
    was then. A line with ``corrects`` takes the place of an earlier one: its ``amount_fen`` is what that one
    should have said, nought if it should not be there. An earlier line is corrected once. ``counts_at`` is
    the moment a line counts for: its own ``at``, of a correction that of the first line it goes back to, so
    that a month keeps what happened in it.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    ledger = models.CharField(max_length=12, choices=Ledger)
    entry = models.CharField(max_length=10, choices=LedgerEntry)
    case = models.ForeignKey("aftersales.Case", on_delete=models.PROTECT, related_name="ledger_lines")
    order = models.ForeignKey(Order, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )
    title = models.CharField(max_length=200, blank=True)
    courier = models.CharField(max_length=40, blank=True)
    waybill = models.CharField(max_length=40, blank=True)
    amount_fen = models.BigIntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="corrected_by")
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    counts_at = models.DateTimeField()

    class Meta:
        db_table = "aftersales_ledger_line"
        constraints = [
            models.CheckConstraint(name="aftersales_ledger_line_amount", condition=Q(amount_fen__gte=0)),
        ]
        indexes = [
            models.Index(fields=["shop", "ledger", "-counts_at"], name="aftersales_ledger_list"),
        ]

    def __str__(self) -> str:
        return f"{self.ledger} {self.entry} {self.amount}"

    @property
    def amount(self) -> Money:
        """How much, where its entry says how much."""
        return Money(self.amount_fen)
