"""What a cell says: text, numbers, amounts and times in the spellings exports are met with."""

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from functools import lru_cache

from guitai.engines.tabular.columns import Converter
from guitai.engines.tabular.types import OrderStatus, Pairs, RefundStatus
from guitai.kernel.days import SHANGHAI
from guitai.kernel.money import Money
from guitai.kernel.text import clean

_NOTHING = frozenset({"", "-", "--", "—", "null", "NULL", "None", "无"})
_APOSTROPHES = "'’‘`"
_WRAPPINGS = "=\"' \t"
_DAMAGED = re.compile(r"\d+(?:\.\d*)?[eE]\+\d+|\d+\.\d+(?:[eE]\d+)?")
_IDENTIFIER = re.compile(r"[0-9A-Za-z_-]+")
_NO = re.compile(r"\bno\s*[:：]\s*", re.IGNORECASE)
_AMOUNT = re.compile(r"[-+]?(?:¥|RMB|CNY)?[-+]?\d[\d,]{0,14}(?:\.\d*)?元?", re.IGNORECASE)
_COUNT = re.compile(r"(\d[\d,]{0,11})(?:\.0*)?[件个双条套]?")
_MOMENT = re.compile(
    r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?"
    r"(?:[T\s]*(\d{1,2})[:：时](\d{1,2})(?:[:：分](\d{1,2})(?:\.\d+)?秒?)?分?)?"
)
_YEARS = (1990, 2100)
# A day as a spreadsheet counts it, where a cell lost its format: 45231.5 is noon of 2023-11-01.
_SERIAL = re.compile(r"\d{5}(?:\.\d+)?")
_SERIAL_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a wall clock's; its zone is added with the others
_STATUSES = {
    # Taobao and Tmall
    "没有创建支付宝交易": OrderStatus.UNPAID,
    "等待买家付款": OrderStatus.UNPAID,
    "买家已付款，等待卖家发货": OrderStatus.PAID,
    "等待卖家发货": OrderStatus.PAID,
    "买家已付款": OrderStatus.PAID,
    "卖家部分发货": OrderStatus.PART_SHIPPED,
    "卖家已发货，等待买家确认": OrderStatus.SHIPPED,
    "卖家已发货": OrderStatus.SHIPPED,
    "买家已签收": OrderStatus.SIGNED,
    "交易成功": OrderStatus.FINISHED,
    "交易关闭": OrderStatus.CLOSED,
    "交易被淘宝关闭": OrderStatus.CLOSED,
    # JD
    "等待付款": OrderStatus.UNPAID,
    "等待出库": OrderStatus.PAID,
    "等待确认收货": OrderStatus.SHIPPED,
    "完成": OrderStatus.FINISHED,
    "已取消": OrderStatus.CLOSED,
    # Pinduoduo
    "待支付": OrderStatus.UNPAID,
    "待发货": OrderStatus.PAID,
    "已发货，待签收": OrderStatus.SHIPPED,
    "已发货，待收货": OrderStatus.SHIPPED,
    "已签收": OrderStatus.SIGNED,
    "已收货": OrderStatus.FINISHED,
    # other shops and the programs that manage them
    "待付款": OrderStatus.UNPAID,
    "未付款": OrderStatus.UNPAID,
    "已付款": OrderStatus.PAID,
    "备货中": OrderStatus.PAID,
    "部分发货": OrderStatus.PART_SHIPPED,
    "已发货": OrderStatus.SHIPPED,
    "待收货": OrderStatus.SHIPPED,
    "已完成": OrderStatus.FINISHED,
    "已关闭": OrderStatus.CLOSED,
}


