"""Remarks are appended, settled, marked as sent; each deed is kept in the history and announced."""

from datetime import datetime
from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks
from tests.factories.trade import ImportedRemarkFactory, OrderFactory, RemarkFactory

from guitai.common import events
from guitai.common.models import AuditEntry
from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.trade import remarking
from guitai.domains.trade.errors import MeaningRefusedError, NothingToSettleError, RemarkRefusedError
from guitai.domains.trade.events import OrderRemarked
from guitai.domains.trade.models import FlagMeaning, Holds, Order, Remark
from guitai.domains.trade.remarks import meanings_of, remarks_of


@pytest.fixture
def order(shop: Shop) -> Order:
    return OrderFactory(shop=shop, buyer__shop=shop, seller_remark="老客")


def test_who_and_the_day_stand_behind_the_reason(order: Order, agent: Membership, now: datetime) -> None:
    row = remarking.remark(order=order, by=agent, text=" 改发\n顺丰 ", flag="red", at=now)

    assert (row.text, row.flag, row.platform_text) == ("改发 顺丰 小美/03.02", "red", "老客")
    assert AuditEntry.objects.get().deed == "remarked"


def test_a_second_one_is_appended(
    order: Order, agent: Membership, other_agent: Membership, now: datetime
) -> None:
    remarking.remark(order=order, by=agent, text="改发顺丰", flag="red", at=now)
    remarking.remark(order=order, by=other_agent, text="已补差价", at=now)

    known = remarks_of(order)

    assert known.whole == "老客；改发顺丰 小美/03.02；已补差价 阿杰/03.02"
    assert known.flag == "red"


def test_a_flag_alone_changes_no_words(order: Order, agent: Membership, now: datetime) -> None:
    remarking.remark(order=order, by=agent, flag="green", at=now)

    assert (remarks_of(order).whole, remarks_of(order).flag) == ("老客", "green")


@pytest.mark.parametrize(
    ("text", "flag", "field"),
    [("", "", "text"), (" \u200b", "", "text"), ("备" * 201, "", "text"), ("好", "pink", "flag")],
)
def test_what_says_nothing_or_too_much_is_refused(
    order: Order, agent: Membership, now: datetime, text: str, flag: str, field: str
) -> None:
    with pytest.raises(RemarkRefusedError) as refusal:
        remarking.remark(order=order, by=agent, text=text, flag=flag, at=now)

    assert refusal.value.facts["field"] == field
    assert not Remark.objects.exists()


def test_an_order_of_another_shop_is_out_of_reach(agent: Membership, now: datetime) -> None:
    with pytest.raises(Order.DoesNotExist):
        remarking.remark(order=OrderFactory(), by=agent, text="好", at=now)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """What is announced, told to nobody else."""
    said: list[Any] = []
    monkeypatch.setitem(events._listeners, OrderRemarked, [said.append])
    return said


@pytest.mark.parametrize(
    ("flag", "changed"), [("red", False), ("", False), ("blue", True)], ids=["same", "none", "other"]
)
def test_it_is_announced_whether_the_flag_is_another(
    order: Order,
    agent: Membership,
    now: datetime,
    heard: list[Any],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    flag: str,
    changed: bool,
) -> None:
    RemarkFactory(order=order, flag="red")
    with django_capture_on_commit_callbacks(execute=True):
        remarking.remark(order=order, by=agent, text="好", flag=flag, at=now)

    (event,) = heard
    assert (event.number, event.flag_changed, event.paid_at) == (order.number, changed, order.paid_at)


@pytest.fixture
def contradicted(order: Order, now: datetime) -> Order:
    ours = RemarkFactory(order=order, text="改发顺丰 小美/03.02", flag="red")
    Remark.objects.filter(pk=ours.pk).update(sent_at=now)
    Order.objects.filter(pk=order.pk).update(seller_remark="不改了", tags="蓝旗")
    ImportedRemarkFactory(order=order, text="不改了", flag="blue")
    order.refresh_from_db()
    return order


def test_ours_too_waits_to_be_written_back_behind_the_platforms(
    contradicted: Order, agent: Membership, now: datetime
) -> None:
    remarking.settle(order=contradicted, holds=Holds.OURS, by=agent, at=now)

    known = remarks_of(contradicted)
    assert (known.whole, known.flag, len(known.to_send)) == ("不改了；改发顺丰 小美/03.02", "red", 1)
    assert AuditEntry.objects.get().deed == "remark_settled"


def test_the_platforms_only_leaves_nothing_to_send(
    contradicted: Order, agent: Membership, now: datetime
) -> None:
    remarking.settle(order=contradicted, holds=Holds.PLATFORM, by=agent, at=now)

    known = remarks_of(contradicted)
    assert (known.whole, known.flag, known.to_send) == ("不改了", "blue", [])
    assert Remark.objects.get(source="imported").settled_by == agent


def test_it_is_settled_once(contradicted: Order, agent: Membership, now: datetime) -> None:
    remarking.settle(order=contradicted, holds=Holds.OURS, by=agent, at=now)

    with pytest.raises(NothingToSettleError):
        remarking.settle(order=contradicted, holds=Holds.PLATFORM, by=agent, at=now)


def test_what_was_sent_is_marked_and_taken_back(order: Order, agent: Membership, now: datetime) -> None:
    keys = [RemarkFactory(order=order).pk, RemarkFactory().pk]

    assert remarking.mark_sent(shop=order.shop, remarks=keys, by=agent, at=now) == 1
    assert remarks_of(order).to_send == []
    assert remarking.mark_sent(shop=order.shop, remarks=keys, by=agent, at=now) == 0

    assert remarking.take_sent_back(shop=order.shop, sent_at=now, by=agent, at=now) == 1
    assert len(remarks_of(order).to_send) == 1
    assert [entry.deed for entry in AuditEntry.objects.order_by("pk")] == [
        "remarks_sent",
        "remarks_sent_taken_back",
    ]


def test_the_shop_names_its_flags(shop: Shop, lead: Membership, now: datetime) -> None:
    remarking.name_flags(shop=shop, meanings={"red": " 加急 ", "pink": "?"}, by=lead, at=now)

    assert meanings_of(shop)["red"] == "加急"
    assert FlagMeaning.objects.count() == 1
    assert list(AuditEntry.objects.get().facts) == ["red"]


def test_a_meaning_has_a_length(shop: Shop, lead: Membership, now: datetime) -> None:
    with pytest.raises(MeaningRefusedError):
        remarking.name_flags(shop=shop, meanings={"red": "长" * 41}, by=lead, at=now)

    assert not FlagMeaning.objects.exists()
