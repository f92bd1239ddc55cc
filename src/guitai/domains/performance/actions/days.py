"""Count business days that are over."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from operator import itemgetter

from django.db import transaction

from guitai.common.records import Record
from guitai.common.rows import insert
from guitai.domains.accounts.models import Shop
from guitai.domains.performance import counting, desk_facts
from guitai.domains.performance.actions.marking import mark_all, mark_days
from guitai.domains.performance.agent_accounts import accounts_by_member
from guitai.domains.performance.changed import days_of_buyers
from guitai.domains.performance.day_models import SUMS
from guitai.domains.performance.models import CountedDay, DayFigures, FigureSettings, HourFigures
from guitai.domains.performance.queries.days import days_back, days_to_count, fingerprint_of
from guitai.domains.performance.queries.settings import settings_of
from guitai.engines.metrics.settings import Settings


def count_some(*, shop: Shop, at: datetime, most: int) -> int:
    """Count the newest of the days that are over and have to be, as many in a row as allowed; say how many.

    Their facts are written first, so that the days around read them quickly.
    """
    _look_around(shop)
    wanted = days_to_count(shop, at=at)
    if not wanted:
        return 0
    some = [day for place, day in enumerate(wanted[:most]) if day == wanted[0] - timedelta(days=place)]
    desk_facts.write_days(shop, some[-1], some[0])
    count_days(shop=shop, first=some[-1], last=some[0], at=at)
    return len(some)


def count_days(*, shop: Shop, first: date, last: date, at: datetime) -> None:
    """Count the business days from the first to the last and put what comes out in the place of what was.

    What changes meanwhile makes them be counted again.
    """
    settings, kept = settings_of(shop), FigureSettings.objects.get_or_create(shop=shop)[0]
    seen = _seen(shop, first, last)
    found = counting.count(shop, first, last, settings, main_accounts=kept.main_accounts)
    with transaction.atomic():
        list(CountedDay.objects.select_for_update().filter(shop=shop, day__range=(first, last)))
        keep(shop=shop, first=first, last=last, found=found)
        for day, (changes, _counted) in seen.items():
            CountedDay.objects.filter(shop=shop, day=day).update(
                counted=changes, counted_at=at, fingerprint=fingerprint_of(settings)
            )
        _note_whose(shop, kept, settings, found)
        mark_days(shop=shop, days=_come_back_to(seen, settings))


def _seen(shop: Shop, first: date, last: date) -> dict[date, tuple[int, int | None]]:
    """Give how often each day changed before its facts are read, and as of which change it was counted."""
    CountedDay.objects.bulk_create(
        [CountedDay(shop=shop, day=day) for day in days_back(last, first)], ignore_conflicts=True
    )
    days = CountedDay.objects.filter(shop=shop, day__range=(first, last))
    return {
        day: (changes, counted) for day, changes, counted in days.values_list("day", "changes", "counted")
    }


def _come_back_to(seen: Mapping[date, tuple[int, int | None]], settings: Settings) -> set[date]:
    """Give the days before those counted for the first time: somebody may have come back from one."""
    new = [day for day, (_changes, counted) in seen.items() if counted is None]
    back = range(1, settings.solved_days + 1)
    return {day - timedelta(days=days) for day in new for days in back} - seen.keys()


def _look_around(shop: Shop) -> None:
    """Note the first day of all, and count everything anew where a member has another account now.

    Facts know agents by their accounts.
    """
    kept = FigureSettings.objects.get_or_create(shop=shop)[0]
    before, accounts = kept.accounts, {str(key): name for key, name in accounts_by_member(shop).items()}
    if kept.since is None and (there := desk_facts.days_with_facts(shop)):
        kept.since = there[0]
        kept.save(update_fields=["since"])
    if accounts != before:
        kept.accounts = accounts
        kept.save(update_fields=["accounts"])
    if any(accounts.get(member, account) != account for member, account in before.items()):
        mark_all(shop=shop)


def keep(*, shop: Shop, first: date, last: date, found: counting.Counted) -> None:
    """Put the sums of some days in the place of those that were kept of them."""
    DayFigures.objects.filter(shop=shop, day__range=(first, last)).delete()
    HourFigures.objects.filter(shop=shop, day__range=(first, last)).delete()
    _insert(DayFigures, shop, ("day", "agent"), found.days)
    _insert(HourFigures, shop, ("day", "agent", "hour", "weekday"), found.hours)


def _insert(
    model: type[Record], shop: Shop, keys: tuple[str, ...], rows: Mapping[counting.Place, counting.Sums]
) -> None:
    insert(
        model,
        ("shop_id", *keys, *SUMS, "buyer_keys"),
        [
            (
                shop.pk,
                *(str(place.day) if name == "day" else getattr(place, name) for name in keys),
                *(sums.values.get(name, 0) for name in SUMS),
                sums.buyer_keys,
            )
            for place, sums in sorted(rows.items(), key=itemgetter(0))
        ],
    )


def _note_whose(shop: Shop, kept: FigureSettings, settings: Settings, found: counting.Counted) -> None:
    """Keep which facts the desk has, and the accounts its agents belong to: nobody who has one is a buyer."""
    mains = {counting.main_of(agent) for agent in found.agents}
    new = mains - set(kept.main_accounts)
    if not new and found.tables == set(kept.tables):
        return
    kept.main_accounts = sorted(mains | set(kept.main_accounts))
    kept.tables = sorted(found.tables)
    kept.save(update_fields=["main_accounts", "tables"])
    mark_days(shop=shop, days=days_of_buyers(shop, new, settings=settings))
