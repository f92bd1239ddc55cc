"""Tables of buyers, orders, their lines, parcels, refunds, and of what agents gave to them."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guitai.common.crypto import SealedField
from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.catalog.models import Product
from guitai.domains.trade.remark_models import Flag as Flag
from guitai.domains.trade.remark_models import FlagMeaning as FlagMeaning
from guitai.domains.trade.remark_models import Holds as Holds
from guitai.domains.trade.remark_models import Remark as Remark
from guitai.domains.trade.remark_models import RemarkSource as RemarkSource
from guitai.domains.trade.review_models import Review as Review
from guitai.domains.trade.together_models import BoughtTogether as BoughtTogether
from guitai.kernel.money import Money


class Buyer(Record):
    """Somebody who writes to the shop or orders from it.

    ``account`` is the name the platform or the shop's own site knows them by; an anonymous visitor of the
    chat window has none yet. Phone, name and address are encrypted.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="buyers")
    account = models.CharField(max_length=120, blank=True)
    display_name = models.CharField(max_length=120)
    phone = SealedField(blank=True)
    is_vip = models.BooleanField(default=False)
    tags = models.JSONField(default=list, blank=True)
    first_seen_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    # An import that is taken back (common.journal) leaves whom somebody noted something about.
    worked_on = Q(is_vip=True) | ~Q(tags=[]) | ~Q(display_name=F("account"))

    class Meta:
        db_table = "trade_buyer"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "account"], condition=~Q(account=""), name="trade_buyer_one_account"
            ),
        ]

    def __str__(self) -> str:
        return self.display_name


class OrderStatus(models.TextChoices):
    UNPAID = "unpaid", _("unpaid")
    PAID = "paid", _("paid, to be sent")
    PART_SHIPPED = "part_shipped", _("partly sent")
    SHIPPED = "shipped", _("sent")
    SIGNED = "signed", _("signed for")
    FINISHED = "finished", _("finished")
    CLOSED = "closed", _("closed")


# There is still something to say about them.
RUNNING = (OrderStatus.UNPAID, OrderStatus.PAID, OrderStatus.PART_SHIPPED, OrderStatus.SHIPPED)


class Order(Record):
    """One order as the platform numbers it; amounts in fen, personal data encrypted.

    A platform that names no buyers (Pinduoduo) leaves ``buyer`` empty. ``dispatch_by`` is the moment the
    platform itself wants it to leave, ``tags`` its marks and the shop's (锁定, 加急单). ``fingerprint`` is
    that of the last line of a list that was taken in: the same one is known at once. ``phone_key`` finds
    the order by its phone, which cannot be searched (``phones.phone_key``); a masked one has none.
    """

    # No indexes of these alone: others begin with them, and each index more is a fifth of storing a list.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="orders", db_index=False)
    buyer = models.ForeignKey(
        Buyer, on_delete=models.PROTECT, null=True, blank=True, related_name="orders", db_index=False
    )
    number = models.CharField(max_length=40)
    status = models.CharField(max_length=14, choices=OrderStatus)
    platform_status = models.CharField(max_length=40, blank=True)
    close_reason = models.CharField(max_length=120, blank=True)
    goods_fen = models.BigIntegerField(default=0)
    postage_fen = models.BigIntegerField(default=0)
    total_fen = models.BigIntegerField(default=0)
    paid_fen = models.BigIntegerField(default=0)
    refund_fen = models.BigIntegerField(default=0)
    item_count = models.PositiveIntegerField(default=0)
    titles = models.TextField(blank=True)
    buyer_message = models.TextField(blank=True)
    seller_remark = models.TextField(blank=True)
    tags = models.CharField(max_length=120, blank=True)
    receiver = SealedField(blank=True)
    phone = SealedField(blank=True)
    phone_key = models.CharField(max_length=32, blank=True)
    address = SealedField(blank=True)
    region = models.CharField(max_length=60, blank=True)
    created_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True, blank=True)
    dispatch_by = models.DateTimeField(null=True, blank=True)
    shipped_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "trade_order"
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="trade_order_one_number")]
        indexes = [
            models.Index(fields=["shop", "-created_at"]),
            models.Index(fields=["buyer", "-created_at"]),
            models.Index(fields=["phone_key"], condition=~Q(phone_key=""), name="trade_order_by_phone"),
            # For the lists of the follow-ups, which look at these every few minutes.
            models.Index(
                fields=["shop", "status", "created_at"],
                condition=Q(status__in=["unpaid", "paid", "part_shipped"]),
                name="trade_order_running",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def total(self) -> Money:
        """What the buyer has to pay."""
        return Money(self.total_fen)


class OrderLine(Record):
    """One product of an order, in one kind."""

    # The constraint's index begins with it.
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="lines", db_index=False)
    position = models.PositiveIntegerField()
    product = models.ForeignKey(
        Product, on_delete=models.SET_NULL, null=True, blank=True, related_name="order_lines"
    )
    title = models.CharField(max_length=200)
    sku_code = models.CharField(max_length=64, blank=True)
    properties = OrderedJSONField(default=dict, blank=True)
    price_fen = models.BigIntegerField(default=0)
    quantity = models.PositiveIntegerField(default=1)
    status = models.CharField(max_length=14, choices=OrderStatus, blank=True)
    external_key = models.CharField(max_length=64, blank=True)

    class Meta:
        db_table = "trade_order_line"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["order", "position"], name="trade_order_line_one_position")
        ]

    def __str__(self) -> str:
        return self.title


