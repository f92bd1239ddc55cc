"""Texts taken apart for the learned models."""

import numpy as np
import pytest

from guitai.engines.understanding.features import LONGEST, Space, lists_of


def test_order_is_left_out_of_the_first_list_and_kept_in_the_second():
    one, other = lists_of("能退吗"), lists_of("吗退能")

    assert sorted(one[0]) == sorted(other[0])
    assert set(one[1]) != set(other[1])


def test_the_third_list_is_the_sound_and_the_fourth_what_is_asked():
    heard, misspelt = lists_of("几时发货"), lists_of("几时发获")

    assert heard[2] == misspelt[2]
    assert heard[3] == misspelt[3] != []


def test_rows_have_the_length_of_their_shares():
    texts = [lists_of(text) for text in ("什么时候发货", "可以退吗", "你")]

    rows = Space.of(texts).rows(texts)

    squares = [float((rows.values[rows.bounds[r] : rows.bounds[r + 1]] ** 2).sum()) for r in range(2)]
    assert squares == pytest.approx([1.3, 1.3], abs=1e-5)


def test_a_rare_term_weighs_more_than_a_common_one():
    space = Space.of([([1, 2], [], [], []), ([1, 3], [], [], [])])

    rows = space.rows([([1, 2], [], [], [])])

    weights = dict(zip(space.known[rows.places].tolist(), rows.values.tolist(), strict=True))
    # ln(3 / 3) + 1 and ln(3 / 2) + 1, made length 1, times √⅓
    length = np.hypot(1, np.log(1.5) + 1)
    assert weights == pytest.approx({1: 1 / length / 3**0.5, 2: (np.log(1.5) + 1) / length / 3**0.5})


def test_terms_nobody_knows_are_left_out():
    rows = Space.of([lists_of("发货")]).rows([lists_of("???"), lists_of("")])

    assert rows.bounds.tolist() == [0, 0, 0]


@pytest.mark.parametrize("text", ["", " ", "\ud83d", "😀" * 50, "好" * 10_000])
def test_any_text_is_taken_apart(text: str):
    assert sum(map(len, lists_of(text))) < LONGEST * 60
