"""Words, words near one another, patterns."""

import pytest
from tests.unit.engines.rulebook.made import checked, matched, rule


def near(*sets, **more):
    return rule(trigger=[{"near": [list(words) for words in sets], **more}])


def test_any_of_the_words_is_a_hit():
    assert matched("肯定行，保证行", rule(trigger=[{"words": ["肯定", "保证"]}])) == ["肯定", "保证"]


def test_any_of_the_triggers_is_a_hit():
    assert matched("肯定行，保证行", rule(trigger=[{"words": ["肯定"]}, {"words": ["保证"]}])) == [
        "肯定",
        "保证",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("明天肯定到", ["明天肯定到"]),
        ("到的话肯定是明天", ["到的话肯定是明天"]),
        ("明天见，肯定到", []),
        ("明天您等等看看吧没准肯定就到", []),
    ],
)
def test_near_words_stand_in_one_clause_in_any_order(text, found):
    assert matched(text, near(["肯定"], ["明天"], ["到"], within=6)) == found


def test_near_words_may_be_asked_for_in_order():
    ordered = near(["明天"], ["到"], ordered=True)

    assert matched("明天就到", ordered) == ["明天就到"]
    assert matched("到明天", ordered) == []


def test_near_words_may_stand_in_one_sentence():
    assert matched("明天，肯定到", near(["明天"], ["到"], scope="sentence")) == ["明天，肯定到"]
    assert matched("明天。肯定到", near(["明天"], ["到"], scope="sentence")) == []
    assert matched("明天。肯定到", near(["明天"], ["到"], scope="draft")) == ["明天。肯定到"]


def test_one_stretch_is_not_two_words():
    assert matched("必到", near(["必到"], ["到"])) == []


def test_the_nearer_word_counts_and_of_two_as_near_the_longer():
    assert matched("到家后明天能到家", near(["明天"], ["能到", "能到家", "到家"])) == ["明天能到家"]


def test_a_pattern_is_tried_where_a_needle_was_met():
    shares = rule(
        trigger=[{"pattern": r"(?P<share>\d+)%棉", "needles": ["棉"]}],
        why={"zh": "写了{share}", "en": "{share} written"},
    )

    (finding,) = checked("含９５%棉", shares).findings

    assert (finding.matched, finding.why) == ("９５%棉", "写了95")
    assert matched("含95%毛", shares) == []
