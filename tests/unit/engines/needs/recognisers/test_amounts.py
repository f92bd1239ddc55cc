import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("预算300左右", ["300元左右"]),
        ("200以内的", ["200元以内"]),
        ("不超过500块", ["500元以内"]),
        ("两三百元左右", ["200-300元左右"]),
        ("原价300元左右吗", []),
        ("身高165以内", []),
        ("满300减30", []),
        ("10元以内", []),
    ],
)
def test_what_they_want_to_spend(text: str, heard: list[str]):
    assert list(dict.fromkeys(values(text, "budget"))) == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("要3件", ["3件"]),
        ("来两箱", ["2箱"]),
        ("要一个", ["1个"]),
        ("买一个好一点的", []),
        ("买2个送1个吗", []),
        ("我昨天买了2件", []),
        ("需要3个工作日", []),
        ("要几件", []),
    ],
)
def test_how_many_they_want(text: str, heard: list[str]):
    assert values(text, "quantity") == heard


def test_short_answers_to_the_question():
    assert values("一百二", "budget", asked=True) == ["120元"]
    assert values("两箱", "quantity", asked=True) == ["2箱"]
    assert values("20", "quantity", asked=True) == ["20"]
