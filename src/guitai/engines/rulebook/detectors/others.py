"""Privacy: what belongs to the orders of other accounts, in any spelling, in a draft to this buyer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.rulebook.addresses import Address, parts
from guitai.engines.rulebook.detectors.names import everywhere, find_names
from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Digits, Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.keeping import kept_by_orders
from guitai.engines.rulebook.types import Hit
from guitai.kernel.normalised import normalise

_TAIL = re.compile(
    r"(?:尾号|末尾|结尾|尾数|后缀|[后末](?:面|边)?[四4几][个位]|最后[四4几][个位])(?:数字)?(?:是|为|:)*$"
)
_TAIL_LENGTH = 4
_TAIL_AFTER = ("结尾", "收尾", "尾号", "的尾号", "这个尾号")
_MASKED = re.compile(
    r"([a-z]{0,3}\d{2,}) ?[*x#]{2,} ?(\d{2,4})|([a-z]{0,3}\d{3,})[o.…·・•○●□_-]{2,}(\d{3,4})"
)
_ENDS_TOLD = re.compile(r"(\d{3,})(?:开头|打头|开始).{0,10}?(\d{3,4})")
_MASKED_ACCOUNT = re.compile(r"(?<![a-z0-9_])([a-z0-9_]+)\*{2,}([a-z0-9_]*)")
_MARKED = re.compile("[*x#]{2}|[o.…·・•○●□_-]{2}|开头|打头|开始")  # in every number told so
_PIECE = re.compile(r"\d{2,}(?:[ ._-]\d{2,})*")
_PIECES_APART = 14  # characters between two pieces of one number: 前面是138，中间是0000
_ASKED = ("电话", "手机", "号码", "尾号")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_HOUSE = re.compile(r"[0-9零一二三四五六七八九十百]+(?:号楼|号|弄|栋|幢|单元|室|-|[0-9])*")
# Where the shop says its own address.
_OURS = ("退货", "寄回", "退回", "仓库", "发货地", "我们")
# A district alone tells something where it is said to be the address of an order.
_GOES = ("地址", "寄到", "寄去", "送到", "发到", "收货", "收件", "留的", "那单", "这单")
_NOT_DIGIT = re.compile(r"\D")
_ANY_DIGIT = re.compile("[0-9]")
_LEAST_DIGITS = 7  # of a phone that is told in part
_LEAST_NUMBER = 8  # of a waybill or an order number
_LEAST_PINYIN = 6
_LEAST_SHOWN = 2  # characters of a masked account


@dataclass(frozen=True, slots=True)
class OthersSettings:
    """``parts``: which of name, phone, address, tracking, order and account to look for."""

    parts: tuple[str, ...] = ("name", "phone", "address", "tracking", "order", "account")


@dataclass(frozen=True, slots=True)
class _Belongings:
    """What identifies the people of some orders, as it is compared."""

    names: frozenset[str]
    phones: frozenset[str]
    addresses: frozenset[Address]
    numbers: frozenset[str]  # of parcels
    orders: frozenset[str]
    accounts: frozenset[str]


@kept_by_orders
def _of_both(facts: Facts) -> tuple[_Belongings | None, _Belongings]:
    """Give what belongs to others, None where there are none, and what to the buyer."""
    others = _belongings(facts.others_orders) if facts.others_orders else None
    return others, _belongings(facts.own_orders)


def _belongings(orders: tuple[OrderFacts, ...]) -> _Belongings:
    return _Belongings(
        names=frozenset(_plain(one.receiver) for one in orders if one.receiver),
        phones=frozenset(_digits(one.phone) for one in orders if one.phone),
        addresses=frozenset(parts(one.address) for one in orders if one.address),
        numbers=frozenset(_plain(one.tracking) for one in orders if one.tracking),
        orders=frozenset(_plain(one.id) for one in orders if one.id),
        accounts=frozenset(one.buyer for one in orders if one.buyer),
    )


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    return normalise(text).text.replace("-", "").replace(" ", "")


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", normalise(text).text)
    return digits[2:] if digits.startswith("86") and len(digits) > 11 else digits


@detector("others_data", OthersSettings)
def others_data(draft: Draft, facts: Facts, settings: OthersSettings) -> Iterator[Hit]:
    """Report names, phones, addresses, waybills, numbers and accounts of orders that are not this buyer's."""
    if not facts.orders:
        return
    others, own = _of_both(facts)
    if others is None:
        return
    has_digits = _ANY_DIGIT.search(draft.as_digits) is not None
    for part in settings.parts:
        finder, needs_digits = _FINDERS[part]
        if has_digits or not needs_digits:
            yield from finder(draft, others, own)
    if has_digits and "phone" in settings.parts:
        yield from _asked_tail(draft, facts, others.phones - own.phones, own.phones)


