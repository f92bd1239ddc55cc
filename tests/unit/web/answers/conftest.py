"""Who looks at what agents asked and answered."""

from typing import Any

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership

ANSWERS = "/s/yunshang/knowledge/answers/"


@pytest.fixture
def signed_in() -> Any:
    """Give ``signed_in(member)``, their browser."""

    def sign_in(member: Membership) -> Client:
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def leads(lead: Membership, signed_in: Any) -> Client:
    """The lead's browser."""
    browser: Client = signed_in(lead)
    return browser
