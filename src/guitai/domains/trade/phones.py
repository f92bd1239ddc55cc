"""Phone numbers as they are compared: the digits alone, and a digest that finds an order by them."""

import re
import unicodedata

from guitai.common.crypto import digest

_NOT_DIGIT = re.compile(r"\D", re.ASCII)
# A mobile number, with the code of the country before it and the extension of a virtual one behind.
_MOBILE = re.compile(r"(?:0{0,2}86)?(1[3-9]\d{9})\d{0,6}\Z", re.ASCII)
_LEAST, _MOST = 7, 13


def phone_digits(phone: str) -> str:
    """Give the digits that tell a number apart: ``+86 138-0000-0001`` is ``13800000001``.

    A masked number, or what is none, has none.
    """
    if "*" in phone:
        return ""
    digits = _NOT_DIGIT.sub("", unicodedata.normalize("NFKC", phone))
    mobile = _MOBILE.match(digits)
    if mobile:
        return mobile[1]
    return digits if _LEAST <= len(digits) <= _MOST else ""


def phone_key(phone: str) -> str:
    """Give the digest an order is found by; nothing for a masked number."""
    digits = phone_digits(phone) if phone else ""
    return digest(digits) if digits else ""
