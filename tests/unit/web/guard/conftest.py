"""Who opens the guard's pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership

Opened = Callable[[Membership], Client]


@pytest.fixture
def signed_in() -> Opened:
    """Give a browser somebody is signed in with."""

    def open_for(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_for


@pytest.fixture
def leads(lead: Membership, signed_in: Opened) -> Client:
    """The lead's browser."""
    return signed_in(lead)
