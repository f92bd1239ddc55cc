import pytest
from tests.unit.engines.needs.made import values

from guitai.engines.needs.recognisers.sizes import plain_size


@pytest.mark.parametrize(
    ("text", "shown"),
    [("xxl", "2XL"), ("2xl", "2XL"), ("xl", "XL"), ("m", "M"), ("28", "28码"), ("37.5", "37.5码")],
)
def test_a_size_has_one_spelling(text: str, shown: str):
    assert plain_size(text) == shown


@pytest.mark.parametrize(
    ("text", "key", "heard"),
    [
        ("平时穿38", "size", ["38码"]),
        ("要XL", "size", ["XL"]),
        ("不要XL", "size", ["not XL"]),
        ("M码适合多高", "size", []),
        ("脚长245", "foot", ["24.5cm"]),
        ("脚长24.5cm", "foot", ["24.5cm"]),
        ("脚长5", "foot", []),
        ("腰围二尺一", "waist", ["2尺1"]),
        ("腰围70", "waist", ["70cm"]),
        ("腰28", "waist", ["28"]),
        ("28码腰围70", "waist", []),
        ("75b", "bra", ["75B"]),
        ("75", "bra", []),
        ("手围16", "ring", ["16cm"]),
        ("戒指14号", "ring", ["14号"]),
        ("圈口56", "ring", ["56mm"]),
        ("14号发货", "ring", []),
    ],
)
def test_sizes_as_people_name_them(text: str, key: str, heard: list[str]):
    assert list(dict.fromkeys(values(text, key))) == heard


@pytest.mark.parametrize(
    ("text", "key", "heard"),
    [
        ("38", "size", ["38码"]),
        ("L码吧", "size", ["L"]),
        ("235", "foot", ["23.5cm"]),
        ("68", "waist", ["68cm"]),
        ("12", "ring", ["12号"]),
    ],
)
def test_short_answers_to_the_question(text: str, key: str, heard: list[str]):
    assert list(dict.fromkeys(values(text, key, asked=True))) == heard
