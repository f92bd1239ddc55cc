"""A socket may say a handful at once, then a steady number a second."""

from guitai.live.allowance import Allowance


def test_a_handful_is_allowed_at_once_and_no_more():
    allowance = Allowance(at_once=3, a_second=1, now=100.0)

    assert [allowance.spend(now=100.0) for _each in range(4)] == [True, True, True, False]


def test_it_fills_again_with_time_but_never_beyond_the_handful():
    allowance = Allowance(at_once=2, a_second=0.5, now=0.0)
    allowance.spend(now=0.0)
    allowance.spend(now=0.0)

    assert not allowance.spend(now=1.0)
    assert allowance.spend(now=2.5)
    assert [allowance.spend(now=1000.0) for _each in range(3)] == [True, True, False]
