import pytest
from tests.unit.engines.needs.made import line, need


@pytest.mark.parametrize(
    ("text", "word", "denied"),
    [
        ("不是给孩子买", "孩子", True),
        ("不要黑色", "黑色", True),
        ("没有165", "165", True),
        ("不在北京", "北京", True),
        ("是不是165", "165", False),
        ("要不要黑色", "黑色", False),
        ("差不多165", "165", False),
        ("不要红，要黑色", "黑色", False),
    ],
)
def test_what_is_denied(text: str, word: str, denied: bool):
    said = line(text)

    assert said.denies(said.text.index(word)) is denied


@pytest.mark.parametrize(
    ("text", "word", "of_others"),
    [
        ("模特是165", "165", True),
        ("m码适合160的", "160", True),
        ("模特穿m，我165", "165", False),
        ("平时穿m，165", "165", False),
    ],
)
def test_figures_of_the_model_and_the_chart_are_not_the_buyers(text: str, word: str, of_others: bool):
    said = line(text)

    assert said.is_of_others(said.text.index(word)) is of_others


def test_a_clause_ends_at_a_sign_of_the_sentence():
    said = line("要黑色，不要白色。谢谢")

    assert said.before(6) == "不要"
    assert said.after(6) == "白色"


def test_a_bare_figure_is_expected_after_a_question_or_near_the_one_it_corrects():
    height = need("height")

    assert line("165", asked=["height"]).expects(height, 165)
    assert line("156", height="165cm").expects(height, 156)
    assert not line("110", height="165cm").expects(height, 110)
    assert not line("165").expects(height, 165)
