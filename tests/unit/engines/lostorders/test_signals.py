import pytest
from tests.unit.engines.lostorders.test_proposing import talk

from guitai.engines.lostorders.signals import Signal, phrasebook, signs_in
from guitai.engines.lostorders.types import Author, Reason

DEAR = Signal(Reason.PRICE, Author.BUYER, 0.5, ("贵",), unless=("不贵",))
CHEAPER = Signal(Reason.PRICE, Author.BUYER, 0.5, ("别家",), near=("便宜",))


@pytest.mark.parametrize(
    ("signal", "text", "word"),
    [
        (DEAR, "有点贵", "贵"),
        (DEAR, "不贵", ""),
        (DEAR, "不贵不贵 我再看看其他的颜色有没有 这一件可真贵", "贵"),
        (CHEAPER, "别家更便宜", "别家"),
        (CHEAPER, "我在别家看到过", ""),
        (CHEAPER, "别家的我已经看了一圈又一圈还是你家便宜", ""),
    ],
)
def test_neighbours_decide_what_a_word_means(signal: Signal, text: str, word: str):
    assert signal.found_in(text) == word


def test_a_signal_is_heard_from_its_own_side_and_where_it_was_said_last():
    lines = talk("A 0 太贵了", "B 9 太贵了", "B 20 还是太贵了", "B 30 好吧")

    found = [each for each in signs_in(lines) if each.facts["words"] == "太贵"]

    assert [(each.line, each.weight) for each in found] == [(2, 0.75)]


def test_full_width_and_capitals_make_no_difference():
    assert [each.reason for each in signs_in(talk("B 0 你们ＤＳＲ好低"))] == [Reason.SHOP_RATING]


def test_every_reason_that_is_said_has_words_and_every_weight_is_a_part_of_one():
    said = {signal.reason for signal in phrasebook().signals}

    assert set(Reason) - said == {Reason.NO_FOLLOW_UP, Reason.OTHER}
    assert all(0 < signal.weight < 1 for signal in phrasebook().signals)