_GIVEN_BACK = "，退款成功"  # Pinduoduo's: how far an order came before
# Platforms and years word what led to a status differently, and the status itself, which comes last, alike.
_REFUND_ENDINGS = {
    "待卖家同意": RefundStatus.ASKED,
    "待卖家处理": RefundStatus.ASKED,
    "待商家处理": RefundStatus.ASKED,
    "退款待处理": RefundStatus.ASKED,
    "待买家退货": RefundStatus.TO_RETURN,
    "待买家发货": RefundStatus.TO_RETURN,
    "待用户发货": RefundStatus.TO_RETURN,
    "卖家确认收货": RefundStatus.RETURNED,
    "商家确认收货": RefundStatus.RETURNED,
    "待商家收货": RefundStatus.RETURNED,
    "退货完成，待退款": RefundStatus.RETURNED,
    "卖家拒绝": RefundStatus.REFUSED,
    "拒绝退款": RefundStatus.REFUSED,
    "拒绝确认收货": RefundStatus.REFUSED,
    "待买家修改": RefundStatus.REFUSED,
    "待买家处理": RefundStatus.REFUSED,
    "待用户处理": RefundStatus.REFUSED,
    "退款成功": RefundStatus.DONE,
    "已退款": RefundStatus.DONE,
    "退款关闭": RefundStatus.CLOSED,
    "退款失败": RefundStatus.CLOSED,
    "售后关闭": RefundStatus.CLOSED,
    "售后取消": RefundStatus.CLOSED,
    "买家撤销": RefundStatus.CLOSED,
}


class CellError(ValueError):
    """A cell that can't be what its column says: code and facts for a face, and an English sentence."""

    def __init__(self, code: str, reason: str, **facts: str) -> None:
        super().__init__(reason)
        self.code = code
        self.facts = facts


def text(cell: str) -> str:
    """Give the words of a cell without what a program wrapped around them: blanks, tabs, ``="…"``."""
    if not cell:
        return cell
    value = cell.strip()
    if value[:2] == '="' and value[-1] == '"' and len(value) > 2:
        value = value[2:-1].strip()
    return value if value.isprintable() else clean(value)


# For columns that say one of few things: the answer is looked up, and its text kept once.
word = lru_cache(maxsize=2_000)(text)


def digits(cell: str) -> str:
    """Give a phone or waybill number without the apostrophe that keeps a spreadsheet from rounding it.

    :raises CellError: if a spreadsheet program has already turned it into a rounded number.
    """
    bare = cell.strip(_WRAPPINGS)
    if not bare or (bare.isalnum() and bare.isascii()):
        return bare
    value = text(cell).lstrip(_APOSTROPHES).strip()
    if not value.isalnum() and _DAMAGED.fullmatch(value):
        raise CellError(
            "damaged_number",
            f"“{value}” was rounded by a spreadsheet program and its digits are lost; export again as text",
            cell=value,
        )
    return value


def waybill(cell: str) -> str:
    """Give a parcel's number, or several, without the "No:" that older lists write before each.

    :raises CellError: as :func:`digits` does.
    """
    value = digits(cell)
    return _NO.sub("", value) if value[:2].casefold() == "no" else value


def identifier(cell: str) -> str:
    """Give an order's or product's number.

    :raises CellError: if it was rounded by a spreadsheet program, or holds what no number holds.
    """
    value = digits(cell).lstrip("=")
    if not value.isdigit() and value and not _IDENTIFIER.fullmatch(value):
        raise CellError("bad_number", f"“{value}” is no number of an order or product", cell=value)
    return value


@lru_cache(maxsize=20_000)
def money(cell: str) -> Money | None:
    """Give an amount, or nothing for an empty cell.

    :raises CellError: if it is no amount in yuan and fen.
    """
    yuan, point, fen = cell.partition(".")
    if point and len(fen) == 2 and len(yuan) < 12 and (yuan + fen).isdigit() and cell.isascii():
        return Money(int(yuan + fen))
    value = "".join(unicodedata.normalize("NFKC", text(cell)).split())
    if value in _NOTHING:
        return None
    try:
        return Money.parse(value if _AMOUNT.fullmatch(value) else "")
    except ValueError:
        raise CellError("bad_amount", f"“{value}” is no amount in yuan and fen", cell=value) from None


@lru_cache(maxsize=5_000)
def count(cell: str) -> int | None:
    """Give a whole number of pieces, or nothing for an empty cell.

    :raises CellError: if it is no whole number, or below zero.
    """
    value = unicodedata.normalize("NFKC", text(cell))
    if value in _NOTHING:
        return None
    found = _COUNT.fullmatch(value)
    if not found:
        raise CellError("bad_count", f"“{value}” is no whole number", cell=value)
    return int(found[1].replace(",", ""))


