"""Privacy: what belongs to the orders of other accounts, in any spelling, in a draft to this buyer."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module

from guitai.engines.rulebook.addresses import Address, parts
from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Digits, Draft
from guitai.engines.rulebook.facts import Facts, OrderFacts
from guitai.engines.rulebook.types import Hit
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import one_by_one

_DOUBLE_SURNAMES = (
    "欧阳",
    "司马",
    "诸葛",
    "上官",
    "皇甫",
    "尉迟",
    "公孙",
    "慕容",
    "令狐",
    "司徒",
    "端木",
    "东方",
)
_TITLES = ("先生", "女士", "小姐", "太太", "老师", "大哥", "大姐", "阿姨", "叔叔", "同学")
_TAIL = re.compile(r"(?:尾号|末尾|[后末]四位|[后末]4位|最后四位|最后4位|结尾|尾数)(?:数字)?(?:是|为|:)*$")
_MASKED = re.compile(r"([a-z]{0,3}\d{2,})[*x#]{2,}(\d{2,4})")
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_SPELLED = re.compile("[a-z]{6}")
_HOUSE = re.compile(r"[0-9零一二三四五六七八九十百]+(?:号楼|号|弄|栋|幢|单元|室|-|[0-9])*")
# Where the shop says its own address.
_OURS = ("退货", "寄回", "退回", "仓库", "发货地", "我们")
_LEAST_DIGITS = 7  # of a phone that is told in part
_LEAST_NUMBER = 8  # of a waybill or an order number
_LEAST_PINYIN = 6


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


@lru_cache(maxsize=1024)
def _belongings(orders: tuple[OrderFacts, ...]) -> _Belongings:
    return _Belongings(
        names=frozenset(_plain(one.receiver) for one in orders if one.receiver),
        phones=frozenset(_digits(one.phone) for one in orders if one.phone),
        addresses=frozenset(parts(one.address) for one in orders if one.address),
        numbers=frozenset(_plain(one.tracking) for one in orders if one.tracking),
        orders=frozenset(one.id for one in orders if one.id),
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
    others_orders = facts.others_orders
    if not others_orders:
        return
    others, own = _belongings(others_orders), _belongings(facts.own_orders)
    finders = {
        "name": _names,
        "phone": _phones,
        "address": _addresses,
        "tracking": _numbers,
        "order": _order_numbers,
        "account": _accounts,
    }
    for part in settings.parts:
        yield from finders[part](draft, others, own)


def _names(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    for name in others.names - own.names:
        yield from _everywhere(draft.text, name)
        yield from _in_other_script(draft, name)
        if not any(mine.startswith(_surname(name)) for mine in own.names):
            if _surname(name) in draft.text:
                for title in _TITLES:
                    yield from _everywhere(draft.text, _surname(name) + title)
            yield from _masked_name(draft, name)


def _surname(name: str) -> str:
    return name[:2] if name.startswith(_DOUBLE_SURNAMES) else name[:1]


def _in_other_script(draft: Draft, name: str) -> Iterator[Hit]:
    """Find a name in pinyin, or with a digit for a numeral in it (张3)."""
    as_digits = one_by_one(name)
    if as_digits != name:
        yield from _everywhere(draft.as_digits, as_digits)
    if _SPELLED.search(draft.text):
        spelled = _pinyin(name)
        if len(spelled) >= _LEAST_PINYIN:
            yield from _everywhere(draft.text, spelled)


@lru_cache(maxsize=4096)
def _pinyin(name: str) -> str:
    # Loading the dictionary takes longer than everything else here, and hardly a draft needs it.
    return "".join(import_module("pypinyin").lazy_pinyin(name))


def _masked_name(draft: Draft, name: str) -> Iterator[Hit]:
    """Find 王**, 王*明 and *小明 for 王小明, in the draft as written: stars are left out of the text."""
    written = draft.plain.written
    if len(name) == 1 or not any(mark in written for mark in "*＊某×"):
        return
    surname, rest, last = _surname(name), name[len(_surname(name)) :], name[-1]
    hidden = r"[*＊某×xX]"
    masked = rf"{surname}{hidden}{{1,3}}{re.escape(last)}?|{hidden}{{1,2}}{re.escape(rest)}"
    for found in re.finditer(masked, written):
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span, written=found.span())


def _phones(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    phones = others.phones - own.phones
    for run in draft.digits:
        if (
            any(_tells(run.value, phone) for phone in phones)
            and not any(_tells(run.value, mine) for mine in own.phones)
        ) or _told_as_tail(draft, run, phones, own.phones):
            yield Hit(run.start, run.end)
    yield from _masked_numbers(draft, phones, own.phones)


def _masked_numbers(draft: Draft, theirs: Iterable[str], own: Iterable[str]) -> Iterator[Hit]:
    """Find 138****0001 and YT22****4567."""
    for found in _MASKED.finditer(draft.text):
        if _fits(found, theirs) and not _fits(found, own):
            yield Hit(found.start(), found.end())


def _tells(digits: str, phone: str) -> bool:
    return (len(phone) >= _LEAST_DIGITS and phone in digits) or (
        len(digits) >= _LEAST_DIGITS and digits in phone
    )


def _fits(masked: re.Match[str], numbers: Iterable[str]) -> bool:
    return any(number.startswith(masked[1]) and number.endswith(masked[2]) for number in numbers)


def _told_as_tail(draft: Draft, run: Digits, theirs: Iterable[str], own: Iterable[str]) -> bool:
    """Say whether the number is told as the end of theirs: 尾号 0001."""
    return (
        bool(_TAIL.search(draft.text[max(0, run.start - 8) : run.start]))
        and any(number.endswith(run.value) for number in theirs)
        and not any(number.endswith(run.value) for number in own)
    )


def _numbers(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    for number in others.numbers - own.numbers:
        yield from _everywhere(draft.text, number)
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
                for hit in _everywhere(text, place):
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
    for found in re.finditer(pattern, text):
        said = draft.sentence(found.start(), found.end())
        if not any(word in said for word in _OURS):
            yield Hit(found.start(), found.end())


def _accounts(draft: Draft, others: _Belongings, own: _Belongings) -> Iterator[Hit]:
    written = draft.plain.written.translate(_FULL_WIDTH).lower()
    for account in others.accounts - own.accounts:
        if account.lower() in written or "**" in written:
            yield from _account(draft, written, account)
        spelled = _plain(account)
        if len(spelled) >= _LEAST_PINYIN:
            yield from _everywhere(draft.text, spelled)


def _account(draft: Draft, written: str, account: str) -> Iterator[Hit]:
    whole = account.lower()
    hidden = rf"{re.escape(whole[0])}\*{{2,}}{re.escape(whole[-1])}"
    for found in re.finditer(rf"(?<![a-z0-9_])(?:{re.escape(whole)}|{hidden})(?![a-z0-9_])", written):
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span)


def _everywhere(text: str, part: str) -> Iterator[Hit]:
    at = text.find(part) if part else -1
    while at >= 0:
        yield Hit(at, at + len(part))
        at = text.find(part, at + len(part))
