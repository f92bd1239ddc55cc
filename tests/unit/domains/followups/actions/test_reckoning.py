"""What going to buyers brought."""

from datetime import timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.trade import ORDERED, OrderFactory

from guitai.domains.followups.actions.reckoning import reckon
from guitai.domains.followups.models import Attempt, Listing, Todo

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.fixture
def member():
    return MembershipFactory()


def tried(member, order, listing, *moments):
    """Make a to-do with attempts at these moments."""
    todo = Todo.objects.create(
        shop=member.shop, listing=listing, key=order.number, order=order, buyer=order.buyer,
        opened_at=ORDERED, attempts=len(moments), last_attempt_at=max(moments, default=None),
    )  # fmt: skip
    for at in moments:
        Attempt.objects.create(todo=todo, way=Attempt.Way.COPIED, by=member, at=at)
    return todo


@pytest.mark.parametrize(
    ("paid_after", "asked_after", "brought"),
    [
        (2 * HOUR, 3 * HOUR, 15800),
        (HOUR / 2, 3 * HOUR, None),  # before anybody reminded them
        (HOUR / 2, 4 * DAY, 0),
        (None, 2 * DAY, None),
        (None, 3 * DAY, 0),
        (61 * HOUR, 4 * DAY, 15800),  # 23:00 of the third day
        (62 * HOUR, 4 * DAY, 0),
    ],
)
def test_what_was_paid_within_three_days_of_the_first_reminder(member, paid_after, asked_after, brought):
    paid_at = ORDERED + paid_after if paid_after else None
    order = OrderFactory(buyer__shop=member.shop, paid_at=paid_at)
    todo = tried(member, order, Listing.UNPAID, ORDERED + HOUR, ORDERED + DAY)

    changed = reckon(shop=member.shop, at=ORDERED + asked_after)

    todo.refresh_from_db()
    assert todo.brought_fen == brought
    assert changed == (brought is not None)
    assert reckon(shop=member.shop, at=ORDERED + asked_after) == 0


@pytest.mark.parametrize("listing", [Listing.WAKING, Listing.INVITE])
def test_whoever_was_gone_to_brings_what_they_ordered_after_it(member, listing):
    before = OrderFactory(buyer__shop=member.shop)
    todo = tried(member, before, listing, ORDERED + HOUR)
    for hours in (2, 3, 100):
        at = ORDERED + hours * HOUR
        OrderFactory(buyer=before.buyer, created_at=at, paid_at=at, paid_fen=1000 * hours)

    reckon(shop=member.shop, at=ORDERED + 5 * DAY)

    todo.refresh_from_db()
    assert todo.brought_fen == 5000


def test_what_nobody_went_for_brought_nothing(member):
    todo = tried(member, OrderFactory(buyer__shop=member.shop), Listing.UNPAID)

    assert reckon(shop=member.shop, at=ORDERED + 9 * DAY) == 0
    todo.refresh_from_db()
    assert todo.brought_fen is None
