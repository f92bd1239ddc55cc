"""Where a basket stands, and what it lacks; amounts in fen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.engines.recommending.steps import next_step, standings
from guitai.engines.recommending.types import Activity, Step

FULL = Activity("满减", (Step(from_fen=30000, off_fen=3000), Step(from_fen=50000, off_fen=6000)))
EVERY = Activity("每满300减30", (Step(from_fen=30000, off_fen=3000, every=True),))
PIECES = Activity("2件减15", (Step(pieces=2, off_fen=1500),))
GIFTS = Activity("满额赠", (Step(from_fen=9900, gift="短袜"), Step(from_fen=29900, gift="围巾")))


def _told(activity, fen, pieces=1):
    (found,) = standings([activity], fen, pieces)
    return found.off_fen, found.gift, found.lacking_fen, found.lacking_pieces, found.gain_fen, found.gain_gift


@pytest.mark.parametrize(
    ("activity", "fen", "pieces", "told"),
    [
        (FULL, 25000, 1, (0, "", 5000, 0, 3000, "")),
        (FULL, 30000, 1, (3000, "", 20000, 0, 3000, "")),  # 60 then, 30 now
        (FULL, 49999, 1, (3000, "", 1, 0, 3000, "")),
        (FULL, 50000, 1, (6000, "", 0, 0, 0, "")),
        (EVERY, 29999, 1, (0, "", 1, 0, 3000, "")),
        (EVERY, 65000, 3, (6000, "", 25000, 0, 3000, "")),
        (PIECES, 9900, 1, (0, "", 0, 1, 1500, "")),
        (PIECES, 19800, 2, (1500, "", 0, 0, 0, "")),
        (GIFTS, 5000, 1, (0, "", 4900, 0, 0, "短袜")),
        (GIFTS, 10000, 1, (0, "短袜", 19900, 0, 0, "围巾")),
        (GIFTS, 30000, 1, (0, "围巾", 0, 0, 0, "")),
        (FULL, 0, 0, (0, "", 30000, 0, 3000, "")),
        (Activity("空", ()), 10000, 1, (0, "", 0, 0, 0, "")),
    ],
)
def test_what_a_basket_has_and_lacks(activity, fen, pieces, told):
    assert _told(activity, fen, pieces) == told


def test_money_and_pieces_are_both_needed_where_both_are_asked_for():
    both = Activity("满200且3件", (Step(from_fen=20000, pieces=3, off_fen=2000),))

    assert _told(both, 15000, 1) == (0, "", 5000, 2, 2000, "")
    assert _told(both, 25000, 2) == (0, "", 0, 1, 2000, "")
    assert _told(both, 25000, 3)[0] == 2000


def test_a_step_that_brings_nothing_more_is_not_promised():
    worse = Activity("写错了", (Step(from_fen=20000, off_fen=3000), Step(from_fen=30000, off_fen=2000)))

    (found,) = standings([worse], 25000, 1)

    assert (found.off_fen, found.following, found.gain_fen) == (3000, None, 0)


def test_a_step_with_money_and_a_gift_brings_both():
    both = Activity("满300", (Step(from_fen=30000, off_fen=3000, gift="围巾"),))

    assert _told(both, 28000) == (0, "", 2000, 0, 3000, "围巾")
    assert _told(both, 31000) == (3000, "围巾", 0, 0, 0, "")


def test_a_gift_below_a_step_of_money_is_kept():
    mixed = Activity("大促", (Step(from_fen=20000, gift="短袜"), Step(from_fen=30000, off_fen=3000)))

    assert _told(mixed, 30000) == (3000, "短袜", 0, 0, 0, "")


def test_a_gift_for_any_order_is_there_as_soon_as_something_is_in_the_basket():
    any_order = Activity("下单有礼", (Step(gift="短袜"),))

    assert _told(any_order, 100, 1) == (0, "短袜", 0, 0, 0, "")
    assert _told(any_order, 0, 0) == (0, "", 0, 0, 0, "")


def test_the_nearest_step_comes_first_and_finished_ones_last():
    found = standings([FULL, GIFTS, PIECES, EVERY], 52000, 1)

    assert [each.activity for each in found] == ["2件减15", "每满300减30", "满减", "满额赠"]
    assert next_step([FULL, GIFTS, EVERY], 52000, 1).activity == "每满300减30"
    assert next_step([FULL], 99900, 1) is None


@given(
    st.lists(
        st.builds(
            Step,
            st.integers(0, 500),
            st.integers(0, 4),
            st.integers(0, 90),
            st.sampled_from(["", "a", "b"]),
            st.booleans(),
        ),
        max_size=4,
    ),
    st.integers(0, 2000),
    st.integers(0, 6),
)
def test_a_basket_that_gets_what_it_lacks_has_what_was_promised(steps, fen, pieces):
    (now,) = standings([Activity("x", tuple(steps))], fen, pieces)

    if now.following:
        more = max(pieces + now.lacking_pieces, 1)
        (then,) = standings([Activity("x", tuple(steps))], fen + now.lacking_fen, more)
        assert then.off_fen >= now.off_fen + now.gain_fen
        assert now.gain_fen > 0 or now.gain_gift
        assert not now.gain_gift or then.gift
        assert now.lacking_fen > 0 or now.lacking_pieces > 0 or pieces == 0
