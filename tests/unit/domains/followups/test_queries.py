"""What came of the lists."""

from datetime import timedelta

import pytest
from tests.factories.accounts import MembershipFactory
from tests.factories.trade import ORDERED

from guitai.domains.followups.models import Listing, State, Todo
from guitai.domains.followups.queries import Result, results
from guitai.kernel.periods import Period

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_results_are_told_by_list_and_by_member():
    mei = MembershipFactory()
    lin = MembershipFactory(shop=mei.shop)

    def put(listing, owner, state=State.OPEN, at=ORDERED, **more):
        ended = {} if state in {State.OPEN, State.PROPOSED} else {"closed_at": at}
        key = str(Todo.objects.count())
        Todo.objects.create(
            shop=mei.shop, listing=listing, key=key, owner=owner, state=state, opened_at=at, **ended, **more
        )

    put(Listing.UNPAID, mei, State.DONE, outcome="paid", attempts=2, brought_fen=15800)
    put(Listing.UNPAID, mei, State.LEFT, outcome="paid", attempts=1, brought_fen=9900)
    put(Listing.UNPAID, lin, State.DONE, outcome="declined", attempts=1, brought_fen=0)
    put(Listing.UNPAID, None)
    put(Listing.LATE, lin, State.DROPPED)
    put(Listing.PROMISE, mei, State.PROPOSED)
    put(Listing.LATE, lin, at=ORDERED + DAY)

    found = results(mei.shop, Period(ORDERED, ORDERED + DAY))

    late = Result("late", opened=1)
    unpaid = Result(
        "unpaid", opened=4, done=2, left=1, attempts=4, brought_fen=25700, outcomes={"paid": 2, "declined": 1}
    )
    assert found.by_list == (late, unpaid)
    told = {
        (each.listing, each.owner): (each.opened, each.brought_fen, each.outcomes) for each in found.by_agent
    }
    assert told == {
        ("late", lin.pk): (1, 0, {}),
        ("unpaid", None): (1, 0, {}),
        ("unpaid", mei.pk): (2, 25700, {"paid": 2}),
        ("unpaid", lin.pk): (1, 0, {"declined": 1}),
    }
    assert results(MembershipFactory().shop, Period(ORDERED, ORDERED + DAY)).by_list == ()
