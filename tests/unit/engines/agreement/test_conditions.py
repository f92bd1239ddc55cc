import pytest

from guitai.engines.agreement.conditions import ALWAYS, by_division, conditions, for_divisions, meet


def test_tags_are_found_by_their_words_the_longest_first():
    assert conditions().in_text("新疆没洗过") == {"region:新疆", "washed:没洗过"}


def test_a_wider_tag_is_its_narrower_ones_too():
    assert {"region:偏远", "region:新疆"} <= conditions().in_text("偏远地区")


def test_tags_are_kept_for_the_divisions_asked_for():
    tags = frozenset({"region:新疆", "size:M", ALWAYS})

    assert for_divisions(tags, frozenset({"size"})) == {"size:M", ALWAYS}
    assert by_division(tags) == {"region": {"region:新疆"}, "size": {"size:M"}}


@pytest.mark.parametrize(
    ("one", "other", "met"),
    [
        ((), (), True),
        (("region:新疆",), ("region:新疆", "region:西藏"), True),
        (("region:新疆",), ("region:江苏",), False),
        (("region:新疆",), (), False),
        ((), ("region:新疆",), False),
        (("region:新疆",), (ALWAYS,), True),
        ((ALWAYS,), ("region:新疆",), True),
        (("region:新疆", "size:M"), ("region:新疆",), False),
    ],
)
def test_statements_meet_where_they_may_hold_for_the_same_case(
    one: tuple[str, ...], other: tuple[str, ...], met: bool
):
    assert meet(frozenset(one), frozenset(other)) is met
