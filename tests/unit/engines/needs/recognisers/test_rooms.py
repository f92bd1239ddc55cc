import pytest
from tests.unit.engines.needs.made import values


@pytest.mark.parametrize(
    ("text", "key", "heard"),
    [
        ("1.8米的床", "bed", ["1.8米"]),
        ("1米5的床", "bed", ["1.5米"]),
        ("一米八床", "bed", ["1.8米"]),
        ("150的床", "bed", ["1.5米"]),
        ("1.8*2米", "bed", ["1.8×2米"]),
        ("200x230被套", "bed", ["200×230"]),
        ("充电线1.5米", "bed", []),
        ("客厅30多平", "room", ["30多平米"]),
        ("15㎡", "room", ["15平米"]),
        ("适用20平吗", "room", []),
        ("30平均下来", "room", []),
        ("放的地方宽80深45", "dimensions", ["宽80深45"]),
        ("我家墙120*60cm", "dimensions", ["120×60cm"]),
        ("尺寸是120*60吗", "dimensions", []),
        ("6楼", "floor", ["6楼"]),
        ("住三层", "floor", ["3楼"]),
        ("送到楼上吗", "floor", []),
        ("3层的架子", "floor", []),
    ],
)
def test_beds_rooms_and_floors(text: str, key: str, heard: list[str]):
    assert values(text, key) == heard


@pytest.mark.parametrize(
    ("text", "key", "heard"),
    [
        ("1.5", "bed", ["1.5米"]),
        ("大概25", "room", ["25平米"]),
        ("80cm", "dimensions", ["80cm"]),
        ("6", "floor", ["6楼"]),
    ],
)
def test_short_answers_to_the_question(text: str, key: str, heard: list[str]):
    assert values(text, key, asked=True) == heard
