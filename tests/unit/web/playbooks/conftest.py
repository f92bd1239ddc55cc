"""What tests of the playbooks' pages share."""

from collections.abc import Callable

import pytest
from django.test import Client

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.playbook_queries import PlaybookKept, playbook_kept

SignedIn = Callable[[Membership], Client]


@pytest.fixture
def signed_in() -> SignedIn:
    """Give a browser of a member who reads English."""

    def open_browser(member: Membership) -> Client:
        member.person.language = "en"
        member.person.save()
        client = Client()
        client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return open_browser


@pytest.fixture
def kept(lead: Membership) -> PlaybookKept:
    """The shipped playbook of quality as the shop keeps it."""
    found = playbook_kept(lead.shop, "quality")
    assert found is not None
    return found
