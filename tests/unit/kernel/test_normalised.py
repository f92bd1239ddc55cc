"""Text as it is matched, and the way back to what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.kernel.normalised import normalise

ANYTHING = st.text(st.characters(codec=None))


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("ＱＱ１２３", "qq123"),
        ("發貨快遞", "发货快递"),
        ("微 信", "微信"),
        ("微.信", "微信"),
        ("微♥信", "微信"),
        ("微\u200b信", "微信"),
        ("q-q", "qq"),
        ("①③❽", "138"),
        ("1️⃣3️⃣8️⃣", "138"),
        ("🆅🅇", "vx"),
        ("🇻🇽", "vx"),
        ("ѵх", "vx"),
        ("wēi xìn", "weixin"),
        ("➕Ｖ", "+v"),
        ("㎏", "kg"),
        ("🐧号", "企鹅号"),
        ("好‥的", "好的"),
        ("⁇", "??"),
        ("￣", ""),
        ("好的，明天？", "好的,明天?"),
        ("好…", "好…"),
        ("一\r\n二", "一\n\n二"),
        ("\ue000私\ue003", "私"),
        ("***", ""),
        ("", ""),
    ],
)
def test_disguises_become_plain(written, text):
    assert normalise(written).text == text


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("0.8折", "0.8折"),
        ("10-30分钟", "10-30分钟"),
        ("138 0000 0001", "138 0000 0001"),
        ("138****0001", "138****0001"),
        ("１２．５", "12.5"),
        ("①-②", "1-2"),
        ("1 ⑩", "1 10"),
        ("5折 - 9折", "5折9折"),
        ("2.微信", "2微信"),
    ],
)
def test_marks_stay_between_two_digits_only(written, text):
    assert normalise(written).text == text


@pytest.mark.parametrize(
    ("written", "found", "stretch"),
    [
        ("亲，加 薇 ♥ 信 聊", "薇信", "薇 ♥ 信"),
        ("电话1️⃣3️⃣8️⃣哦", "138", "1️⃣3️⃣8️⃣"),
        ("约２㎏重", "kg", "㎏"),
        ("明天肯定到", "肯定", "肯定"),
    ],
)
def test_a_stretch_is_led_back_to_what_was_written(written, found, stretch):
    plain = normalise(written)
    at = plain.text.index(found)

    start, end = plain.span(at, at + len(found))

    assert written[start:end] == stretch


@pytest.mark.parametrize(
    ("written", "gaps"),
    [
        ("好的 亲", [2]),
        ("好的~亲", [2]),
        ("好的...亲", [2]),
        ("好的😊亲", [2]),
        ("微.信", []),
        (" 好的 ", []),
    ],
)
def test_a_pause_of_the_writer_is_remembered(written, gaps):
    assert list(normalise(written).gaps) == gaps


@given(ANYTHING)
def test_every_character_stands_somewhere_in_what_was_written(written):
    plain = normalise(written)

    assert len(plain.starts) == len(plain.ends) == len(plain.text)
    assert all(0 <= start < end <= len(written) for start, end in zip(plain.starts, plain.ends, strict=True))
    assert list(plain.starts) == sorted(plain.starts)
    assert all(0 < gap < len(plain.text) for gap in plain.gaps)


@given(ANYTHING)
def test_plain_text_stays_as_it_is(written):
    text = normalise(written).text

    assert normalise(text).text == text


@pytest.mark.parametrize(
    ("written", "at", "runs_on"),
    [
        ("abc", 1, True),
        ("12345", 2, True),
        ("ab12", 2, False),
        ("微信ab", 2, False),
        ("a b", 1, False),  # the blank between them is left out
        ("abc", 0, False),
        ("abc", 3, False),
    ],
)
def test_a_word_or_a_number_runs_on_over_an_edge_or_does_not(written: str, at: int, runs_on: bool):
    assert normalise(written).runs_on(at) is runs_on
