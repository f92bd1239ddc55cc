"""The texts of the window."""

import re
from pathlib import Path

import pytest
from django.utils import translation

from guitai.web.widget.words import language_for, words

WIDGET = Path(__file__).parents[4] / "src/guitai/web/static/widget"


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ("", "zh-hans"),
        ("zh-CN", "zh-hans"),
        ("zh", "zh-hans"),
        ("ZH-Hant-TW", "zh-hans"),
        ("en", "en"),
        ("en-US", "en"),
        ("fr", "en"),
        ("../../etc", "en"),
        ("x" * 2_000, "en"),
    ],
)
def test_the_nearest_of_our_languages_is_spoken(asked: str, given: str):
    assert language_for(asked) == given


def test_every_word_the_window_uses_is_there_and_no_other():
    sources = "\n".join(path.read_text() for path in WIDGET.glob("*.jsx"))
    used = set(re.findall(r"\bwords\.(?!js)(\w+)", sources)) | {f"rate_{level}" for level in range(1, 6)}
    # Times are labelled by a module of their own.
    used |= set(re.findall(r"\bwords\.(?!js)(\w+)", (WIDGET / "times.js").read_text()))
    used |= set(re.findall(r"\bwords\.(?!js)(\w+)", (WIDGET / "session.js").read_text()))

    assert used == set(words())


def test_gaps_have_the_same_names_in_every_language():
    with translation.override("en"):
        english = words()
    with translation.override("zh-hans"):
        chinese = words()

    assert [gaps(english[key]) for key in english] == [gaps(chinese[key]) for key in english]


def gaps(sentence: str) -> set[str]:
    return set(re.findall(r"\{(\w+)\}", sentence))
