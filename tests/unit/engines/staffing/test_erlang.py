"""Erlang's formulas, against published figures and against their defining sums."""

from decimal import Decimal
from math import exp, inf
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.staffing import erlang

PUBLISHED = yaml.safe_load((Path(__file__).parent / "cases" / "published.yaml").read_text(encoding="utf-8"))


def _load(case):
    return case["calls"] * case["handling"] / case["seconds"]


def _agrees(case, found):
    for key, value in found.items():
        if key in case:
            digits = len(str(case[key]).replace(".", "").lstrip("0"))
            assert float(f"{value:.{min(digits, case['digits'])}g}") == pytest.approx(case[key], rel=1e-12), (
                key
            )


@pytest.mark.parametrize("case", PUBLISHED["erlang_c"], ids=lambda case: f"{case['agents']} agents")
def test_erlang_c_is_as_published(case):
    load, agents, handling = _load(case), case["agents"], case["handling"]
    found = {
        "waiting": erlang.waiting(agents, load),
        "average_wait": erlang.average_wait(agents, load, handling=handling),
        "service_level": erlang.service_level(agents, load, handling=handling, within=case["within"]),
    }

    _agrees(case, found)


@pytest.mark.parametrize("case", PUBLISHED["agents_needed"], ids=lambda case: f"{case['agents']} agents")
def test_as_many_are_needed_as_published(case):
    asked = {name: case[name] for name in ("handling", "within", "level")}

    assert erlang.servers_needed(_load(case), **asked) == case["agents"]


@pytest.mark.parametrize("case", PUBLISHED["erlang_a"], ids=lambda case: f"{case['agents']} agents")
def test_erlang_a_is_as_published(case):
    found = erlang.impatient(
        case["agents"], _load(case), handling=case["handling"], patience=case["patience"]
    )

    _agrees(case, {name: getattr(found, name) for name in ("waiting", "leaving", "average_wait")})


def _by_its_sum(servers: int, load: Decimal) -> Decimal:
    """Give Erlang C as it is defined, with figures of any length."""
    term, total = Decimal(1), Decimal(1)
    for server in range(1, servers):
        term = term * load / server
        total += term
    full = term * load / servers * servers / (servers - load)
    return full / (total + full)


@given(st.integers(1, 60), st.floats(0.01, 0.99))
def test_erlang_c_is_its_defining_sum(servers, busy):
    load = servers * busy

    assert erlang.waiting(servers, load) == pytest.approx(
        float(_by_its_sum(servers, Decimal(load))), rel=1e-9
    )


def test_it_holds_for_thousands_of_agents():
    defined = float(_by_its_sum(5100, Decimal(5000)))

    assert erlang.waiting(5100, 5000) == pytest.approx(defined, rel=1e-9)
    assert erlang.servers_needed(5000, handling=300, within=30, level=0.8) == 5014
    assert erlang.waiting(5000, 10) == 0.0


@given(st.floats(0.01, 200), st.floats(1, 3600), st.floats(0, 600), st.floats(0, 0.999))
def test_one_agent_fewer_would_not_do(load, handling, within, level):
    asked = {"handling": handling, "within": within}

    servers = erlang.servers_needed(load, **asked, level=level)

    assert erlang.service_level(servers, load, **asked) >= level - 1e-9
    fewer = erlang.service_level(servers - 1, load, **asked)
    assert fewer < level + 1e-9 or servers - 1 < load


def test_impatience_lies_between_leaving_at_once_and_waiting_for_ever():
    hurried = erlang.impatient(10, 8.0, handling=180, patience=0.001)
    patient = erlang.impatient(10, 8.0, handling=180, patience=1e9)

    assert hurried.leaving == pytest.approx(erlang.erlang_b(10, 8.0), rel=1e-3)
    assert patient.waiting == pytest.approx(erlang.waiting(10, 8.0), rel=1e-4)
    assert patient.average_wait == pytest.approx(erlang.average_wait(10, 8.0, handling=180), rel=1e-4)


def test_too_much_work_ends_only_where_buyers_leave():
    # Ten agents end 10 of 20 erlangs: half of the buyers must leave.
    assert erlang.waiting(10, 20) == 1.0
    assert erlang.average_wait(10, 20, handling=60) == inf
    assert erlang.service_level(10, 20, handling=60, within=600) == 0.0
    assert erlang.impatient(10, 20, handling=60, patience=60).leaving == pytest.approx(0.5, abs=0.01)


def test_nothing_to_do_needs_nobody():
    assert erlang.servers_needed(0, handling=60, within=30, level=0.8) == 0
    assert erlang.service_level(0, 0, handling=60, within=30) == 1.0
    assert (erlang.average_wait(0, 0, handling=60), erlang.erlang_b(0, 0), erlang.erlang_b(1, 0)) == (0, 1, 0)
    assert erlang.impatient(0, 0, handling=60, patience=60).waiting == 0.0


def test_nobody_promises_that_no_buyer_ever_waits():
    with pytest.raises(ValueError, match="service level"):
        erlang.servers_needed(1, handling=60, within=30, level=1)


def test_one_agent_is_the_textbook_queue():
    # M/M/1: waits with probability rho, longer than t with rho * exp(-(1 - rho) t / handling).
    assert erlang.waiting(1, 0.5) == pytest.approx(0.5)
    assert erlang.service_level(1, 0.5, handling=60, within=60) == pytest.approx(1 - 0.5 * exp(-0.5))
