from typing import Any

import pytest
from django.test import Client
from tests.unit.web.cases.conftest import CASES, HTMX, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.models import Case

HERE = f"{CASES}7/"


def _press(client: Client, deed: str, **data: str) -> str:
    response = client.post(f"{HERE}{deed}/", data, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def _said(body: str) -> str:
    return body[body.index('role="status">') + 14 : body.index("</p>")]


def test_an_answer_leads_on_and_its_note_stays(client: Client, case: Case, books: Any):
    body = _press(client, "answer", step="look", answer="none", note="手机坏了")

    case.refresh_from_db()
    assert case.step == "decide"
    assert case.trail[-1]["note"] == "手机坏了"
    assert _said(body) == "Answered: None."
    assert "The lead decides" in body


def test_an_answer_that_wants_words_asks_for_them_first(client: Client, case: Case):
    body = _press(client, "answer", step="look", answer="none")

    chosen = body[body.index("case-chosen") :]
    assert "why" in chosen and 'name="given"' in chosen
    assert "case-refused" not in body
    case.refresh_from_db()
    assert case.step == "look"


def test_an_answer_that_wants_an_amount_says_how_much_may_be_given(client: Client, open_case: Open):
    open_case(number=7, step="give")

    body = _press(client, "answer", step="give", answer="part", note="袖口")

    chosen = body[body.index("case-chosen") :]
    assert "how much" in chosen and "at most" in chosen
    assert 'value="袖口"' in chosen


@pytest.mark.parametrize(
    ("amount", "trouble"),
    [("", "Write the amount: how much."), ("viel", "in yuan, for example"), ("900", "You may give")],
)
def test_a_refusal_stands_at_the_field_and_what_was_typed_stays(
    client: Client, open_case: Open, amount: str, trouble: str
):
    case = open_case(number=7, step="give")

    body = _press(client, "answer", step="give", answer="part", given="1", amount=amount, note="袖口")

    chosen = body[body.index("case-chosen") :]
    assert trouble in chosen
    assert f'value="{amount}"' in chosen and 'value="袖口"' in chosen
    assert 'aria-invalid="true"' in chosen
    case.refresh_from_db()
    assert case.step == "give"


def test_an_amount_in_yuan_ends_the_case_and_can_be_taken_back(client: Client, open_case: Open):
    case = open_case(number=7, step="give")
    Membership.objects.filter(pk=case.owner_id).update(authority_fen=5000)

    _press(client, "answer", step="give", answer="part", given="1", amount="20.00")
    case.refresh_from_db()
    assert (case.state, case.outcome, case.cost_fen) == ("ended", "part_refunded", 2000)

    body = _press(client, "back")
    case.refresh_from_db()
    assert (case.state, case.step, case.cost_fen) == ("running", "give", 0)
    assert "taken back" in _said(body)


def test_pictures_that_are_missing_are_named(client: Client, case: Case):
    body = _press(client, "answer", step="look", answer="photos")

    assert "This needs 1 pictures in the case; there are 0" in body
    case.refresh_from_db()
    assert case.step == "look"


def test_what_only_the_lead_decides_is_refused_in_place(client: Client, open_case: Open):
    open_case(number=7, step="decide")

    assert "The lead decides this" in _press(client, "answer", step="decide", answer="nothing")


def test_an_answer_to_a_step_one_does_not_see_any_more_is_refused(client: Client, case: Case):
    assert "stands at another step" in _press(client, "answer", step="give", answer="part", amount="1")


def test_without_a_script_one_comes_back_to_the_page(client: Client, case: Case):
    answer = client.post(f"{HERE}answer/", {"step": "look", "answer": "none", "note": "x"})
    assert answer["Location"] == HERE

    refused = client.post(f"{HERE}reopen/", headers={"referer": f"http://testserver{HERE}"})
    assert refused["Location"] == HERE
    assert "This case is under way." in client.get(HERE).content.decode()
    fields = client.post(f"{HERE}answer/", {"step": "decide", "answer": "pay"})
    assert "case-chosen" in fields.content.decode() and "<html" in fields.content.decode()


def test_it_is_given_to_a_colleague_and_to_nobody(client: Client, case: Case, other_agent: Membership):
    body = _press(client, "give", owner=str(other_agent.pk))
    case.refresh_from_db()
    assert case.owner == other_agent
    assert "阿杰" in _said(body)

    _press(client, "give", owner="")
    case.refresh_from_db()
    assert case.owner is None


def test_somebody_elsewhere_is_not_given_a_case(
    client: Client, case: Case, neighbour: Membership, former: Membership, agent: Membership
):
    for stranger in (str(neighbour.pk), str(former.pk), "x"):
        assert "Choose somebody who works in this shop" in _press(client, "give", owner=stranger)
    case.refresh_from_db()
    assert case.owner == agent


def test_fault_batch_courier_and_waybill_are_written_down(client: Client, case: Case):
    _press(client, "describe", fault="开线", batch="2602A", courier="圆通", waybill="YT1")
    case.refresh_from_db()
    assert (case.fault, case.batch, case.courier, case.waybill) == ("开线", "2602A", "圆通", "YT1")

    body = _press(client, "describe", fault="开" * 41, batch="2602A")
    assert "Write at most 40 characters." in body
    assert "开" * 41 in body


def test_a_try_to_reach_the_buyer_is_noted(client: Client, case: Case):
    body = _press(client, "attempt", way="call", reached="no", note="没人接")

    assert case.attempts.get().was_reached is False
    assert "没人接" in body and "not reached" in body


@pytest.mark.parametrize(
    ("data", "trouble"),
    [
        ({"way": "call", "note": "没人接"}, "whether the buyer was reached"),
        ({"way": "pigeon", "reached": "yes", "note": "没人接"}, "call, text message or message"),
    ],
)
def test_a_try_that_says_too_little_is_refused_where_it_is_typed(
    client: Client, case: Case, data: dict[str, str], trouble: str
):
    body = _press(client, "attempt", **data)

    drawer = body[body.index("case-attempts") :]
    assert trouble in drawer
    assert 'value="没人接"' in drawer
    assert not case.attempts.exists()


def test_who_does_not_answer_buyers_does_nothing(warehouse: Membership, signed_in: Any, case: Case):
    browser = signed_in(warehouse)

    for deed in ("answer", "back", "give", "describe", "attempt", "kind", "merge", "reopen", "pictures"):
        assert browser.post(f"{HERE}{deed}/").status_code == 403
        assert browser.get(f"{HERE}{deed}/").status_code == 405
