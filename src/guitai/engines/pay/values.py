"""Read single values of a scheme: numbers, amounts, names; a sentence about what is wrong with a bad one."""

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from guitai.engines.pay.errors import SchemeError
from guitai.kernel.money import Money

_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}\Z")
_MOST = Decimal(10) ** 9
_FINEST = -9


def keys(written: Any, where: str, *, needed: frozenset[str], allowed: frozenset[str]) -> Mapping[str, Any]:
    """Give a mapping with these keys.

    :raises SchemeError: if it is none, lacks a key or has one nobody knows.
    """
    if not isinstance(written, Mapping):
        raise SchemeError(f"{where}: write keys and what they say: {_listed(needed | allowed)}.")
    if unknown := set(map(str, written)) - needed - allowed:
        raise SchemeError(f"{where}: unknown key {_listed(unknown)}; there is {_listed(needed | allowed)}.")
    if missing := {key for key in needed if written.get(key) is None}:
        raise SchemeError(f"{where}: {_listed(missing)} is missing.")
    return written


def number(written: Any, where: str, *, least: Decimal | None = None) -> Decimal:
    """Give a number exactly as written: 0.42, "42 %", 30.

    :raises SchemeError: if it is none, or smaller than ``least``.
    """
    text = str(written).strip()
    share = text.endswith("%")
    try:
        value = Decimal(text.removesuffix("%").strip()) / (100 if share else 1)
    except InvalidOperation:
        raise SchemeError(f"{where}: {written!r} is no number; write one such as 0.42, 42% or 30.") from None
    if not value.is_finite() or abs(value) > _MOST or _decimals(value) < _FINEST:
        raise SchemeError(f"{where}: {written!r} is too large, or has too many decimals.")
    if least is not None and value < least:
        raise SchemeError(f"{where}: {written!r} is too little; write {least} or more.")
    return value


def weight(written: Any, where: str) -> Decimal:
    """Give a weight: a number above zero.

    :raises SchemeError: if it is none.
    """
    value = number(written, where)
    if value <= 0:
        raise SchemeError(
            f"{where}: a weight is more than zero, not {written!r}; leave the line out instead."
        )
    return value


def fen(written: Any, where: str) -> int:
    """Give an amount in yuan as whole fen: 96, "¥96.00".

    :raises SchemeError: if it is none, or less than nothing.
    """
    try:
        amount = Money.parse(str(written))
    except ValueError:
        raise SchemeError(f"{where}: {written!r} is no amount in yuan; write one such as 96.00.") from None
    if amount.fen < 0:
        raise SchemeError(f"{where}: {written!r} is less than nothing.")
    return amount.fen


def name(written: Any, where: str) -> str:
    """Give a name as ids and keys of figures have them.

    :raises SchemeError: if it is none.
    """
    if not isinstance(written, str) or not _NAME.match(written):
        raise SchemeError(f"{where}: {written!r} is no name; use small letters, digits, - and _, at most 60.")
    return written


def wording(written: Any, where: str, *, longest: int) -> Mapping[str, str]:
    """Give a text in both languages; a text alone is for both.

    :raises SchemeError: if a language is missing, or the text is empty or too long.
    """
    if isinstance(written, str):
        written = {"zh": written, "en": written}
    both = keys(written, where, needed=frozenset({"zh", "en"}), allowed=frozenset())
    for language, text in both.items():
        if not isinstance(text, str) or not text.strip() or len(text) > longest:
            raise SchemeError(f"{where}: {language} should be a text of at most {longest} characters.")
    return {language: text.strip() for language, text in both.items()}


def some(written: Any, where: str, *, most: int = 40) -> list[Any]:
    """Give a list that holds something.

    :raises SchemeError: if it is none, is empty or has no end.
    """
    if not isinstance(written, list) or not written or len(written) > most:
        raise SchemeError(f"{where}: write a list of 1 to {most}.")
    return written


def _decimals(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _listed(names: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(names))
