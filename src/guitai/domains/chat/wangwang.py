"""The 99 emoji codes of 旺旺: find them in a text, and know what each is called.

Codes are written ``/:^_^``; exports also hold them escaped for HTML (``/:&gt;_&lt;``) or wrapped
(``\\T/:^_^\\T``).
"""

import html
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class Emoji:
    """One code with its names and the character shown for it."""

    code: str
    chinese: str
    english: str
    glyph: str


def _load() -> tuple[Emoji, ...]:
    rows = yaml.safe_load(Path(__file__).with_name("wangwang.yaml").read_text(encoding="utf-8"))
    return tuple(Emoji(*row) for row in rows)


ALL = _load()
_BY_SPELLING = {spelling: emoji for emoji in ALL for spelling in (emoji.code, html.escape(emoji.code))}
# Longest first, so that /:O=O is not read as /:O followed by =O.
_CODES = "|".join(re.escape(spelling) for spelling in sorted(_BY_SPELLING, key=len, reverse=True))
_LINKS = r"https?://[^\s<>\"'，。！？；、）】》]+[^\s<>\"'，。！？；、）】》.,!?;:)\]]"
_SPECIAL = re.compile(rf"(?P<link>{_LINKS})|\\T(?P<wrapped>{_CODES})\\T|(?P<code>{_CODES})")


def parts(text: str, *, english: bool = False) -> list[dict[str, Any]]:
    """Cut a text into plain text, emoji and links, as the live protocol shows them; nothing of it is lost."""
    found: list[dict[str, Any]] = []
    end = 0
    for match in _SPECIAL.finditer(text):
        if match.start() > end:
            found.append({"text": text[end : match.start()]})
        end = match.end()
        if match["link"]:
            found.append({"link": match["link"]})
        else:
            emoji = _BY_SPELLING[match["wrapped"] or match["code"]]
            name = emoji.english if english else emoji.chinese
            found.append({"emoji": emoji.code, "name": name, "glyph": emoji.glyph})
    if end < len(text):
        found.append({"text": text[end:]})
    return found


def may_have_codes(text: str) -> bool:
    """Say whether there can be codes in a text; quickly, for in most there are none."""
    return "/:" in text


def named(text: str) -> str:
    """Give the text with each code replaced by its Chinese name in brackets, for previews."""
    if not may_have_codes(text):
        return text
    return "".join(
        f"[{part['name']}]" if "emoji" in part else str(part.get("text") or part.get("link"))
        for part in parts(text)
    )
