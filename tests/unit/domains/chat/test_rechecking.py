"""How far the imported lines of a shop are checked."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from tests.factories.chat import ConversationFactory, MessageFactory
from tests.factories.trade import BuyerFactory

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.chat import rechecking
from guitai.domains.chat.models import Channel
from guitai.domains.chat.rechecking import Checking, ImportedCheckWanted


@pytest.fixture(autouse=True)
def folder(tmp_path: Path) -> Any:
    with override_settings(DATA_FOLDER=tmp_path):
        yield tmp_path


@pytest.fixture
def lines(shop: Shop, agent: Membership, now: datetime) -> list[int]:
    """Two imported lines nobody has checked."""
    conversation = ConversationFactory(buyer=BuyerFactory(shop=shop), channel=Channel.IMPORTED, closed_at=now)
    return [MessageFactory(conversation=conversation, agent=agent, text=text).pk for text in ("甲", "乙")]


def test_asking_says_how_many_wait_and_announces_it(
    shop: Shop, lines: list[int], now: datetime, announced: Any
):
    with announced() as events:
        assert rechecking.ask(shop=shop, at=now) == 2

    assert events == [ImportedCheckWanted(shop_id=shop.pk)]
    assert rechecking.checking_of(shop) == Checking(is_running=True, total=2, told_at=now.timestamp())


def test_asking_twice_is_once(shop: Shop, lines: list[int], now: datetime, announced: Any):
    with announced():
        rechecking.ask(shop=shop, at=now)
    with announced() as events:
        assert rechecking.ask(shop=shop, at=now + timedelta(seconds=30)) == 2

    assert events == []


def test_where_nothing_waits_nothing_begins(shop: Shop, now: datetime, announced: Any):
    with announced() as events:
        assert rechecking.ask(shop=shop, at=now) == 0

    assert (events, rechecking.checking_of(shop)) == ([], Checking())


def test_what_was_told_is_read_again_and_the_next_round_begins_there(
    shop: Shop, lines: list[int], now: datetime, announced: Any
):
    with announced():
        rechecking.ask(shop=shop, at=now)
    before = rechecking.checking_of(shop)

    told = rechecking.tell(shop=shop, before=before, upto=lines[0], is_over=True, checked=1, found=1, at=now)

    assert rechecking.checking_of(shop) == told
    assert (told.is_running, told.percent, told.found) == (False, 50, 1)
    with announced():
        assert rechecking.ask(shop=shop, at=now) == 1
    assert rechecking.checking_of(shop).checked == 0


def test_a_long_silence_means_that_its_server_was_ended(
    shop: Shop, lines: list[int], now: datetime, announced: Any
):
    with announced():
        rechecking.ask(shop=shop, at=now)
    checking = rechecking.checking_of(shop)

    assert not rechecking.is_silent(checking, at=now + timedelta(seconds=59))
    assert rechecking.is_silent(checking, at=now + timedelta(seconds=61))
    with announced() as events:
        rechecking.ask(shop=shop, at=now + timedelta(seconds=61))
    assert events == [ImportedCheckWanted(shop_id=shop.pk)]


@pytest.mark.parametrize("spoilt", ["", "{", "[]", '{"of": 1}'])
def test_a_spoilt_file_begins_anew(shop: Shop, folder: Path, spoilt: str):
    (folder / "checked").mkdir()
    (folder / "checked" / f"{shop.pk}.json").write_text(spoilt)

    assert rechecking.checking_of(shop) == Checking()
    assert rechecking.checking_of(shop).percent == 100
