"""Taking texts apart: what is written, what it sounds like, what its words stand for."""

import pytest

from guitai.engines.retrieval.terms import LONGEST, initials_of, plain, terms_of


def _written(text):
    return set(terms_of(plain(text)).written)


def _sounding(text):
    return set(terms_of(plain(text)).sounding)


def test_characters_and_pairs_are_taken_and_words_and_numbers_whole():
    assert _written("XL码 165.5") == {"xl", "码", "165.5", "xl码", "码165.5"}


def test_traditional_wide_and_capital_letters_are_folded():
    assert plain("幾時發貨 ＸＬ") == "几时发货xl"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("几时到", "什么时候到"),
        ("穿久了掉毛", "会起球"),
        ("褪色", "掉色"),
        ("寄出", "发货"),
        ("运费", "包邮"),
    ],
)
def test_words_of_the_trade_share_their_group(one, other):
    groups = {term for term in _written(one) & _written(other) if term.startswith("≈")}

    assert groups


@pytest.mark.parametrize("typed", ["发活", "fahuo", "法火"])
def test_another_spelling_of_the_same_sound_sounds_the_same(typed):
    assert _sounding("发货") == _sounding(typed) == {"~fahuo"}


@pytest.mark.parametrize(("one", "other"), [("知道", "资道"), ("程序", "岑叙"), ("生人", "森人")])
def test_sounds_that_many_do_not_tell_apart_are_one(one, other):
    assert _sounding(one) == _sounding(other)


def test_letters_that_are_no_pinyin_may_be_initials():
    assert terms_of("fh").initials == ("fh",)
    assert terms_of("fahuo").initials == ()
    assert initials_of("什么时候发货") == "smshfh"


def test_a_text_of_any_length_is_cut():
    assert len(plain("发货" * 10_000)) == LONGEST


@pytest.mark.parametrize("text", ["", "，。！", "\ud800", "😀"])
def test_a_text_without_words_has_no_terms(text):
    assert terms_of(plain(text)).written == ()
