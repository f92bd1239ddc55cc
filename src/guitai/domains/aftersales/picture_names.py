"""What pictures are called in a download: by buyer, order, fault and a number; safe on every system."""

import re
import unicodedata
from collections import Counter

_SUFFIXES = {"image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif", "image/webp": ".webp"}
# What Windows takes in no name, and what nobody sees.
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]')
# Together they stay below the 255 bytes of a name, whatever the script.
_LONGEST_ACCOUNT, _LONGEST_ORDER, _LONGEST_FAULT = 24, 32, 16


class Names:
    """Gives out names, no two alike, also where capitals make no difference."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def stem(self, *, account: str, order: str, fault: str) -> str:
        """Give the next name of these three without its ending: ``tb_demo01_3515313140_脱线_2``.

        What is empty is left out; of nothing at all it is ``picture_1``.
        """
        parts = [
            _safe(account, _LONGEST_ACCOUNT),
            _safe(order, _LONGEST_ORDER),
            _safe(fault, _LONGEST_FAULT),
        ]
        base = "_".join(part for part in parts if part) or "picture"
        alike = unicodedata.normalize("NFKC", base).casefold()
        self._given[alike] += 1
        return f"{base}_{self._given[alike]}"


def suffix_of(content_type: str) -> str:
    """Give the ending of a file's name by what it holds."""
    return _SUFFIXES.get(content_type, ".bin")


def _safe(text: str, longest: int) -> str:
    """Give the text as a part of a name, without blanks and full stops at its ends, which Windows drops."""
    plain = _UNSAFE.sub("-", unicodedata.normalize("NFC", text))
    return "".join(letter for letter in plain if letter.isprintable())[:longest].strip(" .")
