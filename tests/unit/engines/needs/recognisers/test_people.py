import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("给我女儿买的", ["女儿"]),
        ("送领导", ["领导"]),
        ("帮我爸看看", ["爸爸"]),
        ("孩子今年5岁", ["孩子"]),
        ("我自己用", ["自己"]),
        ("我165", ["自己"]),
        ("不是给孩子买的", ["not 孩子"]),
        ("不是自己用", ["not 自己"]),
        ("给老公看看", []),
        ("给客户退款", []),
        ("老公说不好", []),
        ("妈妈装", []),
        ("找配送人员", []),
        ("我用优惠券付的", []),
    ],
)
def test_for_whom_it_is(text: str, heard: list[str]):
    assert values(text, "whom", of="general") == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("5岁半", ["5岁半"]),
        ("一岁八个月", ["1岁8个月"]),
        ("宝宝8个月", ["8个月"]),
        ("七八岁", ["7-8岁"]),
        ("7-8岁", ["7-8岁"]),
        ("3-6岁", []),
        ("质保12个月", []),
        ("延期一个月", []),
        ("怀孕五个月了", []),
    ],
)
def test_how_old_somebody_is(text: str, heard: list[str]):
    assert values(text, "age", of="baby") == heard


def test_a_short_answer_up_to_twelve_may_be_years_or_months():
    assert values("8", "age", asked=True) == ["8"]
    assert values("35", "age", asked=True) == ["35岁"]


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("一家三口", ["3人"]),
        ("四口之家", ["4人"]),
        ("两个人去", ["2人"]),
        ("多少人付款", []),
        ("同一个人吗", []),
        ("3人份", []),
    ],
)
def test_how_many_people_it_is_for(text: str, heard: list[str]):
    assert values(text, "people") == heard
