"""Tables of the couriers a shop knows, and of how each serves the provinces."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop


class Courier(Record):
    """One courier (O6): how it is reached, what it insures and how it pays for losses.

    ``aliases`` are further names it has in exports (圆通快递, YTO). ``query`` is the page where a waybill is
    looked up, with ``{waybill}`` where its number goes, or none. ``first_grams`` is the weight up to which
    the first fee holds, each further kilogram costs the province's second one. ``insured_permille`` is what
    insurance costs of the declared value; ``uninsured_times`` how many times the fee is paid at most for a
    loss without it; ``claim_days`` within how many days of sending a claim is made.
    """

    # The constraint's index begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="couriers", db_index=False)
    key = models.SlugField(max_length=20)
    name = models.CharField(_("name"), max_length=40)
    aliases = models.JSONField(default=list, blank=True)
    is_used = models.BooleanField(_("the shop sends with it"), default=False)
    position = models.PositiveSmallIntegerField(default=0)
    phone = models.CharField(_("service phone"), max_length=40, blank=True)
    contact = models.CharField(_("our contact at the station"), max_length=80, blank=True)
    query = models.CharField(_("query page"), max_length=200, blank=True)
    first_grams = models.PositiveIntegerField(_("first weight, grams"), default=1000)
    insured_permille = models.PositiveSmallIntegerField(_("insurance, ‰ of the value"), null=True, blank=True)
    uninsured_times = models.PositiveSmallIntegerField(
        _("uninsured: at most so many times the fee"), null=True, blank=True
    )
    claim_days = models.PositiveSmallIntegerField(_("claims within, days"), null=True, blank=True)
    claims = models.CharField(_("how a claim is made"), max_length=500, blank=True)
    note = models.CharField(_("note"), max_length=300, blank=True)
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False
    )

    class Meta:
        db_table = "delivery_courier"
        ordering = ["-is_used", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["shop", "key"], name="delivery_courier_once")]

    def __str__(self) -> str:
        return self.name


class Reach(Record):
    """How a courier serves one province from where the shop sends: days on the way, and fees in fen.

    ``province`` is its short name (浙江, 内蒙古). Without days or fees nothing is said of them.
    """

    class Serves(models.TextChoices):
        YES = "yes", pgettext_lazy("courier", "everywhere")
        PARTLY = "partly", pgettext_lazy("courier", "not everywhere")
        NO = "no", pgettext_lazy("courier", "not at all")

    # The constraint's index begins with it.
    courier = models.ForeignKey(Courier, on_delete=models.CASCADE, related_name="reaches", db_index=False)
    province = models.CharField(max_length=8)
    serves = models.CharField(max_length=6, choices=Serves, default=Serves.YES)
    days_least = models.PositiveSmallIntegerField(null=True, blank=True)
    days_most = models.PositiveSmallIntegerField(null=True, blank=True)
    first_fen = models.PositiveIntegerField(null=True, blank=True)
    more_fen = models.PositiveIntegerField(null=True, blank=True)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        db_table = "delivery_reach"
        constraints = [models.UniqueConstraint(fields=["courier", "province"], name="delivery_reach_once")]

    def __str__(self) -> str:
        return f"{self.courier} {self.province}"
