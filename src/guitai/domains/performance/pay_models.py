"""Tables of targets, of pay schemes and whom they are for, and of the shop's margin.

Rows are only added: what held in a month stays to be read, whatever is decided later. Of the rows in force in
a month the one with the latest first month counts, of these the one written last.
"""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from guitai.common.ordered import OrderedJSONField
from guitai.common.records import Record
from guitai.domains.accounts.models import Group, Membership, Shop


class Target(Record):
    """What a figure should reach from a month on, for the shop or one agent; None takes the target away.

    ``value`` is in the figure's unit: a share of one, seconds, yuan, a count. ``month`` is its first day.
    """

    # No index of it alone: the one below begins with it.
    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    figure = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=18, decimal_places=6, null=True)
    month = models.DateField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "performance_target"
        indexes = [models.Index(fields=["shop", "month"], name="performance_target_month")]

    def __str__(self) -> str:
        return f"{self.figure} {self.month:%Y-%m}"


class PayVersion(Record):
    """A pay scheme as it was put in force once; ``written`` is what ``engines.pay.reading`` reads.

    Versions of a scheme, by its id, are counted from one in each shop.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    scheme = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    written = OrderedJSONField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "performance_pay_version"
        constraints = [
            models.UniqueConstraint(fields=["shop", "scheme", "version"], name="performance_pay_version_once")
        ]

    def __str__(self) -> str:
        return f"{self.scheme} {self.version}"


class PayAssignment(Record):
    """Whom a scheme pays from a month on: one agent, a group, or with neither the whole shop.

    An agent's own comes before that of a group, and that before the shop's; without a ``version`` there is no
    scheme for them. A group's go with the group.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="+", db_index=False)
    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, null=True, related_name="+")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, null=True, related_name="+")
    version = models.ForeignKey(PayVersion, on_delete=models.PROTECT, null=True, related_name="+")
    month = models.DateField()
    by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        db_table = "performance_pay_assignment"
        indexes = [models.Index(fields=["shop", "month"], name="performance_assignment_month")]
        constraints = [
            models.CheckConstraint(
                name="performance_pay_assignment_one_kind",
                condition=Q(membership=None) | Q(group=None),
            )
        ]

    def __str__(self) -> str:
        return f"{self.version or '—'} {self.month:%Y-%m}"


class Margin(Record):
    """What is left to the shop of a yuan of sales, as a share of one; a shop that never said has no row."""

    shop = models.OneToOneField(Shop, on_delete=models.CASCADE, related_name="+")
    share = models.DecimalField(max_digits=5, decimal_places=4)

    class Meta:
        db_table = "performance_margin"
        constraints = [
            models.CheckConstraint(
                name="performance_margin_is_a_share", condition=Q(share__gt=0) & Q(share__lte=1)
            )
        ]

    def __str__(self) -> str:
        return f"{self.share}"
