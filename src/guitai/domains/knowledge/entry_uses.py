"""What became of the entries that were suggested: used, changed, ignored; by entry and by agent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum

from guitai.domains.accounts.models import Shop
from guitai.domains.knowledge.entry_models import Entry, SuggestionUse
from guitai.domains.knowledge.entry_queries import EntryState, is_in_state
from guitai.kernel.days import business_day

NEVER_USED_AFTER = timedelta(days=30)
_SUMS = {f"{name}_sum": Sum(name) for name in ("used", "changed", "ignored")}


@dataclass(frozen=True, slots=True)
class UseCount:
    """How often something was sent as suggested, sent otherwise, or passed over."""

    used: int = 0
    changed: int = 0
    ignored: int = 0


@dataclass(frozen=True, slots=True)
class EntryUse:
    """What became of one entry; ``title`` is the first wording of its question."""

    entry_id: int
    title: str
    count: UseCount


@dataclass(frozen=True, slots=True)
class MemberUse:
    """What one member made of all entries suggested to them."""

    nickname: str
    count: UseCount


def use_of(shop: Shop, entries: Collection[int]) -> dict[int, UseCount]:
    """Give what became of these entries ever since; one that was never suggested is left out."""
    return {row["key"]: _count(row) for row in _summed(_uses(shop).filter(key__in=entries), "key")}


def use_by_entry(shop: Shop, *, since: date, limit: int) -> list[EntryUse]:
    """Give what became of the entries suggested since a day, the most suggested first."""
    rows = sorted(
        _summed(_uses(shop).filter(day__gte=since), "key"),
        key=lambda row: (-sum(row[name] for name in _SUMS), row["key"]),
    )
    found = Entry.objects.filter(shop=shop, pk__in=[row["key"] for row in rows[:limit]])
    titles = {entry.pk: title_of(entry) for entry in found.prefetch_related("wordings")}
    return [
        EntryUse(row["key"], titles[row["key"]], _count(row)) for row in rows[:limit] if row["key"] in titles
    ]


def use_by_member(shop: Shop, *, since: date) -> list[MemberUse]:
    """Give what each member made of what was suggested to them since a day."""
    rows = _summed(_uses(shop).filter(day__gte=since), "membership", "membership__nickname")
    counted = [MemberUse(row["membership__nickname"], _count(row)) for row in rows]
    return sorted(counted, key=lambda row: (-row.count.used - row.count.changed, row.nickname))


def never_used(shop: Shop, *, at: datetime) -> QuerySet[Entry]:
    """Give the entries in force that are older than thirty days and that nobody ever sent."""
    sent = _uses(shop).filter(key=OuterRef("pk")).exclude(used=0, changed=0)
    return (
        Entry.objects.filter(is_in_state(EntryState.IN_FORCE, on=business_day(at)), shop=shop)
        .filter(~Exists(sent), created_at__lte=at - NEVER_USED_AFTER)
        .select_related("product", "owner")
        .prefetch_related("wordings")
        .order_by("created_at", "pk")
    )


def title_of(entry: Entry) -> str:
    """Give the first wording of an entry's question, or its answer where it has none."""
    first = next(iter(entry.wordings.all()), None)
    return first.text if first else str(entry)


def _uses(shop: Shop) -> QuerySet[SuggestionUse]:
    return SuggestionUse.objects.filter(shop=shop, kind=SuggestionUse.Kind.ENTRY)


def _summed(uses: QuerySet[SuggestionUse], *by: str) -> list[dict[str, Any]]:
    return list(uses.order_by().values(*by).annotate(**_SUMS))


def _count(row: dict[str, Any]) -> UseCount:
    return UseCount(*(row[name] for name in _SUMS))
