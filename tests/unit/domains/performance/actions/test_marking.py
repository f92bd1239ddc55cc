"""What changes afterwards marks the days it concerns, and costs nothing where none are counted."""

from datetime import date, timedelta

import pytest
from tests.factories.chat import ConversationFactory
from tests.factories.trade import BuyerFactory, OrderFactory

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.actions import marking
from guitai.domains.performance.changed import Changed
from guitai.domains.performance.models import CountedDay, FigureSettings

DAYS = [date(2026, 3, 1) + timedelta(days=ahead) for ahead in range(31)]


@pytest.fixture
def days(shop: Shop, other_shop: Shop) -> None:
    """March is counted, next door too."""
    CountedDay.objects.bulk_create(
        CountedDay(shop=one, day=day, counted=0) for one in (shop, other_shop) for day in DAYS
    )


def marked(shop: Shop) -> list[int]:
    return [row.day.day for row in CountedDay.objects.filter(shop=shop).order_by("day") if row.changes]


def test_days_are_marked_in_their_shop_alone_and_their_facts_written_anew(
    shop: Shop, other_shop: Shop, days: None, monkeypatch, django_capture_on_commit_callbacks
):
    forgotten: list[set[date]] = []
    monkeypatch.setattr(marking, "forget_days", lambda _shop, some: forgotten.append(some))
    with django_capture_on_commit_callbacks(execute=True):
        marking.mark_changed(shop=shop, changed=Changed(ordered=frozenset(DAYS[9:10])))
        marking.mark_changed(shop=shop, changed=Changed(noted=frozenset(DAYS[19:20])))

    # An order may be reminded of for three days; the night after the 20th may be its own.
    assert marked(shop) == [9, 10, 11, 12, 13, 20]
    assert marked(other_shop) == []
    assert forgotten == [{DAYS[19], DAYS[20]}]


def test_where_payments_decide_the_days_of_orders_paid_later_are_marked(shop: Shop, days: None):
    FigureSettings.objects.create(shop=shop, values={"rule": "order_first", "solved_days": 1, "sale_days": 1})
    talk = ConversationFactory(buyer=BuyerFactory(shop=shop))
    OrderFactory(buyer=talk.buyer, created_at=talk.opened_at, paid_at=talk.opened_at + timedelta(days=18))
    marking.mark_changed(shop=shop, changed=Changed(talked=frozenset(DAYS[19:20])))

    assert marked(shop) == [2, 19, 20, 21]


def test_everything_is_marked_where_everything_is_concerned(shop: Shop, days: None):
    marking.mark_changed(shop=shop, changed=Changed(everything=True))

    assert len(marked(shop)) == 31


def test_where_nothing_is_counted_nobody_looks(shop: Shop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(marking, "changed_by", None)

    marking.mark_deed(shop=shop, journal_id=7)
    assert not marking.is_anything_counted(shop)
