"""How satisfied a buyer was with a whole talk."""

import numpy as np
import pytest

from guitai.engines.understanding.course import learn_course, numbers_of, pack_course, unpack_course


def _talk(*levels: int, answered: bool = True) -> np.ndarray:
    scores = np.eye(3, dtype=np.float32)[list(levels)]
    return numbers_of(scores, [answered] * len(levels), satisfaction=3)


TALKS = [(0, 0, 0), (1, 0, 0), (2, 0), (1, 1, 1), (1, 1), (0, 1, 1), (2, 2), (1, 2, 2), (0, 2, 2, 2)] * 3
LEVELS = np.array([0, 0, 0, 1, 1, 1, 2, 2, 2] * 3)


def test_the_numbers_of_a_talk():
    numbers = numbers_of(np.zeros((2, 3), np.float32), [True, False], satisfaction=4)

    # Undecided in each of two turns: a third each, thrice, and at most; ln 2; half answered; not the last; 4.
    assert numbers == pytest.approx([1 / 3] * 12 + [np.log(2), 0.5, 0, 4])


def test_the_last_turns_count_more_than_the_first():
    course = learn_course(np.array([_talk(*levels) for levels in TALKS]), LEVELS)

    assert [course.level(_talk(*levels)) for levels in ((2, 1, 0, 0), (0, 0, 1, 1, 1), (0, 1, 2, 2))] == [
        0,
        1,
        2,
    ]


def test_packed_and_unpacked_it_says_the_same():
    course = learn_course(np.array([_talk(*levels) for levels in TALKS]), LEVELS)

    again = unpack_course(pack_course(course))

    assert [again.level(_talk(*levels)) for levels in TALKS] == [
        course.level(_talk(*levels)) for levels in TALKS
    ]


def test_a_level_no_talk_has_is_never_told():
    course = learn_course(np.array([_talk(*levels) for levels in TALKS[:6]]), LEVELS[:6])

    assert {course.level(_talk(*levels)) for levels in TALKS} <= {0, 1}