def _names(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    yield from find_names(draft, others.names, own.names)


def _phones(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    phones = others.phones - own.phones
    for run in draft.digits:
        if (
            any(_tells(run.value, phone) for phone in phones)
            and not any(_tells(run.value, mine) for mine in own.phones)
        ) or _told_as_tail(draft, run, phones, own.phones):
            yield Hit(run.start, run.end)
    yield from _masked_numbers(draft, phones, own.phones)
    yield from _in_pieces(draft, phones, own.phones)


def _asked_tail(draft: Draft, facts: Facts, theirs: Iterable[str], own: Iterable[str]) -> Iterator[Hit]:
    """Find the last digits of a phone where one is spoken of, here or in what the buyer asked: 后面是3456."""
    for run in draft.digits:
        if any(phone.endswith(run.value) for phone in theirs):
            spoken = draft.sentence(run.start, run.end) + facts.buyers_last
            if any(word in spoken for word in _ASKED) and not any(mine.endswith(run.value) for mine in own):
                yield Hit(run.start, run.end)


def _in_pieces(draft: Draft, theirs: Iterable[str], own: Iterable[str]) -> Iterator[Hit]:
    """Find seven digits or more of a phone told one piece after the other: 前面是138，中间0000，后面6621."""
    pieces = [
        (one.start(), one.end(), _NOT_DIGIT.sub("", one.group())) for one in _PIECE.finditer(draft.as_digits)
    ]
    for first, (start, reached, told) in enumerate(pieces):
        number, last = told, reached
        for next_start, end, more in pieces[first + 1 :]:
            if next_start - last > _PIECES_APART:
                break
            number, last = number + more, end
            if len(number) >= _LEAST_DIGITS and _part_of(number, theirs) and not _part_of(number, own):
                yield Hit(start, end)


def _masked_numbers(draft: Draft, theirs: Iterable[str], own: Iterable[str]) -> Iterator[Hit]:
    """Find 138****0001, YT22****4567 and 138开头，0001结尾."""
    if not _MARKED.search(draft.as_digits):
        return
    for pattern in (_MASKED, _ENDS_TOLD):
        for found in pattern.finditer(draft.as_digits):
            start, end = (part for part in found.groups() if part is not None)
            if _fits(start, end, theirs) and not _fits(start, end, own):
                yield Hit(found.start(), found.end())


def _tells(digits: str, phone: str) -> bool:
    return (len(phone) >= _LEAST_DIGITS and phone in digits) or (
        len(digits) >= _LEAST_DIGITS and digits in phone
    )


def _fits(start: str, end: str, whole: Iterable[str]) -> bool:
    return any(one.startswith(start) and one.endswith(end) for one in whole)


def _told_as_tail(draft: Draft, run: Digits, theirs: Iterable[str], own: Iterable[str]) -> bool:
    """Say whether the number is told as the end of theirs: 尾号 0001."""
    as_tail = draft.text.startswith(_TAIL_AFTER, run.end) or _TAIL.search(
        draft.text[max(0, run.start - 8) : run.start]
    )
    return (
        bool(as_tail)
        and any(number.endswith(run.value) for number in theirs)
        and not any(number.endswith(run.value) for number in own)
    )


def _numbers(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    for number in others.numbers - own.numbers:
        yield from everywhere(draft.text, number)
    yield from _long_numbers(draft, others.numbers, own.numbers)


def _order_numbers(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    yield from _long_numbers(draft, others.orders, own.orders)


def _long_numbers(draft: Draft, theirs: frozenset[str], own: frozenset[str]) -> Iterator[Hit]:
    """Find eight digits or more of a number, the number masked, or its end told as such."""
    yield from _masked_numbers(draft, theirs, own)
    for run in draft.digits:
        if len(run.value) >= _LEAST_NUMBER:
            if _part_of(run.value, theirs) and not _part_of(run.value, own):
                yield Hit(run.start, run.end)
        elif _told_as_tail(draft, run, theirs, own):
            yield Hit(run.start, run.end)


def _part_of(digits: str, numbers: Iterable[str]) -> bool:
    return any(digits in number or (len(number) >= _LEAST_NUMBER and number in digits) for number in numbers)


def _addresses(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    text = draft.as_digits
    own_places = {place for address in own.addresses for place in address.places}
    own_areas = {area for address in own.addresses for area in address.areas}
    for address in others.addresses:
        for place in address.places:
            if place not in own_places:
                for hit in everywhere(text, place):
                    house = _HOUSE.match(draft.text, hit.end)
                    yield Hit(hit.start, house.end() if house else hit.end)
        if len(address.areas) > 1 and address.areas[-1] not in own_areas:
            yield from _area(draft, text, address)


def _area(draft: Draft, text: str, address: Address) -> Iterator[Hit]:
    """Find a district told with its city or province; a city alone tells nothing."""
    *larger, smallest = address.areas
    if smallest not in text:
        return
    above = f"(?:{'|'.join(map(re.escape, larger))})"
    below = re.escape(smallest)
    pattern = rf"{above}[省市]?.{{0,6}}?{below}[区县市旗]?|{below}[区县市旗].{{0,12}}?{above}"
    alone = rf"{below}[区县旗]"
    for found in re.finditer(f"{pattern}|{alone}", text):
        said = draft.sentence(found.start(), found.end())
        if any(word in said for word in _OURS):
            continue
        if any(area in found.group() for area in larger) or any(word in said for word in _GOES):
            yield Hit(found.start(), found.end())


def _accounts(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    written = draft.plain.written.translate(_FULL_WIDTH).lower()
    if "**" in written:
        yield from _masked_accounts(draft, written, others.accounts, own.accounts)
    for account in others.accounts - own.accounts:
        if account.lower() in written or "**" in written:
            yield from _account(draft, written, account)
        spelled = _plain(account)
        if len(spelled) >= _LEAST_PINYIN:
            yield from everywhere(draft.text, spelled)


def _account(draft: Draft, written: str, account: str) -> Iterator[Hit]:
    whole = account.lower()
    hidden = rf"{re.escape(whole[0])}\*{{2,}}{re.escape(whole[-1])}"
    for found in re.finditer(rf"(?<![a-z0-9_])(?:{re.escape(whole)}|{hidden})(?![a-z0-9_])", written):
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span)


def _masked_accounts(draft: Draft, written: str, theirs: Iterable[str], own: Iterable[str]) -> Iterator[Hit]:
    """Find tb***01 and tb_al*** for tb_alpha01."""
    others, mine = [one.lower() for one in theirs], [one.lower() for one in own]
    for found in _MASKED_ACCOUNT.finditer(written):
        start, end = found.groups()
        told = [one for one in others if _fits(start, end, [one]) and _shows(start, end, one)]
        if told and not _fits(start, end, mine) and (span := draft.from_written(*found.span())):
            yield Hit(*span, written=found.span())


def _shows(start: str, end: str, account: str) -> bool:
    """Say whether enough of an account is left to know it by: both ends, or half of it."""
    return (bool(end) and len(start + end) >= _LEAST_SHOWN) or 2 * len(start) >= len(account)


# What looks for each part, and whether it can be told without a digit.
_FINDERS = {
    "name": (_names, False),
    "phone": (_phones, True),
    "address": (_addresses, False),
    "tracking": (_numbers, True),
    "order": (_order_numbers, True),
    "account": (_accounts, False),
}
