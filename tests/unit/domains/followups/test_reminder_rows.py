"""Reminders as rows for the figures."""

from datetime import timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.trade import ORDERED, OrderFactory

from guitai.domains.followups.models import Attempt, Listing, Todo
from guitai.domains.followups.reminder_rows import has_reminders, reminders_between

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_attempts_at_unpaid_orders_are_reminders():
    member = MembershipFactory()
    for listing in (Listing.UNPAID, Listing.SILENT_UNPAID, Listing.LATE):
        order = OrderFactory(number=listing, buyer__shop=member.shop)
        todo = Todo.objects.create(
            shop=member.shop, listing=listing, key=order.number, order=order, opened_at=ORDERED
        )
        for at in (ORDERED, ORDERED + DAY):
            Attempt.objects.create(todo=todo, way=Attempt.Way.COPIED, by=member, at=at)

    rows = reminders_between(member.shop, since=ORDERED, until=ORDERED + DAY)

    at = "2026-03-01 02:00:00"
    assert rows == [(member.pk, "unpaid", at), (member.pk, "silent_unpaid", at)]
    assert has_reminders(member.shop) and not has_reminders(MembershipFactory().shop)
