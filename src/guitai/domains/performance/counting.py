"""Facts made into the sums that are kept for each day and hour, of the shop and of its agents."""

import hashlib
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

import ibis

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.day_models import SUMS
from guitai.domains.performance.day_plans import Plan, plan_of
from guitai.domains.performance.desk_facts import facts_between
from guitai.domains.trade.models import Buyer
from guitai.engines.metrics import computing
from guitai.engines.metrics.settings import Settings

# Seconds to the engine, whole milliseconds in the tables.
WAITS = frozenset({"waited", "firsts_waited", "day_capped"})
# The last day of something, by the sum that tells whether there was any on a day.
LASTS = {
    "last_inquiry": "inquiries",
    "last_reminder": "reminded",
    "last_solved": "talked",
    "last_promise": "open_promises",
    "last_case": "open_cases",
}
_OPEN = ("last_promise", "last_case")
_MOSTS = frozenset({"max_concurrent"})


@dataclass(slots=True)
class Sums:
    """The sums of one row by name, and the keys of the buyers who bought."""

    values: dict[str, int] = field(default_factory=dict)
    buyers: set[bytes] = field(default_factory=set)

    @property
    def buyer_keys(self) -> bytes:
        """The keys one after another."""
        return b"".join(sorted(self.buyers))


class Place(NamedTuple):
    """Of what sums are: of a day or one of its hours, of an agent or of the shop, whose account is empty."""

    day: date
    agent: str
    hour: int = -1

    @property
    def weekday(self) -> int:
        """Its weekday, 0 for Monday."""
        return self.day.weekday()

    @property
    def month(self) -> date:
        """The first day of its month."""
        return self.day.replace(day=1)


@dataclass(slots=True)
class Counted:
    """Sums of days and of hours; which accounts the facts tell of, and which optional tables there are."""

    days: dict[Place, Sums]
    hours: dict[Place, Sums]
    agents: frozenset[str]
    tables: frozenset[str]


def count(
    shop: Shop, first: date, last: date, settings: Settings, *, main_accounts: Collection[str]
) -> Counted:
    """Count the business days from the first to the last, as the facts are now.

    :param main_accounts: those the shop's own people belong to, as other days' facts told.
    """
    backend = ibis.duckdb.connect()
    try:
        facts = facts_between(shop, first, last, backend, settings=settings)
        agents = frozenset(facts.messages.select("agent").distinct().to_pyarrow()["agent"].to_pylist()) - {""}
        settings = _with_own_team(shop, settings, {*map(main_of, agents), *main_accounts})
        plan = plan_of(settings, computing.optional(facts))
        hours = _hours(plan, plan.opened(backend, facts, first, last))
        return Counted(_days(hours), hours, agents, computing.optional(facts))
    finally:
        backend.disconnect()


def buyer_key(buyer: str) -> bytes:
    """Give eight bytes that stand for a buyer; two of a million share theirs once in forty million shops."""
    return hashlib.blake2b(buyer.encode(), digest_size=8).digest()


def main_of(account: str) -> str:
    """Give the account that an agent's belongs to."""
    return account.partition(":")[0]


def added(had: Mapping[str, int], more: Mapping[str, int]) -> dict[str, int]:
    """Put sums together; of what is no sum the most."""
    both = {name: had.get(name, 0) + more.get(name, 0) for name in {*had, *more}}
    return both | {name: max(had.get(name, 0), more.get(name, 0)) for name in _MOSTS & both.keys()}


def _with_own_team(shop: Shop, settings: Settings, mains: set[str]) -> Settings:
    """Name the buyers who are of the shop itself: the engine knows only whose agents talked these days."""
    if not settings.leave_out_own_team:
        return settings
    named = Buyer.objects.filter(shop=shop).exclude(account="")
    own = {*settings.own_accounts, *named.filter(account__in=mains).values_list("account", flat=True)}
    for main in mains:
        own |= set(named.filter(account__startswith=f"{main}:").values_list("account", flat=True))
    return replace(settings, own_accounts=tuple(sorted(own)))


def _hours(plan: Plan, connection: Any) -> dict[Place, Sums]:
    hours: dict[Place, Sums] = defaultdict(Sums)
    for row in plan.sums(connection):
        hours[Place(row["day"], row.get("agent", ""), row["hour"])].values |= _stored(row)
    for row in plan.sold(connection):
        for whose in {row["agent"], ""}:
            hours[Place(row["day"], whose, row["hour"])].buyers.add(buyer_key(row["who"]))
    return dict(hours)


def _days(hours: Mapping[Place, Sums]) -> dict[Place, Sums]:
    days: dict[Place, Sums] = defaultdict(Sums)
    for place, sums in hours.items():
        day = days[Place(place.day, place.agent)]
        day.values = added(day.values, sums.values)
        day.buyers |= sums.buyers
    for day in days.values():
        day.values["buyers"] = len(day.buyers)
    return dict(days)


def _stored(row: dict[str, Any]) -> dict[str, int]:
    stored = {name: int(row[name] or 0) for name in SUMS if name in row and name not in WAITS}
    stored |= {name: round((row[name] or 0) * 1000) for name in WAITS if name in row}
    return stored | {LASTS[name]: 1 for name in _OPEN if row.get(name)}
