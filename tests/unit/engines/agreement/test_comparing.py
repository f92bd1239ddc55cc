import pytest

from guitai.engines.agreement.comparing import agree, contradict, differ
from guitai.engines.agreement.types import Bound, Kind, Statement

EXACT, AT_MOST, AT_LEAST, ABOUT = Bound.EXACT, Bound.AT_MOST, Bound.AT_LEAST, Bound.ABOUT


def stated(
    kind: Kind, lo: int, hi: int | None = None, bound: Bound = EXACT, subject: str = "dispatch"
) -> Statement:
    return Statement(
        subject=subject, kind=kind, lo=lo, hi=lo if hi is None else hi, bound=bound, start=0, end=1
    )


@pytest.mark.parametrize(
    ("one", "other", "differs"),
    [
        ((24, 24, AT_MOST), (48, 48, AT_MOST), True),
        ((48, 48, AT_MOST), (48, 48, EXACT), False),
        ((48, 48, AT_MOST), (24, 24, EXACT), True),
        ((48, 48, AT_MOST), (24, 24, ABOUT), False),
        ((48, 48, AT_MOST), (72, 72, ABOUT), True),
        ((48, 48, AT_MOST), (24, 48, EXACT), False),
        ((48, 48, AT_MOST), (24, 72, EXACT), True),
        ((48, 72, ABOUT), (72, 72, EXACT), False),
        ((72, 72, ABOUT), (48, 96, ABOUT), False),
        ((24, 72, ABOUT), (96, 120, ABOUT), True),
        ((72, 72, AT_LEAST), (96, 96, EXACT), False),
        ((72, 72, AT_LEAST), (48, 48, AT_LEAST), True),
    ],
)
def test_times_differ_where_a_promise_is_shorter_or_spans_do_not_meet(
    one: tuple[int, int, Bound], other: tuple[int, int, Bound], differs: bool
):
    first, second = stated(Kind.DURATION, *one), stated(Kind.DURATION, *other)

    assert differ(first, second) is differ(second, first) is differs


def test_a_time_the_buyer_has_is_a_plain_number():
    within, told = (
        stated(Kind.DURATION, hours, bound=bound, subject="return_window")
        for hours, bound in ((7, AT_MOST), (7, EXACT))
    )

    assert not differ(within, told)
    assert differ(within, stated(Kind.DURATION, 3, 5, EXACT, "return_window"))


@pytest.mark.parametrize(
    ("kind", "one", "other", "differs"),
    [
        (Kind.TEMPERATURE, (300, 300, AT_MOST), (200, 200, EXACT), False),
        (Kind.TEMPERATURE, (300, 300, AT_MOST), (400, 400, EXACT), True),
        (Kind.TEMPERATURE, (300, 300, AT_MOST), (400, 400, AT_MOST), True),
        (Kind.MONEY, (1500, 1500, EXACT), (2000, 2000, EXACT), True),
        (Kind.MONEY, (1500, 1500, EXACT), (1600, 1600, ABOUT), False),
        (Kind.DEAL, (300, 30, EXACT), (300, 40, EXACT), True),
        (Kind.DEAL, (300, 30, EXACT), (200, 30, EXACT), True),
        (Kind.DEAL, (300, 30, EXACT), (200, 20, EXACT), False),
        (Kind.YES_NO, (1, 1, EXACT), (0, 0, EXACT), True),
    ],
)
def test_values_differ_where_their_spans_do_not_meet(
    kind: Kind, one: tuple[int, int, Bound], other: tuple[int, int, Bound], differs: bool
):
    assert differ(stated(kind, *one), stated(kind, *other)) is differs


def named(*names: str) -> Statement:
    return Statement(subject="courier", kind=Kind.NAME, names=frozenset(names), start=0, end=1)


def test_names_differ_where_none_is_the_same():
    assert differ(named("圆通"), named("中通", "韵达"))
    assert not differ(named("圆通"), named("圆通", "韵达"))
    assert agree(named("圆通"), named("圆通", "韵达")) and not agree(named("圆通"), named("中通"))


def test_only_statements_on_the_same_thing_contradict_one_another():
    two = stated(Kind.YES_NO, 1), stated(Kind.YES_NO, 0)

    assert contradict(*two)
    assert not contradict(two[0], stated(Kind.YES_NO, 0, subject="weekend"))
    assert agree(two[0], two[0]) and not agree(*two)
