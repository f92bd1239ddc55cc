from typing import Any

import pytest
from django.test import Client
from tests.factories.guard import NoContactFactory
from tests.unit.web.followups.conftest import FOLLOWUPS, HTMX, Open

from guitai.domains.accounts.models import Membership
from guitai.domains.followups.models import Attempt, Listing, Todo
from guitai.domains.guard.models import Contact


def _do(client: Client, todo: Todo, deed: str, **data: str) -> str:
    response = client.post(f"{FOLLOWUPS}{todo.pk}/{deed}/", data, headers=HTMX)
    assert response.status_code == 200
    todo.refresh_from_db()
    return response.content.decode()


def test_copying_the_wording_counts_an_attempt_and_a_contact(
    client: Client, mine: list[Todo], agent: Membership
):
    body = _do(client, mine[0], "copied")

    attempt = Attempt.objects.get()
    assert (attempt.todo, attempt.way, attempt.by) == (mine[0], "copied", agent)
    assert mine[0].attempts == 1
    assert Contact.objects.get().place == "desk"
    assert "data-copied" in body
    assert f"{mine[0].pk}/close/" in body  # it stays open


def test_a_buyer_who_wants_nothing_is_told_of_in_the_row(client: Client, mine: list[Todo]):
    NoContactFactory(shop=mine[0].shop, account="甲买家")

    body = _do(client, mine[0], "copied")

    assert 'class="followups-refused" role="alert"' in body
    assert "data-copied" not in body
    assert mine[0].attempts == 0


def test_the_limit_of_a_list_is_told_of_too(client: Client, mine: list[Todo]):
    mine[0].attempts = 2
    mine[0].save()

    assert "followups-refused" in _do(client, mine[0], "copied")
    refused = client.post(f"{FOLLOWUPS}{mine[0].pk}/copied/", headers={"accept": "text/html"})
    assert refused.status_code == 409  # without scripts: on the page one came from


def test_what_nobody_knows_is_not_copied(client: Client, open_todo: Open):
    todo = open_todo("甲买家", order=None)

    assert "商品" in _do(client, todo, "copied")
    assert todo.attempts == 0


def test_a_list_without_wording_refuses_to_copy(client: Client, open_todo: Open):
    todo = open_todo("甲买家", listing=Listing.PROMISE)

    assert "followups-refused" in _do(client, todo, "copied")


def test_a_call_is_noted_with_what_was_said(client: Client, mine: list[Todo]):
    body = _do(client, mine[0], "tried", way="call", note="晚上付")

    assert Attempt.objects.get().note == "晚上付"
    assert "晚上付" in body
    assert "followups-refused" in _do(client, mine[0], "tried", way="pigeon")


def test_an_outcome_closes_goes_on_with_the_next_and_is_taken_back(client: Client, mine: list[Todo]):
    first, second = mine

    body = _do(client, first, "close", outcome="paid", note="用了券")

    assert (first.state, first.outcome, first.note) == ("done", "paid", "用了券")
    assert f"{second.pk}/close/" in body
    assert f"{first.pk}/reopen/" in body
    assert f"{first.pk}/close/" in _do(client, first, "reopen")
    assert first.state == "open"


def test_an_unknown_outcome_is_refused_in_the_row(client: Client, mine: list[Todo]):
    body = _do(client, mine[0], "close", outcome="kept")

    assert "followups-refused" in body
    assert f"{mine[0].pk}/close/" in body


def test_without_scripts_one_comes_back_to_the_list_at_the_next(client: Client, mine: list[Todo]):
    response = client.post(f"{FOLLOWUPS}{mine[0].pk}/close/?whose=free&page=2", {"outcome": "paid"})

    assert response["Location"] == f"{FOLLOWUPS}?whose=free&page=2"
    response = client.post(f"{FOLLOWUPS}{mine[0].pk}/reopen/")
    assert response["Location"] == f"{FOLLOWUPS}?whose=mine&pk={mine[0].pk}"
    assert 'class="toast"' in client.get(FOLLOWUPS).content.decode()  # what was done is said there


def test_the_last_one_closed_leads_to_the_one_before(client: Client, mine: list[Todo]):
    assert f"{mine[0].pk}/close/" in _do(client, mine[1], "close", outcome="ordered")


def test_what_is_nobodys_is_taken(client: Client, agent: Membership, open_todo: Open):
    todo = open_todo("丙买家", owner=None)

    _do(client, todo, "take")

    assert todo.owner == agent


@pytest.mark.parametrize("to", ["colleague", "nobody", "x"])
def test_it_is_passed_on(client: Client, other_agent: Membership, mine: list[Todo], to: str):
    key = {"colleague": str(other_agent.pk), "nobody": ""}.get(to, to)

    body = _do(client, mine[0], "pass-on", to=key)

    assert mine[0].owner == (other_agent if to == "colleague" else None)
    assert f"{mine[1].pk}/close/" in body


def test_it_is_put_off_to_a_time_of_ones_own_or_one_of_those_offered(client: Client, mine: list[Todo]):
    _do(client, mine[0], "put-off", own_until="2099-03-02T09:30")
    assert mine[0].next_at.isoformat() == "2099-03-02T01:30:00+00:00"

    assert "followups-refused" in _do(client, mine[1], "put-off", until="2020-01-01T09:00")
    assert "followups-refused" in _do(client, mine[1], "put-off", until="soon")


def test_what_should_not_be_there_is_dropped_with_a_reason(client: Client, mine: list[Todo]):
    _do(client, mine[0], "drop", note="测试订单")

    assert (mine[0].state, mine[0].note) == ("dropped", "测试订单")


def test_of_another_shop_there_is_nothing(
    client: Client, other_lead: Membership, mine: list[Todo], signed_in: Any
):
    response = signed_in(other_lead).post(f"/s/{other_lead.shop.key}/followups/{mine[0].pk}/drop/")

    assert response.status_code == 404
