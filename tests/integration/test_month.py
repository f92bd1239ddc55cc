"""Ten days of a small shop: nothing appears twice, nothing is lost, nothing stands on a wrong list."""

from datetime import timedelta
from typing import Any

import pytest
from tools.month.comparing import cases
from tools.month.judge import LISTS
from tools.month.playing import Played, play
from tools.simulate_month import START

from guitai.domains.followups import filling
from guitai.domains.followups.models import Todo

pytestmark = pytest.mark.django_db(transaction=True)


def test_ten_days_show_on_every_list_what_belongs_there() -> None:
    played = _played(orders=200, days=10)

    assert cases(played.comparer) == []
    assert {listing for listing, _key in played.comparer.should} >= {*LISTS, "promise"}


def test_what_a_filling_leaves_out_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = filling.fill

    def forgetful(**asked: Any) -> filling.Filled:
        filled = whole(**asked)
        Todo.objects.filter(listing="soon_late", attempts=0, state="open").delete()
        return filled

    monkeypatch.setattr(filling, "fill", forgetful)

    found = _played(orders=60, days=4).comparer.findings.found

    assert {(each.kind, each.listing) for each in found} == {("lost", "soon_late")}


def _played(*, orders: int, days: int) -> Played:
    return play(seed=2, orders=orders, start=START, days=days, step=timedelta(hours=3), platform="taobao")
