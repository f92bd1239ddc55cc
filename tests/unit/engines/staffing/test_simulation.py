"""Days played by chance, against the formulas where these hold, and where they do not."""

from functools import cache

import pytest

from guitai.engines.staffing import erlang
from guitai.engines.staffing.needing import Service
from guitai.engines.staffing.simulation import simulate, together

SERVICE = Service(level=0.8, within=20)


@cache
def _even_day():
    return simulate([100.0] * 48, [14] * 48, handling=[180.0], service=SERVICE, days=40, seed=7)


def test_an_even_day_is_as_erlang_c_has_it():
    # 14 agents, 10 erlangs; the first hours are left out, for a day begins with an empty desk.
    played = _even_day()
    level = together(played[4:])
    wait = sum(each.wait.mean for each in played[4:]) / 44

    assert level == pytest.approx(erlang.service_level(14, 10, handling=180, within=20), abs=0.01)
    assert wait == pytest.approx(erlang.average_wait(14, 10, handling=180), rel=0.1)


def test_confidence_ranges_hold_the_truth_about_as_often_as_they_say():
    played = _even_day()
    true = erlang.service_level(14, 10, handling=180, within=20)
    held = [each.in_time.low <= true <= each.in_time.high for each in played[4:]]

    assert sum(held) / len(held) > 0.85


def test_impatient_buyers_leave_as_erlang_a_has_it():
    service = Service(level=0.8, within=20, patience=300)
    played = simulate([100.0] * 48, [13] * 48, handling=[180.0], service=service, days=40, seed=7)
    left = sum(each.left.mean for each in played[4:]) / 44

    assert left == pytest.approx(0.02496, abs=0.003)


def test_what_a_peak_leaves_undone_the_next_half_hour_finds():
    # 150 chats of 180 s are 15 erlangs for 12 agents; after it 60 chats are 6, which Erlang C serves at once.
    chats, agents = [60.0] * 8 + [150.0] * 2 + [60.0] * 2, [12] * 12
    played = simulate(chats, agents, handling=[180.0], service=SERVICE, days=60, seed=7)
    after = played[10].in_time

    assert erlang.service_level(12, 6, handling=180, within=20) > 0.98
    assert after.high < 0.9
    assert played[7].in_time.mean > 0.95


def test_several_chats_at_once_are_several_places():
    # Two agents with seven places each are 14 places, where chats do not disturb one another.
    service = Service(level=0.8, within=20, concurrency=7)
    played = simulate([100.0] * 24, [2] * 24, handling=[180.0], service=service, days=40, seed=7)

    assert together(played[4:]) == pytest.approx(0.888, abs=0.015)


def test_the_shops_own_handling_times_are_drawn():
    # All of them 100 s long, one agent, chats far apart: nobody ever waits.
    played = simulate([0.01] * 48, [1] * 48, handling=[100.0, 100.0], service=SERVICE, days=5, seed=7)

    assert {each.wait.mean for each in played if each.wait} == {0.0}


def test_nobody_on_duty_serves_nobody_and_who_comes_later_does():
    played = simulate([30.0, 0.0], [0, 30], handling=[60.0], service=SERVICE, days=20, seed=7)

    # They begin evenly in the half hour and are taken up at its end: 900 s on average, 20 s of 1800 in time.
    assert played[0].wait.mean == pytest.approx(900, rel=0.1)
    assert played[0].in_time.mean == pytest.approx(20 / 1800, abs=0.01)
    assert played[1].in_time is None
    assert together([played[1]]) is None


def test_one_day_alone_tells_no_range():
    played = simulate([100.0], [14], handling=[180.0], service=SERVICE, days=1, seed=7)[0]

    assert played.wait.low == played.wait.mean == played.wait.high


def test_the_same_seed_plays_the_same_days():
    asked = {"handling": [180.0], "service": SERVICE, "days": 3}

    assert simulate([9.0], [2], **asked, seed=1) == simulate([9.0], [2], **asked, seed=1)
    assert simulate([9.0], [2], **asked, seed=1) != simulate([9.0], [2], **asked, seed=2)


def test_half_hours_must_match():
    with pytest.raises(ValueError, match="same half hours"):
        simulate([1.0, 2.0], [1], handling=[60.0], service=SERVICE, days=1, seed=1)
