import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guitai.domains.chat import wangwang
from guitai.domains.chat.wangwang import ALL, Emoji

SPELLINGS = [spelling for emoji in ALL for spelling in (emoji.code, html.escape(emoji.code))]


def _emoji(emoji: Emoji) -> dict[str, str]:
    return {"emoji": emoji.code, "name": emoji.chinese, "glyph": emoji.glyph}


def _whole(parts: list[dict[str, str]]) -> str:
    return "".join(part.get("text") or part.get("link") or part["emoji"] for part in parts)


def test_there_are_99_codes_and_no_two_alike():
    assert len(ALL) == 99
    assert len({emoji.code for emoji in ALL}) == 99
    assert all(emoji.chinese and emoji.english and emoji.glyph for emoji in ALL)


@pytest.mark.parametrize("emoji", ALL, ids=lambda emoji: emoji.english)
def test_every_code_is_understood_plain_escaped_and_wrapped(emoji: Emoji):
    for spelling in (
        emoji.code,
        html.escape(emoji.code),
        html.escape(emoji.code, quote=False),
        f"\\T{emoji.code}\\T",
        f"\\T{html.escape(emoji.code)}\\T",
    ):
        assert wangwang.parts(f"有货{spelling}谢谢") == [{"text": "有货"}, _emoji(emoji), {"text": "谢谢"}]


@pytest.mark.parametrize("emoji", ALL, ids=lambda emoji: emoji.english)
def test_every_code_sent_is_the_code_understood(emoji: Emoji):
    assert wangwang.parts(emoji.code) == [_emoji(emoji)]
    assert wangwang.named(emoji.code) == f"[{emoji.chinese}]"


@pytest.mark.parametrize("first", ALL, ids=lambda emoji: emoji.english)
def test_codes_side_by_side_stay_apart(first: Emoji):
    second = ALL[0]

    assert wangwang.parts(first.code + second.code) == [_emoji(first), _emoji(second)]


def test_names_are_given_in_english_when_asked():
    assert wangwang.parts("/:^_^", english=True) == [{"emoji": "/:^_^", "name": "smile", "glyph": "🙂"}]


@pytest.mark.parametrize(
    "link",
    [
        "https://item.taobao.com/item.htm?id=1&spm=2",
        "http://a.cn",
        "https://a.cn/:^_^",
        "https://a.cn/:Q",
    ],
)
def test_a_link_is_a_link_and_never_an_emoji(link: str):
    assert wangwang.parts(f"看{link}，谢谢") == [{"text": "看"}, {"link": link}, {"text": "，谢谢"}]


@pytest.mark.parametrize("text", ["https://", "a://b", "1/2", "：/", "/ :^_^", "javascript:alert(1)"])
def test_what_is_neither_stays_text(text: str):
    assert wangwang.parts(text) == [{"text": text}]


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("看https://a.cn/b。好", "https://a.cn/b"),
        ("(https://a.cn/b)", "https://a.cn/b"),
        ("https://a.cn/b.", "https://a.cn/b"),
    ],
)
def test_a_link_ends_before_the_sentence_does(text: str, link: str):
    assert {"link": link} in wangwang.parts(text)


def test_nothing_has_no_parts():
    assert wangwang.parts("") == []
    assert wangwang.named("") == ""


def test_a_text_without_codes_keeps_its_words():
    assert wangwang.named("看 https://a.cn/b 有货吗") == "看 https://a.cn/b 有货吗"


@given(
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(SPELLINGS), st.just("https://a.cn/b ")), max_size=8
    )
)
def test_nothing_of_a_text_is_lost(pieces: list[str]):
    text = "".join(pieces)

    assert _plain(_whole(wangwang.parts(text))) == _plain(text)


def _plain(text: str) -> str:
    """Give the text with every code in one spelling."""
    text = text.replace("\\T", "")
    for emoji in ALL:
        text = text.replace(html.escape(emoji.code), emoji.code)
    return text
