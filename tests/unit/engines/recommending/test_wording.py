"""Every sentence is there in both languages, with the same slots."""

from string import Formatter

import pytest

from guitai.engines.recommending.types import Reason
from guitai.engines.recommending.wording import amount, figure, listed, sentences, size_name, trade, why


def _slots(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", sentences())
def test_a_sentence_has_the_same_slots_in_both_languages(code):
    told = sentences()[code]

    assert set(told) == {"zh", "en"}
    assert _slots(told["zh"]) == _slots(told["en"])


def test_sentences_follow_one_another_as_their_language_writes_them():
    reasons = [Reason("missing", {"measures": "体重"}), Reason("too_far_apart")]

    assert why(reasons, "zh") == "还需要知道体重。相差太多，无法推荐尺码，请再核对一遍数据。"
    assert why(reasons, "en").endswith(
        "体重. They lie too far apart to name a size; please check the figures."
    )


def test_figures_have_their_unit_and_unknown_measures_keep_their_name():
    assert figure("weight", (52, 52), "zh") == "体重52公斤"
    assert figure("weight", (51, 59.5), "en") == "weight 51–59.5 kg"
    assert figure("neck", (38, 38), "zh") == "neck 38"
    assert amount("neck", (38, 38), "en") == "38"


def test_sizes_and_lists_read_well():
    assert [size_name(size, "zh") for size in ("M", "均码", "38号")] == ["M码", "均码", "38号"]
    assert listed(["a"], "en") == "a"
    assert listed(["a", "b", "c"], "en", "or") == "a, b or c"
    assert listed(["身高", "体重", "胸围"], "zh") == "身高、体重和胸围"


def test_every_kind_decides_by_measures_that_are_known():
    known = set(trade()["measures"])

    assert all(set(kind["decides"]) <= known for kind in trade()["kinds"])
    assert set(trade()["aliases"].values()) <= known | set(trade()["of_the_piece"])
