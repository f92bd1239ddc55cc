"""Reports are kept until the facts they were made of change."""

from datetime import date, datetime, timedelta
from itertools import count

import pytest
from django.core.cache import cache

from guitai.domains.accounts.models import Shop
from guitai.domains.performance.models import CountedDay, FigureSettings
from guitai.domains.performance.queries.keeping import kept
from guitai.kernel.days import SHANGHAI

DAY = date(2026, 11, 11)
NOON = datetime(2026, 11, 12, 12, tzinfo=SHANGHAI)


@pytest.fixture
def made(shop: Shop):
    """Give how often it was made by the time it is asked for."""
    cache.clear()
    CountedDay.objects.create(shop=shop, day=DAY, changes=1, counted=1, counted_at=NOON)
    times = count(1)

    def ask(*, last: date = DAY, at: datetime = NOON, name: str = "x", only_kept: bool = False) -> int | None:
        return kept(shop, name, first=DAY, last=last, at=at, make=lambda: next(times), only_kept=only_kept)

    return ask


def test_the_same_question_is_answered_from_what_is_kept(made):
    assert made(only_kept=True) is None
    assert [made(), made(), made(only_kept=True), made(name="y")] == [1, 1, 1, 2]


def test_a_change_of_facts_or_of_settings_makes_it_anew(made, shop: Shop):
    made()

    CountedDay.objects.filter(shop=shop).update(changes=2)
    assert made() == 2
    FigureSettings.objects.create(shop=shop, values={"fast_seconds": 20})
    assert made() == 3


def test_a_new_day_and_a_present_one_that_goes_on_make_it_anew(made):
    made()
    assert made(at=NOON + timedelta(days=1)) == 2

    today = NOON.date()
    assert made(last=today) == 3
    assert made(last=today, at=NOON + timedelta(seconds=60)) == 3
    assert made(last=today, at=NOON + timedelta(seconds=301)) == 4
