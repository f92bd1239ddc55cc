import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("iPhone 15 Pro Max", ["iphone15promax"]),
        ("华为Mate60 Pro", ["华为mate60pro"]),
        ("红米k70", ["红米k70"]),
        ("苹果13", ["苹果13"]),
        ("vivo x100", ["vivox100"]),
        ("不是小米14", ["not 小米14"]),
        ("苹果手机都行吗", []),
        ("小米15元", []),
    ],
)
def test_models_by_brand(text: str, heard: list[str]):
    assert values(text, "device") == heard


def test_a_model_alone_answers_the_question():
    assert values("X200", "device", asked=True) == ["x200"]
    assert values("小米", "device", asked=True) == ["小米"]
    assert values("不知道", "device", asked=True) == []
