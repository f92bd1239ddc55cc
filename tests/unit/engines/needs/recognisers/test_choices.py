import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "key", "heard"),
    [
        ("混合偏油的", "skin", ["混油"]),
        ("我不是敏感肌", "skin", ["not 敏感肌"]),
        ("家里没有电梯", "lift", ["没电梯"]),
        ("上班穿", "occasion", ["通勤"]),
        ("我在上班等下说", "occasion", []),
        ("明天出差收不到", "occasion", []),
        ("天猫店吗", "pet", []),
        ("模特是油皮", "skin", []),
    ],
)
def test_an_answer_by_its_words(text: str, key: str, heard: list[str]):
    assert values(text, key) == heard


def test_an_answer_to_the_question_needs_no_word_near_it():
    assert values("出差", "occasion", asked=True) == ["出差"]
    assert values("出差", "occasion") == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("要黑色", ["黑色"]),
        ("要深蓝色的", ["深蓝色"]),
        ("换成浅紫色", ["浅紫色"]),
        ("米白色还有货吗", ["米白色"]),
        ("不要白色", ["not 白色"]),
        ("配黑色裤子", []),
        ("皮肤黑", []),
        ("收到的是个深紫色的", []),
        ("白色会透吗", []),
    ],
)
def test_a_colour_is_heard_where_it_is_wanted(text: str, heard: list[str]):
    assert values(text, "colour") == heard
