"""Tables of what is sold, in which kinds, how it fits, what is true about it; and of what a shop promises."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Shop
from guitai.kernel.money import Money


class Product(Record):
    """One item of a shop's range; ``rating`` is its buyers' on the platform, in hundredths (480 is 4.8)."""

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="products")
    code = models.CharField(max_length=64)
    title = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60, blank=True)
    category = models.CharField(max_length=60, blank=True)
    platform_id = models.CharField(max_length=32, blank=True, db_index=True)
    link = models.URLField(max_length=300, blank=True)
    picture_url = models.URLField(max_length=300, blank=True)
    price_fen = models.BigIntegerField()
    rating = models.PositiveSmallIntegerField(null=True, blank=True)
    size_chart = OrderedJSONField(default=dict, blank=True)
    on_sale = models.BooleanField(default=True)
    updated_at = models.DateTimeField()

    class Meta:
        db_table = "catalog_product"
        constraints = [models.UniqueConstraint(fields=["shop", "code"], name="catalog_product_one_code")]
        indexes = [models.Index(fields=["shop", "title"])]

    def __str__(self) -> str:
        return self.short_name or self.title

    @property
    def price(self) -> Money:
        """The price asked for, in fen."""
        return Money(self.price_fen)


class Sku(Record):
    """One kind of a product that can be in stock: a colour in a size."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="skus")
    code = models.CharField(max_length=64)
    properties = OrderedJSONField(default=dict)
    price_fen = models.BigIntegerField()
    stock = models.IntegerField()

    class Meta:
        db_table = "catalog_sku"
        constraints = [models.UniqueConstraint(fields=["product", "code"], name="catalog_sku_one_code")]

    def __str__(self) -> str:
        return " ".join(str(value) for value in self.properties.values()) or self.code

    @property
    def price(self) -> Money:
        """The price asked for, in fen."""
        return Money(self.price_fen)


class ProductFact(Record):
    """Something true about a product: 材质 = 棉95% 氨纶5%; an honest weakness is a fact too."""

    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=40)
    value = models.TextField()
    is_weakness = models.BooleanField(default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "catalog_product_fact"
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["product", "name"], name="catalog_fact_one_name")]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


class Terms(Record):
    """What a shop keeps to with every buyer, as agents may promise it.

    Once somebody wrote it down, no gifts says that there are none; anything else that is empty, or a shop
    without terms, says nothing. ``links`` are the domains that are the shop's own.
    """

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="terms")
    couriers = models.JSONField(_("couriers"), default=list, blank=True)
    free_postage = models.BooleanField(_("free postage"), null=True, blank=True)
    postage_exceptions = models.JSONField(_("no free postage to"), default=list, blank=True)
    gifts = models.JSONField(_("gifts"), default=list, blank=True)
    price_match_days = models.PositiveIntegerField(
        _("price difference paid back, days"), null=True, blank=True
    )
    links = models.JSONField(_("own domains"), default=list, blank=True)

    class Meta:
        db_table = "catalog_terms"

    def __str__(self) -> str:
        return str(self.shop)


class Activity(Record):
    """Something a shop runs for a time, as 满300减30; without an end until it is taken off the list.

    ``steps`` are what a basket reaches: ``{from_fen, pieces, off_fen, gift, every}`` (engines.recommending).
    """

    # The index below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="activities", db_index=False)
    name = models.CharField(_("name"), max_length=80)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    gifts = models.JSONField(_("gifts"), default=list, blank=True)
    steps = OrderedJSONField(default=list, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        db_table = "catalog_activity"
        indexes = [models.Index(fields=["shop", "-starts_at"])]
        constraints = [
            models.CheckConstraint(
                name="catalog_activity_ends_after_its_start",
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Pairing(Record):
    """Two goods the shop wants shown together: who asks about the one is offered the other."""

    # The constraint's index begins with it.
    product = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="pairings", db_index=False)
    goes_with = models.ForeignKey(Product, on_delete=models.CASCADE, related_name="paired_to")
    note = models.CharField(_("why they go together"), max_length=120, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        db_table = "catalog_pairing"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["product", "goes_with"], name="catalog_pairing_once"),
            models.CheckConstraint(name="catalog_pairing_of_two", condition=~Q(product=F("goes_with"))),
        ]

    def __str__(self) -> str:
        return f"{self.product} + {self.goes_with}"
