import pytest
from django.utils import translation

from guitai.web.issues.showing import chance_in_words


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (0.3, "that may well be chance"),
        (0.2, "that may well be chance"),
        (0.04, "by chance about once in 20 times"),
        (0.00034, "by chance about once in 3,000 times"),
        (0.0000104, "by chance about once in 100,000 times"),
        (1e-9, "by chance less than once in a million times"),
        (0.0, "by chance less than once in a million times"),
    ],
)
def test_a_chance_is_told_in_words(chance: float, words: str):
    with translation.override("en"):
        assert chance_in_words(chance) == words
