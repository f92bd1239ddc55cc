"""What each list knows, and when what is due rings."""

from datetime import UTC, datetime, timedelta

import pytest

from guitai.domains.followups import lists
from guitai.domains.followups.models import Listing, Outcome

SAID = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def test_every_list_says_how_it_may_end_and_how_often_a_buyer_is_gone_to():
    assert set(lists.kinds()) == set(Listing)
    assert all(kind.outcomes and kind.most > 0 for kind in lists.kinds().values())
    assert max(len(kind.outcomes) for kind in lists.kinds().values()) <= 9  # a key each
    assert lists.outcomes(Listing.PROMISE) == (Outcome.KEPT, Outcome.BROKEN)


@pytest.mark.parametrize(
    ("due_in", "rings_in"),
    [
        (10, 8),  # two minutes before
        (5, 3),
        (1, 0),  # at once
        (60, 48),  # a fifth of its time before
        (150, 120),
        (24 * 60, 24 * 60 - 30),  # half an hour before at most
    ],
)
def test_it_rings_in_good_time(due_in: int, rings_in: int):
    assert lists.ring_at(SAID, SAID + due_in * MINUTE) == SAID + rings_in * MINUTE
