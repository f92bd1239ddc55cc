"""The settlement of a month: the page, and a workbook whose every cell equals the ledger."""

import io
from datetime import date
from typing import Any

import pytest
from django.test import Client
from python_calamine import CalamineWorkbook
from tests.factories.aftersales import CaseFactory
from tests.unit.web.ledgers.conftest import LEDGERS, Write

from guitai.domains.accounts.models import Membership, Shop
from guitai.domains.aftersales.models import Case, LedgerLine

PAGE = f"{LEDGERS}settlement/"


@pytest.fixture
def second(keeper: Membership) -> Case:
    case: Case = CaseFactory(order__buyer__shop=keeper.shop, owner=keeper)
    return case


@pytest.fixture
def third(keeper: Membership) -> Case:
    case: Case = CaseFactory(order__buyer__shop=keeper.shop, owner=keeper)
    return case


@pytest.fixture(autouse=True)
def _lines(write: Write, second: Case, third: Case) -> None:
    """Of 圆通 a case of February paid in March and one declined; of 韵达 one with a corrected claim."""
    write("2-20", "claimed", 158)
    write("2-21", "accepted", 120.55)
    write("3-10", "paid", 100)
    write("4-2", "paid", 20.55)
    write("3-5", "claimed", 36.8, case=second, title="=阔腿裤", waybill="YT9")
    write("3-6", "declined", case=second)
    wrong = write("3-7", "claimed", 990, case=third, courier="韵达快递")
    write("3-8", "claimed", 99, case=third, courier="韵达快递", corrects=wrong, counts_at=wrong.at)


def _book(client: Client, **asked: str) -> dict[str, list[list[Any]]]:
    response = client.get(f"{PAGE}xlsx/", asked)
    assert response["Content-Disposition"].endswith('.xlsx"')
    book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_page_shows_what_each_courier_owes(client: Client, case: Case):
    body = client.get(PAGE, {"month": "2026-03"}).content.decode()

    by_courier = body[: body.index('id="by-case"')]
    for told in ("¥194.80", "¥120.55", "¥100.00", "¥20.55", "¥99.00", "¥293.80", "¥119.55"):
        assert told in by_courier
    assert body.count('name="amount"') == 3
    assert 'value="20.55"' in body  # what is to come is proposed
    assert f'href="/s/yunshang/cases/{case.number}/"' in body


def test_the_page_is_narrowed_to_a_courier_and_the_whole_stays_in_sight(client: Client):
    body = client.get(PAGE, {"courier": "韵达快递"}).content.decode()

    assert body.count('name="amount"') == 1
    assert "¥293.80" in body


def test_a_month_without_claims_says_so(client: Client):
    assert "empty-title" in client.get(PAGE, {"month": "2020-01"}).content.decode()


def test_every_cell_of_the_workbook_is_what_the_ledger_says(
    client: Client, case: Case, second: Case, third: Case
):
    book = _book(client, month="2026-03")

    assert list(book) == ["Summary", "圆通速递", "韵达快递"]
    summary = {row[0]: row[1:] for row in book["Summary"]}
    assert summary == {
        "Courier": ["Cases", "Claimed", "Accepted", "Paid", "Still open"],
        "圆通速递": [2, 194.8, 120.55, 100, 20.55],
        "韵达快递": [1, 99, 0, 0, 99],
        "Total": [3, 293.8, 120.55, 100, 119.55],
    }
    waybill = "YT0001112223334"
    assert book["圆通速递"][1:] == [
        [case.number, date(2026, 2, 20), "纯色衬衫", case.order.number, waybill, 158, 120.55, 100, 20.55],
        [second.number, date(2026, 3, 5), "=阔腿裤", second.order.number, "YT9", 36.8, 0, 0, 0],
        ["Total", "", "", "", "", 194.8, 120.55, 100, 20.55],
    ]
    assert book["韵达快递"][1:] == [
        [third.number, date(2026, 3, 7), "纯色衬衫", third.order.number, waybill, 99, 0, 0, 99],
        ["Total", "", "", "", "", 99, 0, 0, 99],
    ]


def test_the_sums_of_a_sheet_are_those_of_the_lines_that_count(client: Client, shop: Shop):
    book = _book(client, month="2026-04")

    counted = LedgerLine.objects.filter(shop=shop, corrected_by=None)
    for courier in ("圆通速递", "韵达快递"):
        names = book[courier][0]
        for entry, name in (("claimed", "Claimed"), ("accepted", "Accepted"), ("paid", "Paid")):
            at = names.index(name)
            shown = {row[0]: round(row[at] * 100) for row in book[courier][1:-1]}
            told = {
                number: sum(
                    line.amount_fen
                    for line in counted.filter(courier=courier, entry=entry, case__number=number)
                )
                for number in shown
            }
            assert shown == told
            assert round(book[courier][-1][at] * 100) == sum(told.values())


def test_the_workbook_of_a_courier_is_theirs_alone(client: Client, write: Write, third: Case):
    assert list(_book(client, courier="韵达快递")) == ["Summary", "韵达快递"]

    write("3-9", "claimed", 3, case=third, courier="")
    assert list(_book(client, courier="-")) == ["Summary", "not named"]


def test_an_empty_month_is_a_workbook_too(client: Client):
    assert _book(client, month="2020-01")["Summary"][1:] == [["Total", 0, 0, 0, 0, 0]]


@pytest.mark.parametrize("who", ["agent", "warehouse"])
def test_who_keeps_no_ledgers_settles_nothing(who: str, request: pytest.FixtureRequest, signed_in: Any):
    browser = signed_in(request.getfixturevalue(who))

    assert browser.get(PAGE).status_code == 403
    assert browser.get(f"{PAGE}xlsx/").status_code == 403


def test_the_neighbours_settle_their_own(other_lead: Membership, signed_in: Any):
    browser = signed_in(other_lead)

    assert browser.get(f"{PAGE}xlsx/").status_code == 404
    assert "¥" not in browser.get("/s/nanshan/ledgers/settlement/").content.decode()


def test_long_settlements_have_pages_and_no_more_questions(
    client: Client, keeper: Membership, write: Write, django_assert_max_num_queries: Any
):
    for case in CaseFactory.create_batch(52, order__buyer__shop=keeper.shop, owner=keeper):
        write("3-9", "claimed", 1, case=case)

    with django_assert_max_num_queries(15):
        body = client.get(PAGE).content.decode()
    assert body.count('name="amount"') == 50
    assert "page=2" in body