def moment(cell: str) -> datetime | None:
    """Give a time of the shop, or nothing for an empty cell; a time without an offset is Shanghai's.

    :raises CellError: if there is no such time.
    """
    try:
        time = datetime.fromisoformat(cell)
    except ValueError:
        return _moment_written_otherwise(cell)
    if time.tzinfo is None and _YEARS[0] <= time.year <= _YEARS[1]:
        return datetime.combine(time, time.time(), SHANGHAI)  # as replace() does, many times as fast
    return _moment_written_otherwise(cell)


@lru_cache(maxsize=5_000)
def _moment_written_otherwise(cell: str) -> datetime | None:
    value = text(cell)
    if value in _NOTHING:
        return None
    found = _MOMENT.fullmatch(value)
    try:
        if _SERIAL.fullmatch(value):
            return _sensible(_SERIAL_ZERO + timedelta(seconds=round(float(value) * 86_400)))
        if not found:
            return _sensible(datetime.fromisoformat(value))
        year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
        return _sensible(datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI))
    except ValueError:
        raise CellError("bad_time", f"“{value}” is no date and time", cell=value) from None


def earliest(cell: str) -> datetime | None:
    """Give the earliest of the times a cell names, or nothing for an empty one.

    Each item of an order has its own: ``子订单3300000000000000001： 2026-06-11 22:17前 ; ``.

    :raises CellError: if it names none, or one that there can't be.
    """
    times = [time for found in _MOMENT.finditer(cell) if (time := moment(found[0]))]
    return min(times) if times else moment(cell)


def _sensible(time: datetime) -> datetime:
    if not _YEARS[0] <= time.year <= _YEARS[1]:
        raise ValueError(time)  # among them the 0001-01-01 of programs that had none
    return time.replace(tzinfo=SHANGHAI) if time.tzinfo is None else time.astimezone(SHANGHAI)


@lru_cache(maxsize=1_000)
def status_words(cell: str) -> str:
    """Give the platform's own wording of a status, with the full-width comma whichever was written."""
    return "，".join(part.strip() for part in text(cell).replace(",", "，").split("，"))


@lru_cache(maxsize=1_000)
def order_status(cell: str) -> OrderStatus | None:
    """Give what the wording of a status means, or nothing for an empty cell."""
    words = status_words(cell)
    if words.endswith(_GIVEN_BACK):
        return OrderStatus.CLOSED
    return _STATUSES.get(words, OrderStatus.OTHER) if words else None


@lru_cache(maxsize=1_000)
def refund_status(cell: str) -> RefundStatus | None:
    """Give what the wording of a refund's status means, or nothing for an empty cell."""
    words = status_words(cell)
    if not words:
        return None
    met = (status for ending, status in _REFUND_ENDINGS.items() if words.endswith(ending))
    return next(met, RefundStatus.OTHER)


def either(yes: Collection[str], no: Collection[str]) -> Callable[[str], bool | None]:
    """Make a converter of cells that say one of two things; nothing for an empty cell or other words."""

    def converted(cell: str) -> bool | None:
        said = word(cell)
        return True if said in yes else False if said in no else None

    return converted


@lru_cache(maxsize=20_000)
def pairs(cell: str) -> Pairs:
    """Give the properties of a kind: ``颜色分类：米白;尺码:M`` as pairs of name and value."""
    found: list[tuple[str, str]] = []
    for part in re.split("[;；]", text(cell)):
        name, colon, value = part.replace("：", ":", 1).partition(":")
        if colon and name.strip():
            found.append((name.strip(), value.strip()))
        elif found and part.strip():  # a semicolon inside a value
            found[-1] = (found[-1][0], f"{found[-1][1]};{part.strip()}")
    return tuple(found)


def needed(convert: Converter) -> Converter:
    """Make a converter that refuses an empty cell."""

    def converted(cell: str) -> object:
        value = convert(cell)
        if value is None or value == "":
            raise CellError("missing", "the cell is empty, and the line means nothing without it")
        return value

    return converted
