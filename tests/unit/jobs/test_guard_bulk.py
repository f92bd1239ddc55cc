"""Imported lines checked beside the server's other work, a portion at a time."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.test import override_settings
from django.utils import timezone
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import rechecking
from guitai.domains.chat.models import Channel, Message
from guitai.domains.chat.rechecking import Checking, ImportedCheckWanted
from guitai.domains.guard.models import Verdict
from guitai.jobs import guard_bulk


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.setattr(guard_bulk, "close_old_connections", lambda: None)
    with override_settings(DATA_FOLDER=tmp_path):
        yield


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Which shops somebody is to go on with."""
    shops: list[int] = []
    monkeypatch.setattr(guard_bulk, "go_on", shops.append)
    return shops


def imported(agent: Membership, *texts: str) -> list[Message]:
    talk = ConversationFactory(
        buyer=BuyerFactory(shop=agent.shop), channel=Channel.IMPORTED, closed_at=timezone.now()
    )
    return [MessageFactory(conversation=talk, agent=agent, text=text) for text in texts]


def wanted(shop: Shop, announced: Any) -> None:
    with announced():
        rechecking.ask(shop=shop, at=timezone.now())


def test_what_is_found_is_kept_with_who_wrote_it_and_when(shop: Shop, agent: Membership, announced: Any):
    _fine, bad = imported(agent, "您好", "加我微信吧")
    wanted(shop, announced)

    assert guard_bulk.check_portion(shop) is False

    verdict = Verdict.objects.get()
    assert (verdict.text, verdict.member, verdict.message, verdict.at) == (
        "加我微信吧",
        agent,
        bad.pk,
        bad.sent_at,
    )
    assert (verdict.place, verdict.outcome) == ("imported", "sent")
    assert verdict.findings.get().rule == "off-contact"
    told = rechecking.checking_of(shop)
    assert (told.is_running, told.upto, told.checked, told.found) == (False, bad.pk, 2, 1)


def test_portions_follow_one_another_until_nothing_is_left(
    shop: Shop, agent: Membership, announced: Any, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(guard_bulk, "LINES_AT_ONCE", 2)
    imported(agent, "您好", "加我微信吧", "加我QQ")
    wanted(shop, announced)

    assert [guard_bulk.check_portion(shop), guard_bulk.check_portion(shop)] == [True, False]

    assert Verdict.objects.count() == 2
    assert rechecking.checking_of(shop).checked == 3


def test_lines_checked_before_a_server_was_ended_are_not_kept_twice(
    shop: Shop, agent: Membership, announced: Any
):
    imported(agent, "加我微信吧")
    wanted(shop, announced)
    before = rechecking.checking_of(shop)
    guard_bulk.check_portion(shop)
    rechecking.tell(shop=shop, before=before, upto=0, is_over=False, checked=0, found=0, at=timezone.now())

    guard_bulk.check_portion(shop)

    assert Verdict.objects.count() == 1


def test_later_imports_are_checked_in_the_next_round_alone(shop: Shop, agent: Membership, announced: Any):
    imported(agent, "加我微信吧")
    wanted(shop, announced)
    guard_bulk.check_portion(shop)
    imported(agent, "加我QQ吧")
    wanted(shop, announced)

    guard_bulk.check_portion(shop)

    told = rechecking.checking_of(shop)
    assert (Verdict.objects.count(), told.checked, told.found) == (2, 1, 1)


def test_nobody_checks_what_nobody_asked_for(shop: Shop, agent: Membership):
    imported(agent, "加我微信吧")

    assert guard_bulk.check_portion(shop) is False
    assert not Verdict.objects.exists()


def test_imports_taken_back_meanwhile_end_the_round(shop: Shop, agent: Membership, announced: Any):
    [line] = imported(agent, "加我微信吧")
    wanted(shop, announced)
    line.delete()

    assert guard_bulk.check_portion(shop) is False
    assert rechecking.checking_of(shop).is_running is False


def test_one_portion_lets_the_next_wait_for_its_turn(
    shop: Shop, agent: Membership, announced: Any, monkeypatch: pytest.MonkeyPatch
):
    turns: list[int] = []
    monkeypatch.setattr(guard_bulk, "LINES_AT_ONCE", 1)
    imported(agent, "您好", "在的")
    wanted(shop, announced)
    check = guard_bulk.go_on.call_local
    monkeypatch.setattr(guard_bulk, "go_on", turns.append)

    check(shop.pk)

    assert (turns, rechecking.checking_of(shop).checked) == ([shop.pk], 1)


def test_whoever_asks_lets_the_clocks_worker_begin(asked: list[int]):
    guard_bulk.wanted(ImportedCheckWanted(shop_id=7))

    assert asked == [7]


def test_the_clock_takes_up_what_fell_silent(
    shop: Shop, other_shop: Shop, agent: Membership, announced: Any, asked: list[int]
):
    imported(agent, "您好")
    wanted(shop, announced)
    guard_bulk.take_up_again.call_local()
    assert asked == []

    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        guard_bulk.take_up_again.call_local()

    assert asked == [shop.pk]
    assert rechecking.checking_of(other_shop) == Checking()
