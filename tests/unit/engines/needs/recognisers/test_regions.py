import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("我在沈阳", ["沈阳（北方，严寒）"]),
        ("大连能穿吗", ["大连（北方，寒冷）"]),
        ("寄到广州", ["广州（南方，冬暖）"]),
        ("收货地址：江苏南京", ["江苏（南方，冬冷）", "南京（南方，冬冷）"]),
        ("我们北方", ["北方"]),
        ("不在北京", ["not 北京（北方，寒冷）"]),
        ("从广州发货吗", []),
        ("新疆棉的吗", []),
        ("你们店在杭州吗", []),
        ("产地山东吗", []),
        ("北京路那家", []),
    ],
)
def test_where_the_buyer_is(text: str, heard: list[str]):
    assert values(text, "region", of="coats") == heard


def test_a_place_alone_answers_the_question():
    assert values("长沙", "region", of="coats", asked=True) == ["长沙（南方，冬冷）"]
    assert values("是长沙产的", "region", of="coats", asked=True) == []
