"""Tables of inquiries that did not buy."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.insight.answer_models import AnswerConflict as AnswerConflict
from guitai.domains.insight.answer_models import AnswersLook as AnswersLook
from guitai.domains.insight.answer_models import KnowledgeGap as KnowledgeGap
from guitai.kernel.money import Money


class Reason(models.TextChoices):
    """The reasons of ``engines.lostorders`` with their names; the shop's first, then those of its service."""

    PRICE = "price", _("Price")
    STOCK = "stock", _("Out of stock")
    SIZES_MISSING = "sizes_missing", _("Sizes missing")
    NARROW_RANGE = "narrow_range", _("Narrow range")
    DESCRIPTION = "description", _("Description")
    PICTURES = "pictures", _("Pictures")
    POOR_REVIEWS = "poor_reviews", _("Poor reviews")
    SHOP_RATING = "shop_rating", _("Shop rating")
    SLOW = "slow", _("Slow answer")
    STIFF = "stiff", _("Stiff answer")
    DID_NOT_KNOW = "did_not_know", _("Did not know the product")
    UNKIND = "unkind", _("Unkind")
    NO_FOLLOW_UP = "no_follow_up", _("Did not follow up")
    ONLY_LOOKING = "only_looking", _("Only looking")
    OTHER = "other", _("Other or unknown")


class ValueFrom(models.TextChoices):
    """Where the value at stake comes from."""

    PRODUCT = "product", _("price of the product asked about")
    AVERAGE = "average", _("average order value of the shop")
    UNKNOWN = "unknown", _("not known")


class LostInquiry(Record):
    """An inquiry of a buyer on a business day that ended without an order, as far as is known.

    It is theirs who answered last; ``account`` names them where it is nobody's here. ``proposed`` is empty
    where nothing is clear enough, ``confirmed`` until somebody says so. Once an order comes in time,
    ``bought_at`` says when, and the row counts no more. Buyer, conversation and product are keys alone: an
    import is taken back although somebody counted what it brought.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="lost_inquiries", db_index=False)
    day = models.DateField()
    buyer = models.BigIntegerField()
    buyer_account = models.CharField(max_length=120, blank=True)
    buyer_name = models.CharField(max_length=120)
    agent = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="lost_inquiries"
    )
    account = models.CharField(max_length=80, blank=True)
    conversation = models.BigIntegerField()
    product = models.BigIntegerField(null=True, blank=True)
    asked_at = models.DateTimeField()
    last_at = models.DateTimeField()
    proposed = models.CharField(max_length=16, choices=Reason, blank=True)
    confidence = models.FloatField(default=0)
    evidence = OrderedJSONField(default=list, blank=True)
    confirmed = models.CharField(max_length=16, choices=Reason, blank=True)
    confirmed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    value_fen = models.BigIntegerField(default=0)
    value_from = models.CharField(max_length=8, choices=ValueFrom)
    quantity = models.PositiveIntegerField(default=1)
    bought_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "insight_lost_inquiry"
        constraints = [
            models.UniqueConstraint(fields=["shop", "day", "buyer"], name="insight_lost_inquiry_once"),
            models.CheckConstraint(
                name="insight_lost_inquiry_confirmed_by_and_at_together",
                condition=Q(confirmed="", confirmed_by__isnull=True, confirmed_at__isnull=True)
                | (~Q(confirmed="") & Q(confirmed_by__isnull=False, confirmed_at__isnull=False)),
            ),
        ]
        indexes = [models.Index(fields=["agent", "day"])]

    def __str__(self) -> str:
        return f"{self.buyer_name} {self.day}"

    @property
    def value(self) -> Money:
        """What the shop would have sold."""
        return Money(self.value_fen)
