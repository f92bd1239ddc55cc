"""First words and the group they ask for; the cases stand beside the words."""

from importlib.resources import files

import pytest
import yaml

from guitai.engines.routing.purposes import Purpose, wanted_purpose

WRITTEN = yaml.safe_load(
    files("guitai.engines.routing").joinpath("purposes.yaml").read_text(encoding="utf-8")
)
CASES = [(purpose, text) for purpose, texts in WRITTEN["cases"].items() for text in texts]


@pytest.mark.parametrize(("purpose", "text"), CASES)
def test_first_words_ask_for_the_purpose_their_case_names(purpose, text):
    assert wanted_purpose(text, has_recent_order=False) == Purpose(purpose)


def test_a_recent_order_makes_a_plain_greeting_after_sale():
    assert wanted_purpose("在吗", has_recent_order=True) == Purpose.AFTERSALE


def test_a_recent_order_does_not_hide_a_complaint():
    assert wanted_purpose("我要投诉", has_recent_order=True) == Purpose.COMPLAINT


def test_full_width_digits_are_read_like_others():
    assert wanted_purpose("打１２３１５", has_recent_order=False) == Purpose.COMPLAINT


def test_every_purpose_has_cases():
    assert {purpose for purpose, _ in CASES} == set(Purpose)


@pytest.mark.parametrize("kind", WRITTEN["kinds"], ids=lambda kind: kind["purpose"])
def test_every_harmless_turn_holds_a_word_it_makes_harmless(kind):
    idle = [turn for turn in kind["harmless"] if not any(str(word) in turn for word in kind["words"])]

    assert idle == []