class Parcel(Record):
    """One waybill of an order."""

    # The constraint's index begins with it.
    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="parcels", db_index=False)
    courier = models.CharField(max_length=40, blank=True)
    waybill = models.CharField(max_length=40)

    class Meta:
        db_table = "trade_parcel"
        constraints = [models.UniqueConstraint(fields=["order", "waybill"], name="trade_parcel_once")]
        indexes = [models.Index(fields=["waybill"], name="trade_parcel_by_waybill")]

    def __str__(self) -> str:
        return f"{self.courier} {self.waybill}".strip()


class RefundStatus(models.TextChoices):
    ASKED = "asked", _("asked for")
    TO_RETURN = "to_return", _("granted, goods to come back")
    RETURNED = "returned", _("goods on their way back")
    REFUSED = "refused", _("refused")
    DONE = "done", _("refunded")
    CLOSED = "closed", _("withdrawn")


class Refund(Record):
    """Money a buyer asks back for an order; ``amount_fen`` is what they get, ``paid_fen`` what they had paid.

    A refund list may come before the list of its orders: ``order`` is empty until then, ``order_number``
    never. What the buyer explains may hold names and phones, and is encrypted.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="refunds")
    order = models.ForeignKey(Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="refunds")
    order_number = models.CharField(max_length=40)
    number = models.CharField(max_length=40)
    buyer_account = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=200, blank=True)
    merchant_code = models.CharField(max_length=64, blank=True)
    paid_fen = models.BigIntegerField(null=True, blank=True)
    amount_fen = models.BigIntegerField(default=0)
    is_automatic = models.BooleanField(null=True, blank=True)
    needs_return = models.BooleanField(null=True, blank=True)
    is_whole = models.BooleanField(null=True, blank=True)
    is_after_sale = models.BooleanField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=RefundStatus, blank=True)
    platform_status = models.CharField(max_length=60, blank=True)
    goods_status = models.CharField(max_length=60, blank=True)
    intervention = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=120, blank=True)
    explanation = SealedField(blank=True)
    responsible = models.CharField(max_length=60, blank=True)
    remark = models.TextField(blank=True)
    return_courier = models.CharField(max_length=40, blank=True)
    return_waybill = models.CharField(max_length=40, blank=True)
    handled_by = models.CharField(max_length=80, blank=True)
    paid_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    due_at = models.DateTimeField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)

    lets_go = frozenset({"order"})  # a refund without its order waits for it

    class Meta:
        db_table = "trade_refund"
        constraints = [models.UniqueConstraint(fields=["shop", "number"], name="trade_refund_one_number")]
        indexes = [
            models.Index(fields=["shop", "order_number"]),
            models.Index(fields=["shop", "-asked_at"]),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def amount(self) -> Money:
        """What the buyer gets back, or would get."""
        return Money(self.amount_fen)


class GivenAmount(Record):
    """Money an agent gave a buyer in words, off a price or back; counts against what may be given (G1).

    ``order`` is empty where there was none yet, ``said`` are the words; ``approval`` is the key of the
    lead's answer where one was needed, ``message`` that of the line in the talk.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="given_amounts", db_index=False)
    buyer = models.ForeignKey(Buyer, on_delete=models.PROTECT, related_name="given_amounts", db_index=False)
    order = models.ForeignKey(
        Order, on_delete=models.SET_NULL, null=True, blank=True, related_name="given_amounts"
    )
    amount_fen = models.BigIntegerField()
    said = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    approval = models.BigIntegerField(null=True, blank=True)
    message = models.BigIntegerField(null=True, blank=True)
    at = models.DateTimeField()

    class Meta:
        db_table = "trade_given_amount"
        indexes = [models.Index(fields=["buyer", "-at"]), models.Index(fields=["shop", "-at"])]
        constraints = [
            models.CheckConstraint(name="trade_given_amount_is_something", condition=Q(amount_fen__gt=0))
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.said}".strip()

    @property
    def amount(self) -> Money:
        """What was given."""
        return Money(self.amount_fen)
