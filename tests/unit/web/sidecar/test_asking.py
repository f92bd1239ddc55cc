"""Values out of what the page sends; whole questions are in test_drafts."""

import pytest

from guitai.web.sidecar.asking import numbers_in, text_in, whole, words_in


@pytest.mark.parametrize(
    ("given", "key"),
    [
        ("7", 7),
        (7, 7),
        ("", None),
        (None, None),
        (0, None),
        (-1, None),
        ("x", None),
        (2**63, None),
        (1.5, None),
    ],
)
def test_a_key_is_a_whole_number_a_table_can_have(given: object, key: int | None):
    assert whole(given) == key


def test_texts_and_lists_are_cut_to_what_can_be_meant():
    assert text_in({"text": "x" * 9000}) == "x" * 4001
    assert text_in({"note": 3}, "note") == ""
    assert words_in({"confirmed": ["a", 1] * 300}, "confirmed") == ["a"] * 50
    assert numbers_in({"phrases": [3, "4", None, -1]}, "phrases") == [3, 4]
    assert numbers_in({}, "phrases") == []
