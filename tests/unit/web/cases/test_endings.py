from datetime import datetime
from typing import Any

from django.test import Client
from tests.unit.web.cases.conftest import CASES, HTMX, Open

from guitai.domains.aftersales.models import Case

HERE = f"{CASES}7/"


def _press(client: Client, deed: str, **data: str) -> str:
    response = client.post(f"{HERE}{deed}/", data, headers=HTMX)
    assert response.status_code == 200
    return response.content.decode()


def test_something_else_went_wrong(client: Client, case: Case, books: Any):
    body = _press(client, "kind", kind="lost")

    case.refresh_from_db()
    assert (case.kind, case.step) == ("lost", "search")
    assert "“lost on the way”" in body


def test_a_kind_there_is_not_is_refused_in_its_drawer(client: Client, case: Case, books: Any):
    body = _press(client, "kind", kind="weather")

    assert "Choose what went wrong." in body[body.index("7/kind/") :]


def test_a_case_goes_into_another_of_the_buyer(client: Client, case: Case, open_case: Open):
    into = open_case(number=8, kind="lost")

    body = _press(client, "merge", into="8")

    case.refresh_from_db()
    assert (case.state, case.merged_into) == ("merged", into)
    assert "Merged into case 8" in body


def test_a_case_there_is_not_takes_none_in(client: Client, case: Case, open_case: Open):
    open_case(number=8, kind="lost")

    for into in ("9", "", "x", "9" * 30):
        assert "Choose another case" in _press(client, "merge", into=into)
    case.refresh_from_db()
    assert case.state == "running"


def test_what_ended_is_taken_up_again(client: Client, open_case: Open, now: datetime, books: Any):
    case = open_case(number=7, state="ended", outcome="refunded", ended_at=now, due_at=None)

    _press(client, "reopen", why="买家又来问")

    case.refresh_from_db()
    assert (case.state, case.step, case.reopened) == ("running", "look", 1)
    assert case.trail[-1]["note"] == "买家又来问"
    assert "This case is under way." in _press(client, "reopen")
