import pytest
from tests.unit.engines.needs.made import values

from guitai.engines.needs.recognisers.times import shown_date, shown_season


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("周五前要到", ["周五"]),
        ("十月一号要用", ["10月1号"]),
        ("国庆结婚用", ["国庆"]),
        ("今天发货吗", []),
        ("不是说今天到吗", []),
        ("明天有活动", []),
        ("上周五送的", []),
        ("明天用不了", []),
    ],
)
def test_the_day_something_is_needed(text: str, heard: list[str]):
    assert values(text, "needed_by") == heard


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("冬天穿", ["冬天"]),
        ("现在穿热吗", ["现在"]),
        ("现在还没发货", []),
        ("秋冬新款", []),
        ("明天能到吗", []),
        ("下个月旅游穿", ["下个月"]),
        ("不是冬天穿", ["not 冬天"]),
    ],
)
def test_when_it_will_be_worn(text: str, heard: list[str]):
    assert values(text, "when", of="coats") == heard


def test_days_and_seasons_have_one_spelling():
    assert shown_date("十月一号") == "10月1号"
    assert [shown_season(each) for each in ("冬", "冬季", "秋冬")] == ["冬天", "冬天", "秋冬"]
