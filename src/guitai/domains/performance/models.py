"""Tables of figures about agents that come from outside."""

from __future__ import annotations

from django.db import models

from guitai.common.records import Record
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.performance.day_models import CountedDay as CountedDay
from guitai.domains.performance.day_models import DayFigures as DayFigures
from guitai.domains.performance.day_models import FigureSettings as FigureSettings
from guitai.domains.performance.day_models import HourFigures as HourFigures
from guitai.domains.performance.pay_models import Margin as Margin
from guitai.domains.performance.pay_models import PayAssignment as PayAssignment
from guitai.domains.performance.pay_models import PayVersion as PayVersion
from guitai.domains.performance.pay_models import Target as Target
from guitai.domains.performance.staffing_models import DayOff as DayOff
from guitai.domains.performance.staffing_models import LoadDay as LoadDay
from guitai.domains.performance.staffing_models import RosterProposal as RosterProposal
from guitai.domains.performance.staffing_models import RosterTerms as RosterTerms
from guitai.domains.performance.staffing_models import SpecialDay as SpecialDay
from guitai.domains.performance.staffing_models import StaffingSettings as StaffingSettings


class PlatformFigure(Record):
    """One figure a platform or tool gives for one agent, kept beside the shop's own and never mixed with it.

    ``period`` is the day or days it is about, as ISO 8601 writes them (``2026-03-01``,
    ``2026-03-01/2026-03-31``), and empty where the file does not say; ``day`` is that day if it is a single
    one. Times in seconds, rates as parts of one; ``value`` is empty while the platform has not counted yet.
    """

    shop = models.ForeignKey(Shop, on_delete=models.CASCADE, related_name="platform_figures")
    source = models.CharField(max_length=12)
    account = models.CharField(max_length=80)
    membership = models.ForeignKey(
        Membership, on_delete=models.SET_NULL, null=True, blank=True, related_name="platform_figures"
    )
    period = models.CharField(max_length=21, blank=True)
    day = models.DateField(null=True, blank=True)
    key = models.CharField(max_length=60)
    value = models.DecimalField(max_digits=20, decimal_places=6, null=True, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        db_table = "performance_platform_figure"
        constraints = [
            models.UniqueConstraint(
                fields=["shop", "source", "account", "period", "key"], name="performance_platform_figure_once"
            )
        ]
        indexes = [models.Index(fields=["shop", "day"])]

    def __str__(self) -> str:
        return f"{self.account} {self.period} {self.key}"
