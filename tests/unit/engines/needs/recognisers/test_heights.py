import pytest
from tests.unit.engines.needs.made import values

from guitai.engines.needs.recognisers.heights import centimetres


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("一米六五", "165"),
        ("一米六", "160"),
        ("1米7", "170"),
        ("1m68", "168"),
        ("1.65米", "165"),
        ("165cm", "165"),
        ("一七二", "172"),
        ("160-165", "160-165"),
        ("165-110", "165"),
    ],
)
def test_heights_are_read_as_centimetres(text: str, shown: str):
    assert centimetres(text) == shown


@pytest.mark.parametrize(
    ("text", "of", "heard"),
    [
        ("身高160-165", "tops", ["160-165cm"]),
        ("不到160的个子", "tops", ["160cm以内"]),
        ("不是165的身高", "tops", ["not 165cm"]),
        ("孩子110能穿吗", "children", ["110cm"]),
        ("110能穿吗", "tops", []),
        ("床1米5宽", "tops", []),
        ("身高30", "tops", []),
    ],
)
def test_a_height_needs_its_frame(text: str, of: str, heard: list[str]):
    assert list(dict.fromkeys(values(text, "height", of=of))) == heard


def test_a_short_answer_must_lie_within_the_limits_of_the_kind():
    assert values("95", "height", of="children", asked=True) == ["95cm"]
    assert values("95", "height", of="tops", asked=True) == []
