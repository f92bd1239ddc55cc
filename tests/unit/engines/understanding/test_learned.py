"""What a learned model answers, and its file."""

from pathlib import Path

import numpy as np
import pytest
from tests.unit.engines.understanding.learnt import EXAMPLES, talks

from guitai.engines.understanding.learned import Learned, ModelError, answer, read_model, write
from guitai.engines.understanding.learning import learn
from guitai.engines.understanding.types import Turn

TALK = [Turn("buyer", "啥时候发货"), Turn("agent", "今天"), Turn("buyer", "太好了谢谢")]


@pytest.fixture(scope="module")
def model() -> Learned:
    return learn(EXAMPLES, talks())


def test_three_intents_a_turn_of_the_buyer_the_best_first(model: Learned):
    found = answer(model, TALK, None).intents

    assert list(found) == [0, 2]
    assert found[0][0][0] == "发货"
    assert len(found[0]) == 3
    scores = [score for _intent, score in found[0]]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 1 for score in scores)


def test_satisfied_after_each_turn_and_with_the_whole(model: Learned):
    found = answer(model, TALK, None)

    assert found.satisfied[2] == 2
    assert found.overall == 2


def test_an_unhappy_talk_is_told_as_one(model: Learned):
    found = answer(model, [Turn("buyer", "你们太差了"), Turn("agent", "好的"), Turn("buyer", "要投诉")], None)

    assert found.satisfied == {0: 0, 2: 0}
    assert found.overall == 0


def test_where_no_buyer_spoke_nothing_is_told(model: Learned):
    found = answer(model, [Turn("agent", "在吗")], None)

    assert (found.intents, found.satisfied, found.overall) == ({}, {}, None)


def test_what_was_not_taught_is_not_told():
    found = answer(learn(EXAMPLES, []), TALK, None)

    assert found.intents
    assert (found.satisfied, found.overall) == ({}, None)


def test_a_level_nobody_taught_is_never_told():
    model = learn([], [talk for talk in talks() if talk.overall != 1])

    assert set(answer(model, TALK, None).satisfied.values()) <= {0, 2}


def test_written_and_read_it_says_the_same(model: Learned, tmp_path: Path):
    path = tmp_path / "model"

    write(model, path)

    again, before = answer(read_model(path), TALK, None), answer(model, TALK, None)
    assert (again.satisfied, again.overall) == (before.satisfied, before.overall)
    # It is kept in few bits.
    assert again.intents[0][0] == (before.intents[0][0][0], pytest.approx(before.intents[0][0][1], abs=0.02))
    assert list(tmp_path.iterdir()) == [path]


def test_no_text_is_in_the_file(model: Learned, tmp_path: Path):
    write(model, tmp_path / "model")

    with np.load(tmp_path / "model", allow_pickle=False) as file:
        kept = b"".join(file[name].tobytes() for name in file.files)

    assert "发货".encode() in kept  # the name of the intent
    assert "几时能发出".encode() not in kept


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 cut off", b"\x80\x04pickle", "不是模型".encode()])
def test_another_file_is_refused(content: bytes, tmp_path: Path):
    (tmp_path / "model").write_bytes(content)

    with pytest.raises(ModelError, match="model"):
        read_model(tmp_path / "model")


def test_an_archive_of_other_arrays_is_refused(tmp_path: Path):
    np.savez(tmp_path / "other.npz", names=np.zeros(3))

    with pytest.raises(ModelError, match="no model"):
        read_model(tmp_path / "other.npz")


def test_a_model_of_another_format_is_refused(tmp_path: Path):
    np.savez(tmp_path / "later.npz", format=np.array(2), encoder=np.array(""))

    with pytest.raises(ModelError, match="format 2"):
        read_model(tmp_path / "later.npz")


def test_a_file_that_is_not_there_is_refused(tmp_path: Path):
    with pytest.raises(ModelError, match="can't be read"):
        read_model(tmp_path / "gone")
