"""What a page of the ledgers reads from its address."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory
from django.utils import timezone

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.ledger_queries import Ledger, Narrowing
from guitai.web.ledgers.narrowing import ledgers_for, month_in, tabs, wanted


def _request(member: Membership, **asked: str) -> Any:
    request: Any = RequestFactory().get("/", asked)
    request.membership, request.shop = member, member.shop
    return request


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-02", date(2026, 2, 1)),
        ("2026-13", None),
        ("2026-2", None),
        ("2026-02-03", None),
        ("1999-12", None),
        ("", None),
    ],
)
def test_a_month_is_read_or_left_out(text: str, month: date | None):
    assert month_in(text, None) == month


def test_what_is_asked_for_stands_in_the_links(keeper: Membership):
    asked = wanted(
        _request(keeper, ledger="postage", month="2026-02", courier="圆通", product="7", by="8", case="#9"),
        at=timezone.now(),
    )

    assert asked.narrowing == Narrowing(month=date(2026, 2, 1), courier="圆通", product=7, by=8, case=9)
    assert asked.query(courier=None) == "ledger=postage&month=2026-02&product=7&by=8&case=9"
    assert asked.is_narrowed


def test_nothing_asked_is_this_month_of_the_first_ledger(keeper: Membership):
    asked = wanted(_request(keeper), at=timezone.now())

    assert (asked.ledger, asked.month) == (Ledger.COMPENSATION, date(2026, 3, 1))
    assert not asked.is_narrowed


def test_keys_that_are_none_narrow_nothing(keeper: Membership):
    asked = wanted(_request(keeper, product="²", by="-1", case="9" * 10), at=timezone.now())

    assert asked.narrowing == Narrowing(month=date(2026, 3, 1))


def test_who_may_read_what(keeper: Membership, lead: Membership, warehouse: Membership, agent: Membership):
    assert ledgers_for(_request(keeper)) == ledgers_for(_request(lead)) == list(Ledger)
    assert ledgers_for(_request(warehouse)) == [Ledger.WRONG]
    with pytest.raises(PermissionDenied):
        ledgers_for(_request(agent))


def test_the_tabs_keep_the_month(keeper: Membership, warehouse: Membership):
    found = tabs(_request(keeper), date(2026, 2, 1), Ledger.WRONG)

    assert [tab.url for tab in found] == [
        "/s/yunshang/ledgers/?ledger=compensation&month=2026-02",
        "/s/yunshang/ledgers/settlement/?month=2026-02",
        "/s/yunshang/ledgers/?ledger=wrong&month=2026-02",
        "/s/yunshang/ledgers/?ledger=register&month=2026-02",
        "/s/yunshang/ledgers/?ledger=postage&month=2026-02",
    ]
    assert [tab.current for tab in found] == [False, False, True, False, False]
    assert [tab.current for tab in tabs(_request(keeper), None, None)] == [False, True, False, False, False]
    assert len(tabs(_request(warehouse), None, Ledger.WRONG)) == 1
