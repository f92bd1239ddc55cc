"""The numbers of orders, waybills and phones that a text may name, in any writing the rules know."""

import re
from collections.abc import Iterator, Sequence

from guitai.domains.trade.queries import Tokens
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.lexicon import Lexicon

_LEAST_NUMBER = 8
_LEAST_PHONE, _MOST_PHONE = 7, 13
_PDD_NUMBER, _PDD_DATE = 21, 6  # 240101-123456789012345
_MOST_TOKENS = 60
_LETTERS_BEFORE = re.compile(r"[a-z]{1,6}$")
_SIGNS = re.compile("[,、。]")
_NOT_DIGITS = re.compile("[^0-9]+")
_MOBILE = re.compile(r"(?=(1[3-9]\d{9}))")
_NO_WORDS = Lexicon()
_NO_WORDS.close()


def tokens_in(*texts: str) -> Tokens:
    """Find what may be the number of an order, a waybill or a phone, in any writing the rules know."""
    numbers: list[str] = []
    phones: list[str] = []
    for text in texts:
        draft = Draft(text, _NO_WORDS, {})
        for run in draft.digits:
            letters = _LETTERS_BEFORE.search(draft.text[: run.start])
            for digits in _apart(run.value, draft.as_digits[run.start : run.end]):
                numbers += _numbers(digits, letters.group().upper() if letters else "")
                phones += _phones(digits)
    return Tokens(_some(numbers), _some(phones))


def _apart(value: str, written: str) -> Iterator[str]:
    """Give digits told in a row as one number, and as the several they may be."""
    yield value
    yield from (_NOT_DIGITS.sub("", part) for part in _SIGNS.split(written))
    yield from _NOT_DIGITS.split(written)


def _numbers(digits: str, letters: str) -> Iterator[str]:
    if len(digits) >= _LEAST_NUMBER:
        yield digits
        if letters:
            yield letters + digits
        if len(digits) == _PDD_NUMBER:
            yield f"{digits[:_PDD_DATE]}-{digits[_PDD_DATE:]}"


def _phones(digits: str) -> Iterator[str]:
    if _LEAST_PHONE <= len(digits) <= _MOST_PHONE:
        yield digits
    yield from (found[1] for found in _MOBILE.finditer(digits))


def _some(tokens: Sequence[str]) -> frozenset[str]:
    return frozenset(list(dict.fromkeys(tokens))[:_MOST_TOKENS])
