import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.text import clean, fold, shorten

# Any character, half ones too: JSON can write them.
ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("  有货吗 \n", "有货吗"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("加\u200b微\u2060信", "加微信"),
        ("\ufeff标题", "标题"),
        ("a\x00b\x07c", "abc"),
        ("一\t二", "一\t二"),
        ("好\ud83d的", "好的"),
        ("\u202e反\u202c", "反"),
        ("👩\u200d👧", "👩\u200d👧"),
        ("\x01👩\u200d👧", "👩\u200d👧"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("加\u200d微", "加微"),
        ("\u3164\u115f", ""),
    ],
)
def test_what_cannot_be_seen_is_taken_out(given_text: str, kept: str):
    assert clean(given_text) == kept


@given(ANYTHING)
def test_cleaning_twice_is_cleaning_once(text: str):
    assert clean(clean(text)) == clean(text)


@given(ANYTHING)
def test_a_clean_text_can_be_written_down_anywhere(text: str):
    cleaned = clean(text)

    assert "\x00" not in cleaned
    assert cleaned == cleaned.strip()
    cleaned.encode("utf-8")


@given(ANYTHING)
def test_folding_twice_is_folding_once(text: str):
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ＡＢＣ１２３", "abc123"),
        ("Tb_Demo", "tb_demo"),
        ("a \u3000 b", "a b"),
        ("加\u200b微", "加微"),
        ("Straße", "strasse"),
    ],
)
def test_what_reads_the_same_is_folded_alike(one: str, other: str):
    assert fold(one) == fold(other)


def test_a_short_line_stays_and_a_long_one_ends_in_an_ellipsis():
    assert shorten("有货吗", 3) == "有货吗"
    assert shorten("一二三四 五", 5) == "一二三四…"
    assert shorten("一\n二", 10) == "一 二"


@given(st.text(), st.integers(min_value=1, max_value=50))
def test_a_line_is_never_longer_than_asked(text: str, length: int):
    line = shorten(text, length)

    assert len(line) <= length
    assert "\n" not in line
