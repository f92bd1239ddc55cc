"""How a swap and a day read, and how long a swap can be taken back."""

from datetime import UTC, date, datetime, timedelta

import pytest

from guitai.domains.accounts.swap_queries import Shift, ShortRest, SwapRow
from guitai.web.roster import showing
from guitai.web.roster.showing import SwapShown


@pytest.mark.parametrize(
    ("moment", "last"),
    [
        (datetime(2026, 3, 2, 2, tzinfo=UTC), date(2026, 3, 22)),  # Monday
        (datetime(2026, 3, 8, 2, tzinfo=UTC), date(2026, 3, 22)),  # Sunday
        (datetime(2026, 3, 8, 17, tzinfo=UTC), date(2026, 3, 29)),  # Monday 01:00 in Shanghai
    ],
)
def test_the_last_day_is_a_sunday(moment, last):
    assert showing.last_day(moment) == last


def test_on_a_sunday_this_week_has_one_day_left(agent):
    weeks = showing.weeks_of(agent, at=datetime(2026, 3, 8, 2, tzinfo=UTC))

    assert [len(week.days) for week in weeks] == [1, 7, 7]


@pytest.mark.parametrize(
    ("state", "gone", "said", "tone"),
    [
        ("asked", "", "asked the colleague", "tag"),
        ("agreed", "It has begun.", "lapsed", "tag"),
        ("approved", "", "approved", "verdict-good"),
        ("refused", "", "refused by the lead", "verdict-bad"),
        ("declined", "", "declined by the colleague", "verdict-bad"),
    ],
)
def test_a_swap_says_what_became_of_it(swap, agent, state, gone, said, tone):
    swap.state = state
    shown = SwapShown(SwapRow(swap, gone=gone), agent)

    assert (shown.state, shown.tone) == (said, tone)


@pytest.mark.parametrize(
    ("state", "gone", "asker", "colleague"),
    [
        ("asked", "", (True, False), (False, False)),
        ("agreed", "", (True, False), (False, True)),
        ("agreed", "It has begun.", (False, False), (False, False)),
        ("approved", "", (False, False), (False, False)),
    ],
)
def test_who_may_take_what_back(swap, agent, other_agent, state, gone, asker, colleague):
    swap.state = state
    shown = [SwapShown(SwapRow(swap, gone=gone), member) for member in (agent, other_agent)]

    assert [(each.may_withdraw, each.may_take_back) for each in shown] == [asker, colleague]


def test_a_short_rest_in_words(agent, early, late):
    rest = ShortRest(
        agent,
        Shift.on(date(2026, 3, 2), late),
        Shift.on(date(2026, 3, 3), early),
        timedelta(hours=7, minutes=30),
    )

    assert showing.rest_in_words(rest) == (
        "小美 would rest only 7 h 30 min between 03-02 晚班 and 03-03 早班."
    )
