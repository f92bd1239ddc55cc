"""The HTML in which JD's robot writes, as plain text."""

import html
import re

_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>br|img|a|p|div|li|ul|ol|tr|td|table|font|span|b|i|u|strong|em|h[1-6])"
    r"(?P<attributes>(?:\s[^<>]*)?)/?>",
    re.IGNORECASE,
)
_SOURCE = re.compile(r"""\ssrc\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:[a-z]{2,8}|#\d{1,7}|#x[0-9a-f]{1,6});", re.IGNORECASE)
_NEW_LINES = frozenset({"br", "p", "div", "li", "tr"})
_EMPTY_LINES = re.compile(r"\n\s*\n\s*")


def without_markup(text: str) -> str:
    """Give the words of a text with HTML in it: lines broken, tags gone, a picture as its address.

    A text that holds none of the tags robots use stays as it is, whatever signs stand in it; JD's emoticons
    (``#E-s01``) stay.
    """
    if "<" not in text or not _TAG.search(text):
        return text
    bare = _ENTITY.sub(lambda entity: html.unescape(entity[0]), _TAG.sub(_plain, text))
    return _EMPTY_LINES.sub("\n", bare.replace("\xa0", " ")).strip()


def _plain(tag: re.Match[str]) -> str:
    name = tag["name"].lower()
    if name == "img":
        source = _SOURCE.search(tag["attributes"])
        address = next(filter(None, source.groups()), "") if source else ""
        return f"\n{'https:' if address.startswith('//') else ''}{address}\n" if address else ""
    begins_line = name in _NEW_LINES and (name == "br" or bool(tag["end"]))
    return "\n" if begins_line else ""
