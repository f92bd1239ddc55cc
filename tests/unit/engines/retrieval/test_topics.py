"""The model of topics that comes with the engine."""

from importlib.resources import files

import numpy as np
import pytest

from guitai.engines.retrieval.terms import terms_of
from guitai.engines.retrieval.topics import FILE, shares, topics

MEGABYTE = 1_000_000


def _shares(*texts):
    return shares(topics().votes([terms_of(text) for text in texts]), 1.0)


def test_shares_make_one():
    assert np.allclose(_shares("什么时候发货", "", "xyz").sum(axis=1), 1.0)


@pytest.mark.parametrize(
    ("question", "same", "other"),
    [
        ("怎么还不发货", "几时能给我寄出来", "怎么开发票"),
        ("我要退货", "不想要了怎么退回去", "有没有优惠券"),
        ("发票抬头开错了", "给我换一张发票", "快递到哪里了"),
    ],
)
def test_questions_about_the_same_are_closer_than_others(question, same, other):
    of_question, of_same, of_other = _shares(question, same, other)

    assert of_question @ of_same > 3 * (of_question @ of_other)


def test_votes_of_another_encoder_count_nothing():
    assert topics().votes_of_vectors(np.ones((1, 4), np.float32), "fake") == 0.0


def test_votes_of_its_own_encoder_count():
    model = topics()

    votes = model.votes_of_vectors(np.ones((2, model.projection.shape[1]), np.float32), model.encoder)

    assert votes.shape == (2, model.count)


def test_the_file_is_small_and_comes_with_its_notice():
    folder = files("guitai.engines.retrieval")

    assert len(folder.joinpath(FILE).read_bytes()) < MEGABYTE
    assert "Apache License" in folder.joinpath("NOTICE").read_text(encoding="utf-8")
    assert len(topics().bias) == 123
