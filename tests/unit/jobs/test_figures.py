"""Days are counted a stretch at a time, longer ones where it is quick, by one alone."""

import time_machine
from django.utils import timezone

from guitai.domains.accounts.models import Shop
from guitai.jobs import figures
from guitai.jobs.alone import alone


def test_a_stretch_grows_where_it_is_quick_and_shrinks_where_it_is_slow(shop: Shop, monkeypatch):
    took = 0.5
    with time_machine.travel("2026-03-02 00:01+08:00", tick=False) as clock:
        asked = []

        def count_some(*, shop: Shop, at, most: int) -> int:
            clock.shift(took)
            asked.append(at.isoformat())
            return most

        monkeypatch.setattr(figures, "count_some", count_some)
        monkeypatch.setattr(figures.time, "monotonic", lambda: timezone.now().timestamp())
        nexts = [figures.count_stretch(shop, most=most) for most in (1, 20)]
        took = 3
        nexts.append(figures.count_stretch(shop, most=8))
        took = 5
        nexts += [figures.count_stretch(shop, most=most) for most in (8, 1)]

    assert nexts == [2, 31, 8, 4, 1]
    # A minute after midnight the day before may not be settled.
    assert asked[0] == "2026-03-01T15:59:00+00:00"


def test_nobody_counts_where_somebody_does_or_nothing_is_left(shop: Shop, monkeypatch):
    monkeypatch.setattr(figures, "count_some", lambda **_how: 1)
    with alone(f"figures-{shop.pk}") as is_alone:
        assert is_alone
        assert figures.count_stretch(shop, most=4) == 0
    monkeypatch.setattr(figures, "count_some", lambda **_how: 0)
    assert figures.count_stretch(shop, most=4) == 0


def test_the_present_day_is_counted_for_those_who_look(shop: Shop, other_shop: Shop, monkeypatch):
    counted = []
    monkeypatch.setattr(figures, "close_old_connections", lambda: None)
    monkeypatch.setattr(figures, "is_today_asked", lambda one: one == shop)
    monkeypatch.setattr(figures, "count_today", lambda one, **_how: counted.append(one))
    figures.keep_today.call_local()

    assert counted == [shop]
