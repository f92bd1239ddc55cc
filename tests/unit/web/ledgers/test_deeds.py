"""Lines corrected, paid and confirmed on the pages of the ledgers."""

from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.test import Client
from tests.unit.web.ledgers.conftest import LEDGERS, Write

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case, LedgerLine


def _said(response: HttpResponse) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def _latest() -> LedgerLine:
    return LedgerLine.objects.latest("pk")


def test_a_line_is_corrected_and_the_page_stays_as_it_was_narrowed(
    client: Client, write: Write, keeper: Membership, case: Case
):
    line = write("3-5", "given", 50)

    response = client.post(
        f"{LEDGERS}{line.pk}/correct/?ledger=register&show=lines", {"amount": "¥5.50", "note": "多写了0"}
    )

    assert response["Location"] == f"{LEDGERS}?ledger=register&show=lines"
    made = _latest()
    assert (made.corrects, made.amount_fen, made.note, made.by) == (line, 550, "多写了0", keeper)
    case.refresh_from_db()
    assert case.cost_fen == 550
    assert _said(response) == ["Corrected: ¥5.50."]


def test_a_line_without_an_amount_is_taken_out(client: Client, write: Write):
    line = write("3-5", "wrong")

    response = client.post(f"{LEDGERS}{line.pk}/correct/", {"note": "看错了"})

    assert _latest().corrects == line
    assert _said(response) == ["The line counts no more."]


@pytest.mark.parametrize(
    ("amount", "note", "said"),
    [
        ("五块", "手误", "“五块” is no amount in yuan; write it like 12.50."),
        ("5", "", "Say in the note why the line is corrected."),
    ],
)
def test_a_correction_that_can_not_be_is_refused_in_a_sentence(
    amount: str, note: str, said: str, client: Client, write: Write
):
    line = write("3-5", "given", 50)

    response = client.post(f"{LEDGERS}{line.pk}/correct/", {"amount": amount, "note": note})

    assert _said(response) == [said]
    assert _latest() == line


def test_a_courier_pays_at_months_end(client: Client, write: Write, case: Case):
    write("3-5", "claimed", 50)
    write("3-6", "accepted", 30)

    response = client.post(f"{LEDGERS}cases/{case.number}/paid/?month=2026-03", {"amount": "30", "note": ""})

    assert response["Location"] == f"{LEDGERS}settlement/?month=2026-03"
    assert (_latest().entry, _latest().amount_fen) == ("paid", 3000)
    assert _said(response) == [f"Case {case.number}: ¥30.00 paid."]


def test_more_than_was_accepted_is_refused_without_a_note(client: Client, write: Write, case: Case):
    write("3-5", "claimed", 50)

    response = client.post(f"{LEDGERS}cases/{case.number}/paid/", {"amount": "30"})

    assert "say in the note why more came" in _said(response)[0]
    assert LedgerLine.objects.count() == 1


@pytest.mark.parametrize(("pressed", "entry"), [("yes", "confirmed"), ("no", "denied")])
def test_the_warehouse_confirms_what_somebody_found(
    pressed: str, entry: str, write: Write, case: Case, warehouse: Membership, signed_in: Any
):
    write("3-5", "wrong")

    response = signed_in(warehouse).post(
        f"{LEDGERS}cases/{case.number}/confirm/?ledger=wrong", {"confirmed": pressed, "note": "看过监控"}
    )

    assert response["Location"] == f"{LEDGERS}?ledger=wrong"
    assert (_latest().entry, _latest().by, _latest().note) == (entry, warehouse, "看过监控")


def test_the_first_person_is_refused(client: Client, write: Write, case: Case):
    write("3-5", "wrong")

    response = client.post(f"{LEDGERS}cases/{case.number}/confirm/", {"confirmed": "yes"})

    assert "somebody else than who wrote it down" in _said(response)[0]
    assert LedgerLine.objects.count() == 1


def test_rights_are_asked_for(
    write: Write, case: Case, agent: Membership, warehouse: Membership, signed_in: Any
):
    line = write("3-5", "wrong")
    addresses = [f"{line.pk}/correct/", f"cases/{case.number}/paid/", f"cases/{case.number}/confirm/"]

    refused = [signed_in(agent).post(f"{LEDGERS}{each}").status_code for each in addresses]
    assert refused == [403, 403, 403]
    refused = [signed_in(warehouse).post(f"{LEDGERS}{each}").status_code for each in addresses[:2]]
    assert refused == [403, 403]
    assert LedgerLine.objects.count() == 1


def test_the_neighbours_lines_and_cases_are_not_there(
    write: Write, case: Case, other_lead: Membership, signed_in: Any
):
    line = write("3-5", "wrong")
    browser = signed_in(other_lead)

    for each in (f"{line.pk}/correct/", f"cases/{case.number}/paid/", f"cases/{case.number}/confirm/"):
        told = {"amount": "0", "note": "手误", "confirmed": "yes"}
        assert browser.post(f"/s/nanshan/ledgers/{each}", told).status_code == 404
    assert LedgerLine.objects.count() == 1
