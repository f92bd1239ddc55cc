"""Learning from labelled examples."""

from dataclasses import replace

import pytest
from tests.unit.engines.understanding.learnt import EXAMPLES, encode, talks

from guitai.engines.understanding import learning
from guitai.engines.understanding.learned import ModelError, answer
from guitai.engines.understanding.learning import Encoder, Example, learn
from guitai.engines.understanding.types import Turn


def _said(text: str) -> list[Turn]:
    return [Turn("buyer", text)]


def test_the_same_examples_give_the_same_model():
    one, other = (learn(EXAMPLES, talks()) for _time in range(2))

    assert answer(one, _said("发货了没"), None) == answer(other, _said("发货了没"), None)


def test_the_name_of_an_intent_says_what_it_is_about():
    examples = [Example("甲", "发票"), Example("乙", "运费")]

    found = answer(learn(examples, []), _said("要发票"), None)

    assert found.intents[0][0][0] == "发票"


def test_the_encoder_is_named_in_the_model():
    model = learn(EXAMPLES, [], encoder=Encoder("two-numbers", encode))

    assert model.encoder == "two-numbers"
    assert model.intents is not None
    assert model.intents.likeness.dense is not None


def test_one_intent_alone_is_refused():
    with pytest.raises(ModelError, match="one intent"):
        learn(EXAMPLES[:2], [])


def test_one_level_alone_is_refused():
    with pytest.raises(ModelError, match="one level"):
        learn([], [talk for talk in talks() if talk.overall == 1])


def test_of_too_few_whole_talks_no_course_is_learned():
    model = learn([], talks(learning.FEWEST_TALKS - 1))

    assert model.moods is not None
    assert model.course is None


def test_talks_that_nobody_judged_as_a_whole_teach_their_turns():
    model = learn([], [replace(talk, overall=None) for talk in talks()])

    assert model.moods is not None
    assert model.course is None


def test_of_too_many_examples_as_many_are_drawn_as_can_be(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(learning, "MOST", 12)

    model = learn(EXAMPLES, [])

    assert model.intents is not None
    assert len(model.intents.votes) == 12 + len(model.intents.names)
