"""What a cell of a table about agents' work says: lengths of time, figures, rates, days."""

import re
import unicodedata
from datetime import date
from decimal import Decimal
from functools import lru_cache

from guitai.engines.tabular.converters import CellError, digits, moment, text

NOT_YET = "延迟统计"  # a tool's word for a figure it has not counted yet

_NOTHING = frozenset({"", "-", "--", "—", "/", "null", "None"})
# A workbook's small numbers come as 3e-05; 3E+17 is a number whose digits a spreadsheet has lost.
_BARE = r"\d[\d,]{0,17}(?:\.\d{0,15})?(?:[eE]-\d{1,2})?"
_LENGTH = re.compile(rf"[-+]?{_BARE}")
_FIGURE = re.compile(rf"([-+]?)(?:¥|RMB|CNY)?([-+]?)({_BARE})(%|元|人|条|次|个|件|字|天)?", re.IGNORECASE)
_CLOCK = re.compile(r"(\d{1,5}):([0-5]?\d):([0-5]?\d(?:\.\d{1,9})?)")
_SPELLED = re.compile(
    r"(?=\d)(?:(\d{1,5})(?:小时|时|h))?(?:(\d{1,6})(?:分钟|分|min|m))?(?:(\d{1,8}(?:\.\d{0,9})?)(?:秒钟|秒|s))?",
    re.IGNORECASE,
)
_DAYS = re.compile(r"(\S.*?)\s*(?:~|至|到|—+|--+|-(?=\d{4}))\s*(\S.*)")


def said(cell: str) -> str:
    """Give the words of a cell; the dash of a platform that has nothing to say is nothing."""
    words = text(cell)
    return "" if words in _NOTHING else words


def code(cell: str) -> str:
    """Give the number of a session or product, or nothing for a dash.

    :raises CellError: if a spreadsheet program has already turned it into a rounded number.
    """
    return digits(said(cell))


@lru_cache(maxsize=5_000)
def seconds(cell: str) -> Decimal | None:
    """Give a length of time in seconds, or nothing for an empty cell; a bare number is seconds.

    Spellings: ``80``, ``80.5秒``, ``1分20秒``, ``1小时2分``, ``00:01:20``; only the first can be negative.

    :raises CellError: if it is none of them.
    """
    value = _folded(cell)
    if value in _NOTHING:
        return None
    length = _spelled_out(value)
    return _bare_length(value) if length is None else length


@lru_cache(maxsize=5_000)
def waited(cell: str) -> float | None:
    """Give how long somebody waited, in seconds, or nothing for an empty cell or a wait below zero.

    :raises CellError: as :func:`seconds`.
    """
    length = seconds(cell)
    return None if length is None or length < 0 else float(length)


@lru_cache(maxsize=5_000)
def minutes(cell: str) -> float | None:
    """Give a length of time in minutes, or nothing for an empty cell; a bare number is minutes.

    A length below zero is nothing: JD's list holds -0.01 where its clocks disagree, and no talk is that long.

    :raises CellError: as :func:`seconds`.
    """
    value = _folded(cell)
    if value in _NOTHING:
        return None
    length = _spelled_out(value)
    length = _bare_length(value) if length is None else length / 60
    return None if length < 0 else float(length)


@lru_cache(maxsize=20_000)
def figure(cell: str) -> Decimal | None:
    """Give a number, or nothing for an empty cell: ``1,234``, ``¥1,234.50``, ``12人``; ``92.31%`` is 0.9231.

    :raises CellError: if it is none.
    """
    value = _folded(cell)
    if value in _NOTHING:
        return None
    found = _FIGURE.fullmatch(value)
    if not found:
        raise CellError("bad_figure", f"“{value}” is no figure", cell=value)
    size = Decimal(found[3].replace(",", "")) / (100 if found[4] == "%" else 1)
    return -size if "-" in {found[1], found[2]} else size


@lru_cache(maxsize=20_000)
def rate(cell: str) -> Decimal | None:
    """Give a rate as a part of one, or nothing for an empty cell: ``92.31%`` and ``0.9231`` are the same.

    :raises CellError: if it is no rate, or a bare number above one: ``92`` can be meant so, but then what
        is the ``0.8`` on the next line?
    """
    value = figure(cell)
    if value is not None and not 0 <= value <= 1 and "%" not in _folded(cell):
        shown = _folded(cell)
        raise CellError("bad_rate", f"“{shown}” is no rate; a rate is written 92.31% or 0.9231", cell=shown)
    return value


@lru_cache(maxsize=1_000)
def day(cell: str) -> date | None:
    """Give the day a line speaks of, or nothing if it speaks of several (``2026-07-01~2026-07-31``).

    :raises CellError: if it is no day.
    """
    value = unicodedata.normalize("NFKC", said(cell))
    found = _DAYS.fullmatch(value)
    first, last = [moment(end) for end in (found.groups() if found else (value, value))]
    return first.date() if first and last and first.date() == last.date() else None


def _folded(cell: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text(cell)).split())


def _spelled_out(value: str) -> Decimal | None:
    """Give a length of time that names its units, in seconds, or nothing if it names none."""
    found = _CLOCK.fullmatch(value) or _SPELLED.fullmatch(value)
    if not found:
        return None
    hours, mins, secs = (Decimal(part or 0) for part in found.groups())
    return hours * 3600 + mins * 60 + secs


def _bare_length(value: str) -> Decimal:
    if not _LENGTH.fullmatch(value):
        reason = f"“{value}” is no length of time such as 80, 1分20秒 or 00:01:20"
        raise CellError("bad_length", reason, cell=value)
    return Decimal(value.replace(",", ""))
