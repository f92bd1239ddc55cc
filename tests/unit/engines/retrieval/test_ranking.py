"""Adding up what speaks for an entry, and putting entries in order."""

import numpy as np
import pytest

from guitai.engines.retrieval import ranking


def _row(*values):
    return np.array(values, np.float32)


def test_more_of_any_sign_is_a_greater_sum():
    little, much = _row(0.2), _row(0.5)

    base = ranking.sums(ranking.DENSE, little, little, little)[0]

    assert ranking.sums(ranking.DENSE, much, little, little)[0] > base
    assert ranking.sums(ranking.DENSE, little, much, little)[0] > base
    assert ranking.sums(ranking.DENSE, little, little, much)[0] > base


@pytest.mark.parametrize(("alike", "weights"), [(None, ranking.LEXICAL), (_row(1.0, 0.4), ranking.DENSE)])
def test_the_same_wording_comes_before_one_surely_on_the_topic(alike, weights):
    same_words, same_topic = ranking.sums(weights, _row(1.0, 0.1), alike, _row(0.05, 0.6))

    assert same_words > same_topic


def test_what_answers_the_same_again_comes_after_another_answer():
    sums = _row(5.0, 4.9, 4.0)
    of_query = _row(0.6, 0.4)
    of_entries = np.array([[0.9, 0.1], [0.9, 0.1], [0.1, 0.9]], np.float32)

    found = ranking.in_order(ranking.DENSE, sums, of_query, of_entries, top=3)

    assert [place for place, _sum in found] == [0, 2, 1]
    assert [sum_ for _place, sum_ in found] == sorted((sum_ for _place, sum_ in found), reverse=True)


@pytest.mark.parametrize("weights", [ranking.LEXICAL, ranking.DENSE])
def test_chances_rise_with_the_sum_from_nothing_to_nearly_sure(weights):
    chances = [ranking.chance(weights, sum_) for sum_ in np.linspace(-5, 20, 200)]

    assert chances == sorted(chances)
    assert chances[0] == 0.0
    assert 0.8 < chances[-1] < 1.0
    assert len(weights.sums) == len(weights.chances) == len(set(weights.chances))


def test_only_the_best_are_put_in_order():
    sums = np.arange(1_000, dtype=np.float32)

    assert sorted(ranking.best_of(sums, None)) == list(range(1_000 - ranking.CANDIDATES, 1_000))
    assert sorted(ranking.best_of(sums, sums < 10)) == list(range(10))
