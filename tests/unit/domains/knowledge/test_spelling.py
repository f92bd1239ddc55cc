"""Pinyin, with other readings considered."""

from guitai.domains.knowledge.spelling import initials_of, pinyin_of


def test_initials_and_pinyin_of_a_word() -> None:
    assert initials_of("运费险")[0] == "yfx"
    assert pinyin_of("运费险")[0] == "yunfeixian"


def test_another_reading_is_found_too() -> None:
    assert {"hyhm", "fyhm"} <= set(initials_of("还有货吗"))
    assert {"haiyouhuoma", "huanyouhuoma"} <= set(pinyin_of("还有货吗"))


def test_letters_and_digits_stay_and_marks_fall_away() -> None:
    assert initials_of("S码，7天")[0] == "sm7t"


def test_nothing_has_no_spelling() -> None:
    assert initials_of("") == ()
    assert pinyin_of("！") == ()
