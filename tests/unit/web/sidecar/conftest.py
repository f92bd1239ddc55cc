"""Requests of the sidecar, on a Monday morning: some rules look at the clock."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest
import time_machine
from django.test import Client

from guitai.domains.accounts.models import Membership, Person

Post = Callable[..., Any]


@pytest.fixture(autouse=True)
def _clock(now: datetime) -> Iterator[None]:
    with time_machine.travel(now):
        yield


def browser_of(person: Person) -> Client:
    """Give somebody's browser, whose scripts ask for JSON."""
    client = Client(headers={"accept": "application/json"})
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def browser(agent: Membership) -> Client:
    """小美's browser."""
    return browser_of(agent.person)


@pytest.fixture
def post(browser: Client) -> Post:
    """Give ``post("check/", text="…")``, which sends JSON and gives what is answered."""

    def send(path: str, **body: Any) -> Any:
        return browser.post(f"/s/yunshang/sidecar/{path}", body, content_type="application/json").json()

    return send
