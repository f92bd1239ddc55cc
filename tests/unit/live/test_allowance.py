from guitai.live.allowance import Allowance


def test_a_handful_at_once_and_then_a_steady_number():
    allowance = Allowance(at_once=3, a_second=2.0, now=0.0)

    assert [allowance.spend(now=0.0) for _each in range(4)] == [True, True, True, False]
    assert allowance.spend(now=0.4) is False
    assert allowance.spend(now=0.9) is True


def test_silence_gives_back_the_handful_and_no_more():
    allowance = Allowance(at_once=2, a_second=1.0, now=0.0)
    allowance.spend(now=0.0)

    assert [allowance.spend(now=1000.0) for _each in range(3)] == [True, True, False]
