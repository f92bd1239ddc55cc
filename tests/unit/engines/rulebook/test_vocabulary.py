"""How words are written in a vocabulary."""

import pytest
from tests.unit.engines.rulebook.made import vocabulary

from guitai.engines.rulebook.errors import RuleError
from guitai.engines.rulebook.vocabulary import Vocabulary, read_vocabulary, read_words


def test_alternatives_in_brackets_stand_for_several_words():
    assert vocabulary(apps=["(微薇)(信芯)"]).sets["apps"].words == {"微信", "微芯", "薇信", "薇芯"}


def test_words_are_normalised():
    assert vocabulary(apps=["ＱＱ", "微 信"]).sets["apps"].words == {"qq", "微信"}


def test_a_set_can_name_those_above_it_with_their_harmless_words():
    words = vocabulary(sure={"words": ["一定"], "harmless": ["不一定"]}, firm=["@sure", "保证"]).sets["firm"]

    assert words.words == {"一定", "保证"}
    assert words.harmless == {"不一定"}


def test_kinds_say_what_a_word_is_a_spelling_of():
    couriers = vocabulary(couriers={"kinds": {"顺丰": ["顺丰", "顺风"], "圆通": ["圆通"]}}).sets["couriers"]

    assert dict(couriers.kinds) == {"顺丰": "顺丰", "顺风": "顺丰", "圆通": "圆通"}
    assert couriers.words == {"顺丰", "顺风", "圆通"}


@pytest.mark.parametrize(
    ("sets", "sentence"),
    [
        ({"Sure": ["一定"]}, "“Sure” can't name a set"),
        ({"sure": "一定"}, "write a list of words"),
        ({"sure": [618]}, "numbers in quotation marks"),
        ({"sure": []}, "no words"),
        ({"sure": ["@firm"]}, "has no set “firm”"),
        ({"sure": ["***"]}, "matches nothing"),
        ({"sure": ["(微薇信"]}, "a bracket too many"),
        ({"sure": ["(一二三四五六七八九十)" * 3]}, "1000 words"),
        ({"sure": {"words": ["一定"], "weight": 2}}, "unknown key weight"),
        ({"sure": {"kinds": ["顺丰"]}}, "kinds is each kind"),
    ],
)
def test_a_bad_set_is_refused_with_its_name(sets, sentence):
    with pytest.raises(RuleError, match=r"words\.yaml") as refusal:
        read_vocabulary(sets, "words.yaml")

    assert sentence in refusal.value.sentence


def test_a_vocabulary_is_sets_with_names():
    with pytest.raises(RuleError, match="write sets of words"):
        read_vocabulary(["一定"], "words.yaml")


def test_words_of_a_rule_take_harmless_ones_of_their_own():
    words = read_words(["卫星"], ["卫星图"], Vocabulary({}), "rule")

    assert words.harmless == {"卫星图"}
