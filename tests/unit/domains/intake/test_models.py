from guitai.domains.intake.models import IN_WORK, MOVES, ON_THE_PAGE, UNDER_WAY, State


def test_every_state_has_its_moves_and_every_state_but_the_first_ones_is_reached():
    reached = {state for states in MOVES.values() for state in states}

    assert set(MOVES) == set(State)
    assert set(State) - reached == set()


def test_nothing_that_is_over_is_still_under_way():
    over = set(State) - {*ON_THE_PAGE, *UNDER_WAY}

    assert not set(IN_WORK) - set(UNDER_WAY)
    assert over == {State.DONE, State.CANCELLED, State.FAILED, State.INTERRUPTED, State.UNDONE}
