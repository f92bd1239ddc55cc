"""Agents who hold several chats at once."""

from math import inf

import pytest

from guitai.engines.staffing import erlang
from guitai.engines.staffing.needing import Service, agents_needed, expected, load_of

TELEPHONE = Service(level=0.8, within=20)


def test_one_chat_at_once_is_a_telephone():
    assert agents_needed(100, handling=180, service=TELEPHONE) == 14
    assert load_of(100, handling=180, service=TELEPHONE) == pytest.approx(10)


def test_five_places_an_agent_where_chats_do_not_disturb_one_another():
    # 14 places, five an agent: three agents.
    service = Service(level=0.8, within=20, concurrency=5)

    assert agents_needed(100, handling=180, service=service) == 3


def test_each_further_chat_makes_all_of_them_longer():
    # Alone 180 s; with five at once 1 + 0.2 x 4 = 1.8 times as long: 324 s, 18 erlangs, 23 places, 5 agents.
    service = Service(level=0.8, within=20, concurrency=5, slowdown=0.2)

    assert service.lengthened(180) == pytest.approx(324)
    assert erlang.servers_needed(18, handling=324, within=20, level=0.8) == 23
    assert agents_needed(100, handling=180, service=service) == 5


def test_nothing_is_won_by_many_at_once_where_agents_do_one_thing_at_a_time():
    many = Service(level=0.8, within=20, concurrency=4, slowdown=1.0)

    assert load_of(100, handling=180, service=many) == pytest.approx(40)
    assert many.lengthened(180) == pytest.approx(720)


def test_what_was_measured_with_several_is_not_lengthened_twice():
    # Measured with 3 at once (1.4 times as long), wanted with 5 (1.8 times): 180 x 1.8 / 1.4.
    service = Service(level=0.8, within=20, concurrency=5, slowdown=0.2, measured_at=3)

    assert service.lengthened(180) == pytest.approx(180 * 1.8 / 1.4)
    assert service.lengthened(180, held=0) == pytest.approx(180 / 1.4)


def test_what_buyers_may_expect():
    told = expected(14, 100, handling=180, service=TELEPHONE)

    assert told.service_level == pytest.approx(0.88835, abs=1e-5)
    assert told.average_wait == pytest.approx(7.836, abs=1e-3)
    assert told.busy == pytest.approx(10 / 14)
    assert told.leaving == 0.0


def test_who_has_little_patience_leaves():
    # As documented of 13 agents with a patience of five minutes: 2.5 % leave.
    service = Service(level=0.8, within=20, patience=300)

    assert expected(13, 100, handling=180, service=service).leaving == pytest.approx(0.025, abs=5e-4)


def test_without_anybody_nobody_is_served():
    told = expected(0, 10, handling=180, service=TELEPHONE)

    assert (told.service_level, told.average_wait, told.busy) == (0.0, inf, inf)
    assert expected(0, 0, handling=180, service=TELEPHONE).busy == 0.0
    assert agents_needed(0, handling=180, service=TELEPHONE) == 0
