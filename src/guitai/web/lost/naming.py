"""Lost inquiries narrowed by what the address says, and what sums of them are called."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from guitai.domains.accounts.queries import Right, may
from guitai.domains.catalog import queries as catalog
from guitai.domains.insight import queries
from guitai.domains.insight.queries import AgentKey, Cut, LossSum, LostInquiry, Reason
from guitai.domains.performance.queries.agents import AgentName, agents_of
from guitai.engines.metrics.keys import Unit
from guitai.kernel.money import Money
from guitai.web.formats import written
from guitai.web.members import MemberRequest
from guitai.web.reports.filters import Filters

CUTS = {
    Cut.REASON: gettext_lazy("By reason"),
    Cut.DAY: gettext_lazy("By day"),
    Cut.MONTH: gettext_lazy("By month"),
    Cut.PRODUCT: gettext_lazy("By product"),
    Cut.AGENT: gettext_lazy("By agent"),
}
HEADINGS = {
    Cut.REASON: gettext_lazy("Reason"),
    Cut.DAY: gettext_lazy("Day"),
    Cut.MONTH: gettext_lazy("Month"),
    Cut.PRODUCT: gettext_lazy("Product"),
    Cut.AGENT: gettext_lazy("Agent"),
}
# In addresses: the inquiries without any reason yet, and those about no product that is known.
NONE = "none"
# Something the shop or its service could have done about.
CAUSES = frozenset(Reason) - {Reason.ONLY_LOOKING, Reason.OTHER}


@dataclass(frozen=True, slots=True)
class NamedSum:
    """A line of the table: ``share`` of the inquiries, ``query`` leads to those behind it."""

    name: str
    lost: int
    share: float
    explained: int
    value: Money
    query: str
    is_cause: bool

    @property
    def shares(self) -> str:
        """The share as pages write it."""
        return written(self.share, Unit.SHARE)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a page of lost inquiries was asked for."""

    filters: Filters
    agents: Mapping[str, AgentName]
    inquiries: QuerySet[LostInquiry]
    kept: Mapping[str, str]


def wanted(request: MemberRequest, *, filters: Filters) -> Wanted:
    """Give the lost inquiries the address asks for; what makes no sense in it is left out."""
    found = queries.lost(request.membership, first=filters.first, last=filters.last)
    agents = agents_of(request.shop) if may(request.membership, Right.SEE_FIGURES) else {}
    if filters.agent:
        found = found.filter(_whose(filters.agent, agents))
    kept = _kept(request)
    if reason := kept.get("reason"):
        found = queries.for_reason(found, "" if reason == NONE else reason)
    if product := kept.get("product"):
        found = found.filter(product=None if product == NONE else int(product))
    return Wanted(filters, agents, found, kept)


def _kept(request: MemberRequest) -> dict[str, str]:
    reason, product = request.GET.get("reason", ""), request.GET.get("product", "")
    is_key = product.isascii() and product.isdecimal() and len(product) < 19
    told = {
        "reason": reason if reason == NONE or reason in Reason.values else "",
        "product": product if product == NONE or is_key else "",
    }
    return {name: value for name, value in told.items() if value}


def named_sums(request: MemberRequest, asked: Wanted, cut: Cut) -> list[NamedSum]:
    """Sum what was asked for and call each sum by its name."""
    sums = queries.summed(asked.inquiries, cut)
    names, whole = _Names.of(request, sums, asked, cut), sum(each.lost for each in sums)
    return [
        NamedSum(
            name=names.name(each.key),
            lost=each.lost,
            share=each.lost / whole,
            explained=each.explained,
            value=each.value,
            query=asked.filters.query(**{**asked.kept, **names.narrowed(each.key)}),
            is_cause=cut is Cut.REASON and each.key in CAUSES,
        )
        for each in sums
    ]


def reason_name(reason: str) -> str:
    """Give the name of a reason; of none, that there is none yet."""
    return str(Reason(reason).label) if reason in Reason.values else _("no reason yet")


def product_titles(request: MemberRequest, keys: Iterable[int | None]) -> dict[int, str]:
    """Give what the shop calls its products, by their keys."""
    found = catalog.by_ids(request.shop.pk, {key for key in keys if key})
    return {product.pk: str(product) for product in found}


@dataclass(frozen=True, slots=True)
class _Names:
    cut: Cut
    products: Mapping[int, str]
    members: Mapping[int | None, AgentName]

    @classmethod
    def of(cls, request: MemberRequest, sums: Iterable[LossSum], asked: Wanted, cut: Cut) -> "_Names":
        by_product = cut is Cut.PRODUCT
        agents = agents_of(request.shop) if cut is Cut.AGENT else asked.agents
        return cls(
            cut,
            product_titles(request, (each.key for each in sums)) if by_product else {},
            {agent.membership_id: agent for agent in agents.values()},
        )

    def name(self, key: Any) -> str:
        match self.cut:
            case Cut.REASON:
                return reason_name(key)
            case Cut.DAY:
                return f"{key:%Y-%m-%d}"
            case Cut.MONTH:
                return f"{key:%Y-%m}"
            case Cut.PRODUCT:
                return self.products.get(key) or _("product not known")
            case Cut.AGENT:
                return self._agent(key).name

    def narrowed(self, key: Any) -> dict[str, Any]:
        match self.cut:
            case Cut.REASON:
                return {"reason": key or NONE}
            case Cut.DAY:
                return {"from": key, "to": key}
            case Cut.MONTH:
                return _month(key)
            case Cut.PRODUCT:
                return {"product": key or NONE}
            case Cut.AGENT:
                return {"agent": self._agent(key).account}

    def _agent(self, key: AgentKey) -> AgentName:
        known = self.members.get(key.member_id) if key.member_id else None
        return known or AgentName(key.account, key.account or _("nobody"), key.member_id)


def _month(first: date) -> dict[str, date]:
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return {"from": first, "to": date.fromordinal(following.toordinal() - 1)}


def _whose(account: str, agents: Mapping[str, AgentName]) -> Q:
    known = agents.get(account)
    if known is None or known.membership_id is None:
        return Q(account=account)
    return Q(agent=known.membership_id) | Q(account=account)
