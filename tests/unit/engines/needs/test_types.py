import pytest
from tests.unit.engines.needs.made import kind, need, talk

from guitai.engines.needs.hearing import heard
from guitai.engines.needs.types import Words


@pytest.mark.parametrize(
    ("language", "told"),
    [("zh", "身高"), ("zh-hans", "身高"), ("ZH", "身高"), ("en", "Height"), ("", "Height")],
)
def test_a_title_is_told_in_the_language_asked_for(language: str, told: str):
    assert Words("身高", "Height").told(language) == told


def test_what_is_not_known_is_asked_in_the_order_of_the_list():
    nothing = heard(kind("children"), [])
    some = heard(kind("children"), talk("B 孩子身高110"))

    assert nothing.next_question == need("height", of="children").ask
    assert some.next_question == need("weight", of="children").ask
    assert [each.key for each in some.missing] == ["weight", "age", "when", "region"]


def test_nothing_is_asked_when_enough_is_known():
    said = heard(kind("children"), talk("B 身高110 体重38斤 5岁 冬天穿 我在哈尔滨"))

    assert said.next_question == ""
    assert said.missing == ()


def test_a_usual_size_settles_height_and_weight():
    said = heard(kind("tops"), talk("B 平时穿M的"))

    assert [each.key for each in said.missing] == ["fit", "occasion"]


def test_what_is_only_good_to_know_is_never_asked():
    keys = {each.key for each in heard(kind("tops"), []).missing}

    assert "colour" not in keys
    assert "colour" in {each.key for each in kind("tops").needs}
