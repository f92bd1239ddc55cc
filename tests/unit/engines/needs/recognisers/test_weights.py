import pytest
from tests.unit.engines.needs.made import values

from guitai.engines.needs.recognisers.weights import likely_unit


@pytest.mark.parametrize(
    ("value", "height", "unit"),
    [
        (55, "165cm", "公斤"),
        (110, "165cm", "斤"),
        (38, "110cm", "斤"),
        (19, "110cm", "公斤"),
        (75, "178cm", "公斤"),
        (55, "", ""),
    ],
)
def test_the_height_tells_the_unit_or_nothing_does(value: float, height: str, unit: str):
    assert likely_unit(value, height) == unit


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        ("50多公斤", ["50多公斤"]),
        ("一百四十多斤", ["140多斤"]),
        ("不到一百斤", ["100斤以内"]),
        ("100-105斤", ["100-105斤"]),
        ("58kg", ["58公斤"]),
        ("体重105", ["105"]),
        ("买10斤", []),
        ("5斤装", []),
        ("胖了10斤", []),
        ("承重200斤", []),
        ("1斤", []),
    ],
)
def test_a_weight_is_told_in_the_unit_it_was_said_in(text: str, heard: list[str]):
    assert values(text, "weight", of="tops") == heard
