import pytest

from guitai.engines.understanding.intent_words import WordFinder
from guitai.kernel.normalised import normalise


@pytest.fixture
def finder() -> WordFinder:
    made = WordFinder()
    made.add("dispatch", frozenset({"发", "能发"}))
    made.add("invoice", frozenset({"发票"}), alone=True)
    made.add("repair", frozenset({"能修"}), alone=True)
    made.add("size", frozenset({"xl"}), alone=True)
    made.add("always", frozenset({"发票", "票"}), always=True)
    made.add_harmless("dispatch", ["头发"])
    made.add_harmless("repair", ["修改"], not_into=True)
    made.add_harmless("*", ["请修"])
    made.close()
    return made


@pytest.mark.parametrize(
    ("text", "met"),
    [
        ("今天发", {"dispatch": ["发"]}),
        ("今天能发", {"dispatch": ["能发", "发"]}),
        ("我的头发", {}),
        ("开发票", {"invoice": ["发票"], "always": ["发票", "票"]}),
        ("能修", {"repair": ["能修"]}),
        ("能修改", {}),
        ("有XL", {"size": ["xl"]}),
        ("xxl和xlr", {}),
        ("x xl", {"size": ["xl"]}),
    ],
)
def test_a_word_means_nothing_inside_a_longer_one_that_says_something_else(
    finder: WordFinder, text: str, met: dict[str, list[str]]
):
    plain = normalise(text)
    owners = ["dispatch", "invoice", "repair", "size", "always"]

    found = finder.find(plain)

    assert {
        owners[group]: sorted((plain.text[start:end] for start, end in spans), key=len, reverse=True)
        for group, spans in found.items()
    } == met
