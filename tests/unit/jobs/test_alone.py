"""A lock is held by one, and by the next when it is open."""

from guitai.jobs.alone import alone


def test_one_alone_holds_a_lock_of_one_name():
    with alone("here") as first, alone("here") as second, alone("there") as third:
        assert (first, second, third) == (True, False, True)
    with alone("here") as again:
        assert again
