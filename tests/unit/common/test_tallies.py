from guitai.common.tallies import Tally


def test_tallies_add_up():
    tally = Tally(added=1)

    tally += Tally(added=2, updated=3, unchanged=4)

    assert tally == Tally(added=3, updated=3, unchanged=4)
