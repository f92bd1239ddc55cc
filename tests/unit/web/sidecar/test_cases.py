"""Beside another program: the case of an order, its wording, and opening one by the order."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from tests.factories.aftersales import BACK, SHORT, CaseFactory
from tests.factories.trade import OrderFactory, OrderLineFactory

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales import playbook_texts
from guitai.domains.aftersales.models import Case
from guitai.domains.trade.models import Buyer, Order

ABOUT = "/s/yunshang/sidecar/about/"


@pytest.fixture(autouse=True)
def _books(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two short playbooks in the place of those that come with the program."""
    monkeypatch.setattr(playbook_texts, "shipped", lambda: {"back": BACK, "short": SHORT})


@pytest.fixture
def order(buyer: Buyer) -> Order:
    order = OrderFactory(buyer=buyer, number="880088")
    OrderLineFactory(order=order)
    return order


def about(browser: Client, order: Order) -> Any:
    (shown,) = browser.get(ABOUT, {"order": order.pk}).json()["orders"]
    return shown["case"]


def test_an_order_without_a_case_says_so(browser: Client, order: Order):
    assert about(browser, order) is None


def test_the_running_case_of_an_order_is_shown_with_its_wording(
    browser: Client, order: Order, agent: Membership, now: datetime
):
    ended = {"state": "ended", "outcome": "kept", "ended_at": now}
    CaseFactory(order=order, owner=agent, number=1, kind="quality", **ended)
    CaseFactory(order=order, owner=agent, number=2)

    shown = about(browser, order)

    assert (shown["number"], shown["asks"], shown["turn"]) == (2, "拍照了吗", "买家")
    assert shown["url"] == "/s/yunshang/cases/2/"
    assert shown["due"]


def test_wording_with_an_open_slot_is_not_offered(browser: Client, order: Order, agent: Membership):
    CaseFactory(order=order, owner=agent, step="give")

    assert about(browser, order)["text"] == ""


def test_an_order_whose_buyer_nobody_knows_shows_its_case_too(browser: Client, agent: Membership):
    order = OrderFactory(buyer=None, shop=agent.shop)
    CaseFactory(order=order, owner=agent, number=3)

    assert about(browser, order)["number"] == 3


def test_what_was_pasted_tells_the_kind(post):
    assert post("read/", pasted="在吗\n杯子收到就碎了\n")["told"] == {
        "kind": "damaged",
        "said": "杯子收到就碎了",
    }
    assert post("read/", pasted="在吗\n")["told"] == {"kind": "", "said": ""}


def test_a_case_is_opened_by_the_order(post, order: Order, agent: Membership):
    shown = post("case/", order=order.pk, kind="damaged", said="杯子收到就碎了")["case"]

    case = Case.objects.get()
    assert (case.order, case.buyer, case.owner) == (order, order.buyer, agent)
    assert (case.said, case.fault) == ("杯子收到就碎了", "碎了")
    assert shown["number"] == case.number == 1


def test_what_can_not_be_opened_is_refused(post, order: Order):
    assert post("case/", order=order.pk, kind="")["code"] == "aftersales.case_refused"
    assert not Case.objects.exists()


@pytest.mark.parametrize("given", [None, "x", 0, 9**30])
def test_an_order_that_is_none_or_next_doors_is_refused(post, given: Any):
    theirs = OrderFactory()

    for order in (given, theirs.pk):
        assert post("case/", order=order, kind="damaged")["code"] == "aftersales.case_refused"
    assert not Case.objects.exists()


def test_a_clock_that_has_run_out_is_late(browser: Client, order: Order, agent: Membership, now: datetime):
    CaseFactory(order=order, owner=agent, answer_due_at=now - timedelta(minutes=1))

    assert about(browser, order)["level"]
