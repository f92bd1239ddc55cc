"""One way to clean and to fold text, so that search, matching and storing agree."""

import re
import unicodedata

# Characters that take no room: they hide words from filters and break search.
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Halves of a character (JSON can write them) are none: no table and no socket takes them.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_BLANKS = re.compile(r"\s+")


def clean(text: str) -> str:
    """Give the text as it may be stored and shown: no control or invisible characters, no blank edges.

    The joiner of emoji (U+200D) is kept between two of them, so that families stay families.
    """
    text = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _INVISIBLE.sub(lambda found: _joiner_or_nothing(text, found), text).strip()


def _joiner_or_nothing(text: str, found: re.Match[str]) -> str:
    if found.group() != "\u200d":
        return ""
    before = text[found.start() - 1 : found.start()]
    after = text[found.end() : found.end() + 1]
    return found.group() if _is_symbol(before) and _is_symbol(after) else ""


def _is_symbol(character: str) -> bool:
    return bool(character) and (
        unicodedata.category(character) in {"So", "Sk", "Sm"} or character == "\ufe0f"
    )


def fold(text: str) -> str:
    """Give the text as it is compared: full width as half width, lower case, blanks as one space."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFKC", clean(text)).casefold()).strip()


def shorten(text: str, length: int) -> str:
    """Give the first characters on one line, with an ellipsis where something was cut off."""
    line = _BLANKS.sub(" ", text).strip()
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
