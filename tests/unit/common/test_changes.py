"""Rows are gathered, written once, and told to the journal as they were and are."""

from typing import Any

import pytest
from tests.factories.trade import BuyerFactory

from guitai.common.changes import Changes
from guitai.domains.accounts.models import Shop
from guitai.domains.trade.models import Buyer


class Notes:
    """Listens as a journal does."""

    def __init__(self) -> None:
        self.added: list[int] = []
        self.moved: list[tuple[int, dict[str, Any], dict[str, Any]]] = []

    def added_ids(self, _model: object, ids: list[int]) -> None:
        self.added += ids

    def changed(self, _model: object, key: int, before: dict[str, Any], after: dict[str, Any]) -> None:
        self.moved.append((key, before, after))


@pytest.fixture
def notes() -> Any:
    return Notes()


def test_new_rows_are_written_and_told(shop: Shop, notes: Any) -> None:
    changes = Changes(Buyer, notes)
    buyer = BuyerFactory.build(shop=shop)

    assert changes.add(buyer, {"account": "小鱼"}) is buyer
    changes.write()

    assert notes.added == [Buyer.objects.get(account="小鱼").pk]
    assert notes.moved == []


def test_a_row_that_says_the_same_is_left(shop: Shop, notes: Any, django_assert_num_queries: Any) -> None:
    buyer = BuyerFactory(shop=shop, account="小鱼")
    changes = Changes(Buyer, notes)

    assert not changes.change(buyer, {"account": "小鱼"})
    with django_assert_num_queries(0):
        changes.write()

    assert notes.moved == []


def test_of_several_changes_the_first_state_and_the_last_count(shop: Shop, notes: Any) -> None:
    buyer = BuyerFactory(shop=shop, is_vip=False, tags=[])
    changes = Changes(Buyer, notes)

    assert changes.change(buyer, {"is_vip": True, "tags": ["爽快"]})
    assert changes.change(buyer, {"tags": ["爽快", "砍价"], "account": buyer.account})
    changes.write()

    buyer.refresh_from_db()
    assert (buyer.is_vip, buyer.tags) == (True, ["爽快", "砍价"])
    assert notes.moved == [
        (buyer.pk, {"is_vip": False, "tags": []}, {"is_vip": True, "tags": ["爽快", "砍价"]})
    ]


def test_each_row_keeps_the_columns_that_did_not_move(shop: Shop, notes: Any) -> None:
    one, other = BuyerFactory(shop=shop, tags=["甲"]), BuyerFactory(shop=shop, is_vip=True)
    changes = Changes(Buyer, notes)

    changes.change(one, {"is_vip": True})
    changes.change(other, {"tags": ["乙"]})
    changes.write()

    one.refresh_from_db()
    other.refresh_from_db()
    assert [(row.is_vip, row.tags) for row in (one, other)] == [(True, ["甲"]), (True, ["乙"])]
    assert [before for _key, before, _after in notes.moved] == [{"is_vip": False}, {"tags": []}]


def test_a_new_row_that_changes_before_it_is_written_is_new_as_it_is_then(shop: Shop, notes: Any) -> None:
    changes = Changes(Buyer, notes)
    buyer = changes.add(BuyerFactory.build(shop=shop), {"tags": []})

    assert changes.change(buyer, {"tags": ["爽快"]})
    changes.write()

    assert Buyer.objects.get().tags == ["爽快"]
    assert notes.moved == []


def test_without_a_journal_rows_are_written_all_the_same(shop: Shop) -> None:
    buyer = BuyerFactory(shop=shop)
    changes = Changes(Buyer)

    changes.change(buyer, {"is_vip": True})
    changes.write()
    changes.write()

    assert Buyer.objects.get().is_vip
