"""What every page of the reports begins with: the days and the agent asked for, and the figures of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Shop
from guitai.domains.performance.queries import figures
from guitai.domains.performance.queries.agents import AgentName, agents_of
from guitai.domains.performance.queries.figures import Cut, Report
from guitai.domains.performance.queries.pay import targets_of
from guitai.web.members import MemberRequest
from guitai.web.reports.filters import Filters
from guitai.web.reports.links import Links
from guitai.web.reports.showing import BY_KEY


@dataclass(frozen=True, slots=True)
class Asked:
    """One question to the reports: of which shop, of which days and whose, and when.

    ``targets`` were agreed for the month the days end in.
    """

    shop: Shop
    filters: Filters
    at: datetime
    links: Links
    targets: Mapping[str, Decimal] = field(default_factory=dict)
    kept: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, request: MemberRequest, *, kept: tuple[str, ...] = ()) -> "Asked":
        """Read a request; ``kept`` are the page's own parameters, which its filters do not lose."""
        at = timezone.now()
        filters = Filters.of(request, at=at)
        given = {name: request.GET[name] for name in kept if request.GET.get(name)}
        targets = targets_of(request.shop, month=filters.last.replace(day=1))
        return cls(request.shop, filters, at, Links(request.shop, filters), targets, given)

    def report(self, cut: Cut, *, filters: Filters | None = None) -> Report:
        """Give the figures of the days that are asked for, or of others."""
        meant = filters or self.filters
        return figures.report(
            self.shop, first=meant.first, last=meant.last, cut=cut, at=self.at, agent=meant.agent
        )

    def target(self, key: str) -> Decimal | None:
        """Give what was agreed of a figure; of a sum, which is agreed for a month, only for a whole one."""
        if BY_KEY[key].whole or self.filters.is_month:
            return self.targets.get(key)
        return None

    def context(self, *reports: Report) -> dict[str, Any]:
        """Give what ``base_reports.html`` needs; of the reports it says which days are not counted yet."""
        missing = sorted({day for report in reports for day in report.missing})
        return {
            "filters": self.filters,
            "agents": self._agents(),
            "kept": self.kept,
            "uncounted": _days(missing),
        }

    def _agents(self) -> list[AgentName]:
        """Give the people to choose from, and whoever is chosen, as the address has it."""
        known = agents_of(self.shop)
        chosen = self.filters.agent
        if chosen and chosen not in known:
            known[chosen] = AgentName(chosen, chosen, None)
        return sorted(known.values(), key=lambda agent: agent.name)


def _days(missing: list[Any]) -> str:
    if not missing:
        return ""
    if len(missing) > 3:
        return _("%(count)d days are not fully counted yet; their figures grow for a while.") % {
            "count": len(missing)
        }
    told = "、".join(date_format(day, "n-j") for day in missing)
    return _("Not fully counted yet: %(days)s. Their figures grow for a while.") % {"days": told}
