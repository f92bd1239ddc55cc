"""A usual week, from days of talk to means of half hours."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from tests.factories.staffing import SpecialDayFactory, talked

from guitai.domains.performance.actions.staffing import count_load
from guitai.domains.performance.models import CountedDay, LoadDay
from guitai.domains.performance.queries.load import load_of, stale_days
from guitai.domains.performance.queries.staffing import settings_of

SHANGHAI = ZoneInfo("Asia/Shanghai")
WEEK = timedelta(days=7)


def at(day: int, hour: int, minute: int = 0, month: int = 2) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def usual(shop, now):
    """Count what there is, then give the usual week."""

    def count():
        count_load(shop=shop, at=now, most=366)
        return load_of(shop, settings_of(shop), at=now)

    return count


def test_a_weekdays_half_hour_is_the_mean_of_the_weeks(agent, usual):
    # Now is Monday 2 March: the four weeks begin on 2 February. Two chats on one Monday, one on the next.
    for moment in (at(2, 10, 5), at(2, 10, 25), at(9, 10, 29)):
        talked(agent, moment)

    load = usual()

    assert (load.first, load.last, load.days) == (date(2026, 2, 2), date(2026, 3, 1), 28)
    assert load.chats[0][20] == pytest.approx(3 / 4)
    assert sum(map(sum, load.chats)) == pytest.approx(3 / 4)
    assert not load.missing


def test_days_before_the_first_talk_are_no_days_without_work(agent, usual):
    talked(agent, at(23, 10))

    load = usual()

    assert (load.days, load.chats[0][20]) == (7, 1.0)


def test_who_was_answered_in_time(agent, usual, shop):
    talked(agent, at(2, 10), answer=25)
    talked(agent, at(9, 10), answer=31)
    talked(agent, at(16, 10), answer=None)

    load = usual()

    assert load.in_time[0][20] == pytest.approx(1 / 3)
    assert load.in_time[0][21] is None


def test_the_shops_own_length_of_a_chat_once_there_are_twenty(agent, usual):
    for minute in range(19):
        talked(agent, at(2, 10) + timedelta(minutes=20 * minute), lasts=100)
    assert usual().handling == 300

    talked(agent, at(3, 10), lasts=500)
    CountedDay.objects.create(shop=agent.shop, day=date(2026, 2, 3), changes=1)
    load = usual()

    assert load.handling == pytest.approx((19 * 100 + 500) / 20)
    assert (load.measured_at, len(load.lengths)) == (1.0, 20)


def test_chats_at_once_are_told_from_the_agents_own(agent, usual):
    # Ten pairs at the same time: an agent held two on average.
    for minute in range(10):
        for _twice in range(2):
            talked(agent, at(2, 10) + timedelta(minutes=20 * minute), lasts=200)

    assert usual().measured_at == pytest.approx(2.0)


def test_special_days_are_left_out(agent, usual, shop):
    talked(agent, at(2, 10))
    SpecialDayFactory(shop=shop, day=date(2026, 2, 2))

    load = usual()

    assert (load.special, load.days, load.is_empty) == ((date(2026, 2, 2),), 27, True)


def test_growth_is_told_where_all_days_are_there(agent, usual):
    for day in (2, 16, 17):
        talked(agent, at(day, 10))

    assert usual().growth == pytest.approx(1.0)


def test_growth_is_not_told_from_half_the_days(agent, usual):
    talked(agent, at(16, 10))

    assert usual().growth is None


def test_a_day_whose_talks_changed_is_stale_again(agent, usual, shop):
    talked(agent, at(28, 10))
    usual()
    assert stale_days(shop, first=date(2026, 2, 2), last=date(2026, 3, 1)) == []

    CountedDay.objects.create(shop=shop, day=date(2026, 2, 28), changes=1)

    assert stale_days(shop, first=date(2026, 2, 2), last=date(2026, 3, 1)) == [date(2026, 2, 28)]
    talked(agent, at(28, 11))
    assert usual().chats[5][22] == 1.0
    assert LoadDay.objects.get(day=date(2026, 2, 28)).changes == 1


def test_a_shop_without_talks_has_nothing_to_count(shop, now, usual):
    load = usual()

    assert (load.is_empty, load.missing, load.growth) == (True, (), None)
