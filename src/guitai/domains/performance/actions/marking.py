"""Note which days have to be counted anew; it costs next to nothing where a shop has counted none."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.changed import Changed, changed_by, days_of
from guitai.domains.performance.desk_store import forget_days
from guitai.domains.performance.models import CountedDay, FigureSettings
from guitai.domains.performance.queries.settings import settings_of
from guitai.domains.trade.models import Order
from guitai.engines.metrics.settings import Attribution, Settings
from guitai.kernel.days import day_period


def mark_changed(*, shop: Shop, changed: Changed) -> None:
    """Let the days be counted anew that a change concerns, and the facts of talks written anew.

    In the transaction of the change, so that both are kept or neither.
    """
    settings = settings_of(shop)
    if changed.everything:
        mark_all(shop=shop)
    else:
        mark_days(shop=shop, days=changed.days(settings) | _paid_later(shop, changed, settings))
    # Facts are written by the calendar, and a business day may end in the night of the next.
    if written := {day + timedelta(days=ahead) for day in changed.talked | changed.noted for ahead in (0, 1)}:
        transaction.on_commit(lambda: forget_days(shop, written))


def is_anything_counted(shop: Shop) -> bool:
    """Say whether a shop has counted days; one that has none need not note what changed."""
    return CountedDay.objects.filter(shop=shop).exists()


def mark_deed(*, shop: Shop, journal_id: int) -> None:
    """Let the days be counted anew that a deed concerns: once it is done, or before it is taken back."""
    # It may have brought older days, or take them away.
    FigureSettings.objects.filter(shop=shop).update(since=None)
    if is_anything_counted(shop):
        mark_changed(shop=shop, changed=changed_by(journal_id, shop=shop, settings=settings_of(shop)))


def mark_all(*, shop: Shop) -> None:
    """Let everything be counted anew."""
    CountedDay.objects.filter(shop=shop).update(changes=F("changes") + 1)


def mark_days(*, shop: Shop, days: Collection[date]) -> None:
    """Let some days be counted anew; those never counted are to be counted anyway."""
    CountedDay.objects.filter(shop=shop, day__in=days).update(changes=F("changes") + 1)


def _paid_later(shop: Shop, changed: Changed, settings: Settings) -> set[date]:
    """Give the days of orders whose payment decides whose they are, since nobody had them before."""
    if settings.rule is not Attribution.ORDER_FIRST or not changed.talked:
        return set()
    since = day_period(min(changed.talked), split=settings.day_begins).start
    until = day_period(
        max(changed.talked) + timedelta(days=settings.sale_days), split=settings.day_begins
    ).end
    paid = Order.objects.filter(shop=shop, paid_at__gte=since, paid_at__lt=until)
    return days_of(paid, "created_at", split=settings.day_begins)
