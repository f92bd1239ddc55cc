"""Small look-ups in a playbook."""

import pytest

from guitai.engines.playbooks import Answer, End, Playbook, Step, Who, Words

WORDS = Words("是", "Yes")
ANSWER = Answer("ready", WORDS, "drink")
BOIL = Step("boil", WORDS, Who.AGENT, (ANSWER,))
DRINK = End("drink", WORDS, "drunk")
TEA = Playbook("tea", 1, WORDS, {"cold": "boil"}, {"boil": BOIL}, {"drink": DRINK})


@pytest.mark.parametrize(("language", "told"), [("zh-hans", "是"), ("zh", "是"), ("en", "Yes"), ("", "Yes")])
def test_words_are_told_in_a_language(language, told):
    assert WORDS.told(language) == told


def test_an_answer_is_found_by_its_key():
    assert BOIL.answer("ready") is ANSWER
    assert BOIL.answer("not_yet") is None


def test_a_step_or_an_end_is_found_by_its_key():
    assert (TEA.at("boil"), TEA.at("drink")) == (BOIL, DRINK)
    with pytest.raises(LookupError):
        TEA.at("pour")
