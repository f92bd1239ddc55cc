"""What tests of the issues' pages share."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.factories.catalog import ProductFactory
from tests.factories.faults import ProductIssueFactory

from guitai.domains.accounts.models import Membership, Role, Shop
from guitai.domains.aftersales.models import ProductIssue
from guitai.kernel.days import business_day


def signed_in(member: Membership) -> Client:
    member.person.language = "en"
    member.person.save(update_fields=["language"])
    client = Client()
    client.force_login(member.person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def leading(lead: Membership) -> Client:
    return signed_in(lead)


@pytest.fixture
def answering(agent: Membership) -> Client:
    return signed_in(agent)


@pytest.fixture
def mending(other_agent: Membership) -> Client:
    """阿杰, of after-sales."""
    other_agent.role = Role.AFTERSALES
    other_agent.save()
    return signed_in(other_agent)


@pytest.fixture
def issue(shop: Shop) -> ProductIssue:
    now = timezone.now()
    first, last = business_day(now - timedelta(days=5)), business_day(now)
    figures = {
        "seen": 4,
        "sold": 52.4,
        "days": 6,
        "expected": 0.21,
        "chance": 0.00034,
        "since": first.isoformat(),
        "until": last.isoformat(),
    }
    product = ProductFactory(shop=shop, title="针织衫", code="KN-1")
    return ProductIssueFactory(shop=shop, product=product, opened_at=now, figures=figures)
