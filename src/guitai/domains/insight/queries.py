"""What can be asked about lost inquiries."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Case, Count, F, Q, QuerySet, Sum, When
from django.db.models.functions import TruncMonth

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Membership, Person, Shop
from guitai.domains.accounts.queries import Right
from guitai.domains.insight.models import LostInquiry as LostInquiry
from guitai.domains.insight.models import Reason as Reason
from guitai.domains.insight.models import ValueFrom as ValueFrom
from guitai.domains.trade.order_facts import buyer_name
from guitai.kernel.days import business_day
from guitai.kernel.money import Money

# What an agent did not get to before the shift ended waits so many days, today being the first.
WAITS_DAYS = 7
_LOST = Q(bought_at=None)
# The confirmed reason, else the proposed one; empty where there is neither.
_LIKELY = Case(When(~Q(confirmed=""), then=F("confirmed")), default=F("proposed"))


class Cut(StrEnum):
    """What lost inquiries are summed by."""

    REASON = "reason"
    DAY = "day"
    MONTH = "month"
    PRODUCT = "product"
    AGENT = "agent"


_KEYS: Mapping[Cut, Mapping[str, Any]] = {
    Cut.REASON: {"key": _LIKELY},
    Cut.DAY: {"key": F("day")},
    Cut.MONTH: {"key": TruncMonth("day")},
    Cut.PRODUCT: {"key": F("product")},
    Cut.AGENT: {"key": F("agent"), "account_key": F("account")},
}


@dataclass(frozen=True, slots=True)
class AgentKey:
    """Whose an inquiry is: a member, or an account nobody here has."""

    member_id: int | None
    account: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LossSum:
    """How many inquiries were lost, for how many somebody said why, and what was at stake.

    ``key`` is a reason (the proposed one while none is confirmed, empty where there is neither), a day, a
    month's first day, a product's key or None, or an :class:`AgentKey`.
    """

    key: Any
    lost: int
    explained: int
    value: Money


@dataclass(frozen=True, slots=True)
class ConfirmedLoss:
    """A lost inquiry with its confirmed reason, for the fact table ``lost``.

    ``member_id`` is whose it is, ``account`` that of an agent who is nobody here; ``buyer`` is named as in
    the other facts.
    """

    day: date
    buyer: str
    member_id: int | None
    account: str
    reason: str


def visible_to(person: Person) -> QuerySet[LostInquiry]:
    """Give the lost inquiries of the shops this person works in now."""
    return LostInquiry.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def of_member(membership: Membership) -> QuerySet[LostInquiry]:
    """Give what a member may see in this shop: leads all, others their own; bought ones as well."""
    found = (
        visible_to(membership.person).filter(shop=membership.shop_id).select_related("agent", "confirmed_by")
    )
    if not accounts.may(membership, Right.SEE_FIGURES):
        found = found.filter(agent=membership)
    return found


def lost(membership: Membership, *, first: date, last: date) -> QuerySet[LostInquiry]:
    """Give the inquiries a member may see that were lost from one business day to another, newest first."""
    found = of_member(membership).filter(_LOST, day__range=(first, last))
    return found.order_by("-day", "-last_at", "-pk")


def for_reason(inquiries: QuerySet[LostInquiry], reason: str) -> QuerySet[LostInquiry]:
    """Give those lost for a reason: the confirmed one, else the proposed one; empty: neither is known."""
    return inquiries.alias(likely=_LIKELY).filter(likely=reason)


def to_confirm(membership: Membership, *, at: datetime) -> QuerySet[LostInquiry]:
    """Give a member's own of the last days without a confirmed reason, the oldest first."""
    today = business_day(at)
    return LostInquiry.objects.filter(
        _LOST,
        shop=membership.shop_id,
        agent=membership,
        confirmed="",
        day__range=(today - timedelta(days=WAITS_DAYS - 1), today),
    ).order_by("last_at", "pk")


def confirmed_today(membership: Membership, *, at: datetime) -> QuerySet[LostInquiry]:
    """Give a member's own of the last days whose reason they confirmed today, the latest first."""
    today = business_day(at)
    return LostInquiry.objects.filter(
        _LOST,
        shop=membership.shop_id,
        agent=membership,
        confirmed_at__gte=at - timedelta(hours=12),
        day__range=(today - timedelta(days=WAITS_DAYS - 1), today),
    ).order_by("-confirmed_at", "-pk")


def summed(inquiries: QuerySet[LostInquiry], cut: Cut) -> list[LossSum]:
    """Sum lost inquiries: days and months in their order, everything else by what it costs.

    :param inquiries: lost ones, as :func:`lost` gives them.
    """
    rows = (
        inquiries.select_related(None)
        .order_by()
        .values(**_KEYS[cut])
        .annotate(
            lost=Count("pk"),
            explained=Count("pk", filter=~Q(confirmed="")),
            fen=Sum("value_fen", default=0),
        )
    )
    in_time = cut in {Cut.DAY, Cut.MONTH}
    rows = rows.order_by("key") if in_time else rows.order_by("-fen", "-lost", "key")
    return [
        LossSum(
            key=AgentKey(row["key"], row["account_key"]) if cut is Cut.AGENT else row["key"],
            lost=row["lost"],
            explained=row["explained"],
            value=Money(row["fen"]),
        )
        for row in rows
    ]


def confirmed_between(shop: Shop, *, first: date, last: date) -> list[ConfirmedLoss]:
    """Give the lost inquiries of these business days whose reason is confirmed, in order."""
    rows = LostInquiry.objects.filter(_LOST, shop=shop, day__range=(first, last)).exclude(confirmed="")
    return [
        ConfirmedLoss(day, buyer_name(buyer, name), member, account, reason)
        for day, buyer, name, member, account, reason in rows.order_by("day", "pk").values_list(
            "day", "buyer", "buyer_account", "agent", "account", "confirmed"
        )
    ]
