import pytest

from guitai.engines.faults.effect import compared


@pytest.mark.parametrize(
    ("before", "after", "chance", "sure"),
    [
        (9, 0, 1 / 512, True),  # all nine in the first of two equal halves
        (3, 0, 1 / 8, False),
        (4, 4, (1 + 8 + 28 + 56 + 70) / 256, False),
        (0, 0, 1.0, False),
    ],
)
def test_a_drop_is_told_from_chance(before: int, after: int, chance: float, sure: bool):
    found = compared(before=before, before_sold=500, after=after, after_sold=500)

    assert found.chance == pytest.approx(chance)
    assert found.is_more_than_chance is sure


def test_while_nothing_was_sent_nothing_is_shown():
    assert not compared(before=9, before_sold=500, after=0, after_sold=0).is_more_than_chance
    assert not compared(before=0, before_sold=0, after=0, after_sold=0).is_more_than_chance
