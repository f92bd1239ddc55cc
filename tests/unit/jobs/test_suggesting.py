from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from guitai.domains.accounts.models import Shop
from guitai.jobs import suggesting


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    """The job lets go of connections that grew old; this test's own transaction must stay."""
    monkeypatch.setattr(suggesting, "close_old_connections", lambda: None)


@pytest.fixture
def looked_after(monkeypatch: pytest.MonkeyPatch) -> list[Shop]:
    shops: list[Shop] = []
    monkeypatch.setattr(suggesting, "keep_vectors", lambda shop, on: shops.append(shop))
    return shops


def test_each_minute_every_shop_is_looked_after(
    shop: Shop, other_shop: Shop, looked_after: list[Shop]
) -> None:
    suggesting.look_after_vectors.call_local()

    assert set(looked_after) == {shop, other_shop}


def test_two_never_compute_the_same(
    shop: Shop, looked_after: list[Shop], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def taken(name: str) -> Iterator[bool]:
        yield False

    monkeypatch.setattr(suggesting, "alone", taken)

    suggesting.look_after_vectors.call_local()

    assert looked_after == []
