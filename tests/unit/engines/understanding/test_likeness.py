"""Labels learned from examples."""

import numpy as np
import pytest
from tests.unit.engines.understanding.learnt import EXAMPLES, encode

from guitai.engines.understanding.likeness import learn_labels, pack, solved, unpack

TEXTS = [example.text for example in EXAMPLES]
LABELS = [example.intent for example in EXAMPLES]


def test_the_votes_solve_the_equations():
    # Two of two labels, alike by half: (1 + λ) a + b / 2 = 1 and a / 2 + (1 + λ) b = -1, so a = -b = 1.
    alike = np.array([[1, 0.5], [0.5, 1]], np.float32)

    votes = solved(alike, np.array([0, 1]), 2, looseness=0.5, balance=0.0)

    assert votes == pytest.approx(np.array([[1, -1], [-1, 1]]))


def test_with_balance_an_example_of_a_small_label_is_held_to_more_closely():
    def fits(balance: float) -> float:
        labels = np.array([0, 0, 0, 1])
        votes = solved(np.eye(4, dtype=np.float32), labels, 2, looseness=1.0, balance=balance)
        return float(votes[3, 1])

    # Alone with itself: vote = 1 / (1 + λ / weight), the weight 1 and 4 / 2 / 1 = 2.
    assert fits(0.0) == pytest.approx(1 / 2)
    assert fits(1.0) == pytest.approx(1 / 1.5)


@pytest.mark.parametrize("dense", [True, False])
@pytest.mark.parametrize(
    ("text", "label"), [("啥时候发货啊", "发货"), ("可以退货不", "退货"), ("能便宜一点吗", "优惠")]
)
def test_other_words_of_the_same_matter_get_its_label(text: str, label: str, dense: bool):
    model = learn_labels(TEXTS, LABELS, encode if dense else None, looseness=0.4)

    scores = model.scores([text], encode if dense else None)

    assert model.names[int(scores[0].argmax())] == label


def test_an_example_has_a_likeness_to_itself_beyond_that_to_any_other():
    likeness = learn_labels(TEXTS, LABELS, encode, looseness=0.4).likeness

    alike = likeness.to(TEXTS, encode)

    assert np.allclose(alike, likeness.among(), atol=1e-5)
    assert (alike.argmax(axis=1) == np.arange(len(TEXTS))).all()


@pytest.mark.parametrize("dense", [True, False])
def test_packed_and_unpacked_it_says_the_same(dense: bool):
    model = learn_labels(TEXTS, LABELS, encode if dense else None, looseness=0.4)
    asked = ["啥时候发货啊", "可以退货不", "", "完全别的"]

    again = unpack(pack(model))

    given = encode if dense else None
    assert again.names == model.names
    assert again.scores(asked, given) == pytest.approx(model.scores(asked, given), abs=0.02)


def test_of_no_texts_there_are_no_scores():
    assert learn_labels(TEXTS, LABELS, None, looseness=0.4).scores([], None).shape == (0, 3)
