"""What is done for every shop is done though one of them is in trouble."""

from datetime import datetime
from typing import Any

import pytest

from guitai.domains.accounts.models import Shop
from guitai.jobs import every_shop
from guitai.jobs.every_shop import for_every_shop


def test_a_deed_that_fails_keeps_nothing_else_from_being_done(
    shop: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(every_shop, "close_old_connections", lambda: None)
    done: list[Any] = []

    def first(*, shop: Shop, at: datetime) -> None:
        done.append(("first", shop.key, at.tzinfo is not None))
        if shop.key == "yunshang":
            raise RuntimeError("stuck")

    def second(*, shop: Shop, at: datetime) -> None:
        done.append(("second", shop.key, at.tzinfo is not None))

    for_every_shop(first, second)

    assert done == [
        ("first", "yunshang", True),
        ("second", "yunshang", True),
        ("first", "nanshan", True),
        ("second", "nanshan", True),
    ]
    assert "first failed for yunshang" in caplog.text
