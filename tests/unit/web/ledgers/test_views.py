"""The pages of the four ledgers."""

import re
from typing import Any

import pytest
from django.test import Client
from tests.factories.aftersales import CaseFactory, CaseLineFactory
from tests.unit.web.ledgers.conftest import LEDGERS, Write

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case


def _body(client: Client, **asked: Any) -> str:
    response = client.get(LEDGERS, asked)
    assert response.status_code == 200
    return response.content.decode()


def _text(body: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", body).split())


def test_an_empty_ledger_says_where_lines_come_from(client: Client):
    assert "Lines come from the cases" in _body(client)


@pytest.mark.parametrize(
    ("ledger", "shown"),
    [
        ("compensation", "claimed ¥50.00"),
        ("wrong", "found wrong #"),
        ("register", "given to the buyer ¥7.00"),
        ("postage", "postage paid back ¥8.00"),
    ],
)
def test_each_ledger_shows_its_own_lines(ledger: str, shown: str, client: Client, write: Write, case: Case):
    write("3-5", "claimed", 50)
    write("3-5", "wrong")
    write("3-5", "given", 7)
    write("3-5", "postage", 8)

    body = _body(client, ledger=ledger, show="lines")

    assert shown in _text(body)
    assert body.count("<tr>") == 2  # with the headings
    assert f'href="/s/yunshang/cases/{case.number}/"' in body


def test_the_sums_are_those_of_the_month_and_the_address_keeps_the_filters(client: Client, write: Write):
    write("3-5", "claimed", 50)
    write("3-6", "accepted", 30.5)
    write("2-5", "claimed", 900)

    text = _text(_body(client))
    assert "claimed ¥50.00 ×1" in text
    assert "accepted ¥30.50 ×1" in text
    assert "¥900.00" not in text

    body = _body(client, month="2026-02", courier="圆通速递")
    assert "claimed ¥900.00 ×1" in _text(body)
    assert "month=2026-01&amp;courier=%E5%9C%86" in body
    assert "Nothing stands in this ledger" in _body(client, month="2026-02", courier="韵达快递")


def test_of_one_case_all_months_are_shown(client: Client, write: Write, case: Case):
    write("1-5", "claimed", 50)

    assert "¥50.00 ×1" in _text(_body(client, case=f"#{case.number}"))
    assert "¥50.00" not in _text(_body(client, case=case.number, month="2026-03"))


def test_addresses_that_make_no_sense_show_the_present_month(client: Client, write: Write):
    write("3-5", "claimed", 50)

    for asked in (
        {"ledger": "cash"},
        {"month": "2026-13"},
        {"month": "9999-01"},
        {"by": "x"},
        {"page": "99"},
    ):
        assert "¥50.00" in _body(client, **asked)


def test_a_corrected_line_tells_what_it_said_before(client: Client, write: Write, lead: Membership):
    line = write("3-5", "given", 50, note="补偿")
    write("3-31", "given", 5, corrects=line, counts_at=line.at, by=lead, note="多写了0")

    text = _text(_body(client, ledger="register", show="lines"))

    assert "given to the buyer ¥5.00 ×1" in text
    assert "before: 阿青 03-05 12:00 ¥50.00 补偿" in text


def test_a_line_that_was_taken_out_is_struck_out(client: Client, write: Write):
    line = write("3-5", "given", 50)
    write("3-31", "given", 0, corrects=line, counts_at=line.at)

    body = _body(client, ledger="register", show="lines")

    assert "ledgers-out" in body
    assert "taken out" in body
    assert "given to the buyer ¥0.00 ×0" in _text(body)


def test_the_register_is_the_cases_that_ended_in_the_month(client: Client, case: Case, keeper: Membership):
    columns = {"state": "ended", "outcome": "kept", "cost_fen": 2050, "regained_fen": 1000}
    ended = {**columns, "ended_at": "2026-03-20T02:00:00Z"}
    Case.objects.filter(pk=case.pk).update(**ended)
    CaseLineFactory(case=case, title="纯色衬衫")
    CaseFactory(order__buyer__shop=keeper.shop, owner=keeper, **{**ended, "ended_at": "2026-02-20T02:00:00Z"})

    body = _body(client, ledger="register")

    text = _text(body)
    assert "Cases 1 Cost ¥20.50 Paid by couriers ¥10.00" in text
    assert "arrived damaged keeps the goods 纯色衬衫" in text
    assert body.count("<tr>") == 2


def test_a_second_person_has_the_buttons_and_the_first_has_not(
    client: Client, write: Write, warehouse: Membership, signed_in: Any
):
    write("3-5", "wrong")

    mine = _body(client, ledger="wrong")
    assert "Somebody else confirms it." in mine
    assert "1 wrong shipment waits for a second person." in mine
    assert 'value="yes"' not in mine

    theirs = _body(signed_in(warehouse))
    assert 'value="yes"' in theirs
    assert "/correct/" not in theirs


def test_the_warehouse_reads_what_it_sent_wrongly_and_nothing_else(
    write: Write, warehouse: Membership, signed_in: Any, case: Case
):
    write("3-5", "claimed", 50)
    write("3-5", "wrong")

    body = _body(signed_in(warehouse), ledger="compensation")

    assert "found wrong" in body
    assert "¥50.00" not in body
    assert "ledger=wrong" in body
    assert "Courier compensation" not in body
    assert f'/cases/{case.number}/"' not in body


@pytest.mark.parametrize("who", ["agent", "outsourced"])
def test_who_keeps_no_ledgers_is_refused(who: str, request: pytest.FixtureRequest, signed_in: Any):
    assert signed_in(request.getfixturevalue(who)).get(LEDGERS).status_code == 403


def test_the_neighbours_see_nothing(write: Write, other_lead: Membership, signed_in: Any):
    write("3-5", "claimed", 50)
    browser = signed_in(other_lead)

    assert browser.get(LEDGERS).status_code == 404
    assert "¥50.00" not in browser.get("/s/nanshan/ledgers/").content.decode()


def test_a_long_ledger_has_pages_and_no_more_questions(
    client: Client, write: Write, django_assert_max_num_queries: Any
):
    for number in range(55):
        write("3-5", "claimed", number + 1)

    with django_assert_max_num_queries(25):
        body = _body(client)
    assert body.count("/correct/") == 50
    assert "page=2" in body
    assert _body(client, page=2).count("/correct/") == 5


def test_the_warehouses_page_leads_there(warehouse: Membership, agent: Membership, signed_in: Any):
    link = f'href="{LEDGERS}?ledger=wrong"'

    assert link in signed_in(warehouse).get("/s/yunshang/warehouse/").content.decode()
    assert link not in signed_in(agent).get("/s/yunshang/warehouse/").content.decode()
