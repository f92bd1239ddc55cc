"""Talks are read a while at a time, by one alone."""

import pytest

from guitai.domains.accounts.models import Shop
from guitai.jobs import understanding
from guitai.jobs.alone import alone


@pytest.fixture
def portions(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """So many talks are found each time, and reading them takes three seconds."""
    left, passed = [200, 200, 17], iter(range(0, 1000, 3))
    monkeypatch.setattr(understanding, "read_some", lambda _shop, **_how: left.pop(0) if left else 0)
    monkeypatch.setattr(understanding.time, "monotonic", lambda: next(passed))
    return left


def test_it_is_read_for_a_while_and_then_the_rest(shop: Shop, portions: list[int]) -> None:
    assert understanding.read_for_a_while(shop)
    assert portions == [17]

    assert not understanding.read_for_a_while(shop)
    assert portions == []


def test_nobody_reads_where_somebody_does(shop: Shop, portions: list[int]) -> None:
    with alone(f"understanding-{shop.pk}") as is_alone:
        assert is_alone
        assert not understanding.read_for_a_while(shop)

    assert len(portions) == 3


def test_every_shop_is_looked_after(shop: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    monkeypatch.setattr(understanding, "close_old_connections", lambda: None)
    monkeypatch.setattr(understanding, "go_on", asked.append)

    understanding.look_after_readings.call_local()

    assert sorted(asked) == sorted([shop.pk, other_shop.pk])
