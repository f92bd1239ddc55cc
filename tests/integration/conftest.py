"""Whole ways through the house run by the real clock: sessions, passes and presence are measured by it."""

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.utils import timezone
from tests.sockets import wires

from guitai.domains.accounts.models import Membership

__all__ = ["wires"]


@pytest.fixture
def now() -> datetime:
    """This very moment."""
    return timezone.now()


@pytest.fixture
def sign_in() -> Callable[[Membership], Client]:
    """Give a browser in which a member is signed in; its scripts ask for JSON."""

    def browser(member: Membership) -> Client:
        client = Client(headers={"accept": "application/json"})
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return browser
