from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from tests.factories.intake import RunFactory
from tests.unit.connectors.files import exports

from guitai.domains.accounts.models import Membership
from guitai.domains.intake.models import Run, State

PAGE = "/s/yunshang/imports/"


def test_a_form_goes_back_to_the_page_and_a_script_gets_what_arrived(send: Any, orders: Callable[..., bytes]):
    plain = send(a__csv=orders(exports.order(1)), b__csv=b"")
    scripted = send(htmx=True, c__csv=orders(exports.order(2)))

    assert (plain.status_code, plain["Location"]) == (302, PAGE)
    assert all(name in scripted.content.decode() for name in ("a.csv", "b.csv", "c.csv"))
    assert "<html" not in scripted.content.decode()


def test_a_form_without_a_file_says_so(client: Client):
    response = client.post(PAGE + "upload/", {}, follow=True)

    assert response.redirect_chain == [(PAGE, 302)]
    assert response.context["messages"]


def test_what_is_ready_is_started(client: Client, lead: Membership):
    RunFactory.create_batch(2, by=lead)

    client.post(PAGE + "start/")

    assert {run.state for run in Run.objects.all()} == {State.WAITING}


def test_starting_nothing_is_said_on_the_page(client: Client):
    assert client.post(PAGE + "start/", follow=True).context["messages"]


@pytest.mark.parametrize(
    ("deed", "before", "after"),
    [
        ("cancel", State.WAITING, State.CANCELLED),
        ("again", State.INTERRUPTED, State.WAITING),
        ("undo", State.DONE, State.UNDOING),
    ],
)
def test_a_button_moves_a_file_on(client: Client, lead: Membership, deed: str, before: State, after: State):
    run = RunFactory(by=lead, state=before, journal_id=1)

    response = client.post(f"{PAGE}{run.pk}/{deed}/")

    run.refresh_from_db()
    assert (response.status_code, run.state) == (302, after)


def test_a_file_is_taken_away_by_script_or_form(client: Client, lead: Membership):
    first, second = RunFactory.create_batch(2, by=lead)

    shown = client.post(f"{PAGE}{first.pk}/remove/", headers={"hx-request": "true"}).content.decode()
    client.post(f"{PAGE}{second.pk}/remove/")

    assert second.name in shown and first.name not in shown
    assert not Run.objects.exists()


@pytest.mark.parametrize("deed", ["cancel", "again", "undo", "remove"])
def test_what_came_too_late_is_said_and_changes_nothing(client: Client, lead: Membership, deed: str):
    run = RunFactory(by=lead, state=State.CANCELLED)

    response = client.post(f"{PAGE}{run.pk}/{deed}/", follow=True)

    run.refresh_from_db()
    assert run.state == State.CANCELLED
    assert run.name in str(next(iter(response.context["messages"])))


@pytest.mark.parametrize("deed", ["cancel", "again", "undo", "remove"])
def test_a_file_of_another_shop_is_not_there(client: Client, other_lead: Membership, deed: str):
    run = RunFactory(by=other_lead)

    assert client.post(f"{PAGE}{run.pk}/{deed}/").status_code == 404
