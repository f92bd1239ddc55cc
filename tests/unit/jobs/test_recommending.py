"""The night counts what was bought together, for every shop on its own."""

from typing import Any

import pytest

from guitai.domains.accounts.models import Shop
from guitai.jobs import recommending


def test_every_shop_is_counted_though_one_has_trouble(
    shop: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    counted = []

    def fails_in_one(*, shop: Shop, at: object) -> None:
        counted.append(shop.key)
        if shop.key == "yunshang":
            raise RuntimeError

    monkeypatch.setattr(recommending, "close_old_connections", lambda: None)
    monkeypatch.setattr(recommending, "count_together", fails_in_one)

    recommending.count_bought_together.call_local()

    assert sorted(counted) == ["nanshan", "yunshang"]
    assert "yunshang" in caplog.text
