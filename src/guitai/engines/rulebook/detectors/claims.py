"""Misdescription: what a draft says of a product against what the product's facts say."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.drafts import Draft, longest
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.lexicon import Span
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

_WHOLE = Decimal(100)
_WHOLLY = re.compile(r"(?:百分之([一二三四五六七八九十百]+)|百分百|十足|纯|全部是|全|净)的?纯?$")
_SHARE_BEFORE = re.compile(r"(\d{1,3}(?:\.\d+)?)%的?纯?$")
_SHARE_AFTER = re.compile(r"(?:含量)?(?:是|有|为|占|达到?|高达|:)*(?:(\d{1,3}(?:\.\d+)?)%|百分百|百分之百)")
_IS = re.compile(r"(?:是|用的?是?|采用|选用|属于|做的|材质|面料|用料)[^,。!?;]{0,4}$")
_OF = re.compile(r"^(?:面料|材质|做的|的|料|制|成分|款)")
_FACT_SHARE = re.compile(r"(\d{1,3}(?:\.\d+)?)%")
_NUMBER_UNIT = re.compile(
    rf"({NUMBER})(mah|毫安|kg|公斤|千克|斤|克|g|cm|厘米|mm|毫米|米|m|ml|毫升|升|l|w|瓦|寸|英寸|支|片|粒|个月|年|天|层|倍)"
)
_SAME_UNIT = {"公斤": "kg", "千克": "kg", "克": "g", "厘米": "cm", "毫米": "mm", "米": "m"}
_SAME_UNIT |= {"毫升": "ml", "升": "l", "瓦": "w", "毫安": "mah", "英寸": "寸"}
_MATERIAL_FACTS = ("材质", "面料", "成分", "材料", "里料", "填充物", "鞋面材质", "帮面材质")
_COLOUR_FACTS = ("颜色", "色号", "颜色分类")
_ORIGIN_FACTS = ("产地", "原产地", "生产地", "发源地")
_NOT_FACTS = ("不支持", "不可", "不能", "禁止", "不适用", "没有")
_LIST = re.compile(r"[、,，;；/\s和或及]+")


Fact = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """``about``: which of material, colour, origin, unsupported and figure to compare."""

    about: tuple[str, ...] = ("material", "colour", "origin", "unsupported", "figure")


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of a product as claims are compared with them; the texts of colour and origin normalised."""

    material: Fact | None
    colour: tuple[Fact, str] | None
    origin: tuple[Fact, str] | None
    unsupported: tuple[tuple[str, Fact], ...]
    figures: tuple[tuple[str, frozenset["_Figure"], Fact], ...]


@lru_cache(maxsize=1024)
def _known(facts: tuple[Fact, ...]) -> _Known:
    by_name = dict(facts)

    def first(names: tuple[str, ...]) -> Fact | None:
        return next(((name, by_name[name]) for name in names if name in by_name), None)

    colour, origin = first(_COLOUR_FACTS), first(_ORIGIN_FACTS)
    figures = []
    for name, value in facts:
        found = frozenset(_figure(each) for each in _NUMBER_UNIT.finditer(normalise(value).text))
        if found and name not in _MATERIAL_FACTS:
            figures.append((name, found, (name, value)))
    return _Known(
        material=first(_MATERIAL_FACTS),
        colour=colour and (colour, normalise(colour[1]).text),
        origin=origin and (origin, normalise(origin[1]).text),
        unsupported=tuple(
            (thing, (name, value))
            for name, value in facts
            if name.startswith(_NOT_FACTS)
            for thing in filter(None, _LIST.split(normalise(value).text))
        ),
        figures=tuple(figures),
    )


@detector(
    "product_claim",
    ClaimSettings,
    sets=("materials", "colours", "places", "able", "made_in"),
    slots=("claimed", "name", "fact"),
)
def product_claim(draft: Draft, facts: Facts, settings: ClaimSettings) -> Iterator[Hit]:
    """Report a material, share, colour, origin, use or figure that the product's facts contradict."""
    if not facts.product.facts:
        return
    known = _known(tuple(facts.product.facts.items()))
    for about in settings.about:
        yield from _FINDERS[about](draft, known)


def _hit(start: int, end: int, draft: Draft, fact: Fact) -> Hit:
    return Hit(start, end, {"claimed": draft.text[start:end], "name": fact[0], "fact": fact[1]})


def _materials(draft: Draft, known: _Known) -> Iterator[Hit]:
    fact = known.material
    if fact is None or not draft.named("materials"):
        return
    shares = _shares(fact[1], draft.words("materials").kinds)
    if not shares:
        return
    for (start, end), material in draft.kinds("materials"):
        first, last = draft.around(start, end, Scope.CLAUSE)
        told = _told_share(draft, start, end)
        if told is not None:
            left, right, share = told
            if shares.get(material, Decimal(0)) not in {share, None}:
                yield _hit(left, right, draft, fact)
        elif material not in shares and (
            _IS.search(draft.text, first, start) or _OF.match(draft.text[end:last])
        ):
            yield _hit(start, end, draft, fact)


def _told_share(draft: Draft, start: int, end: int) -> tuple[int, int, Decimal] | None:
    """Give the share told of a material with its stretch: 95%棉, 棉95%, 纯棉; None if none is told."""
    first, last = draft.around(start, end, Scope.CLAUSE)
    if (whole := _WHOLLY.search(draft.text, first, start)) is not None:
        return whole.start(), end, number(whole[1]) or _WHOLE if whole[1] else _WHOLE
    before = _SHARE_BEFORE.search(draft.text, first, start)
    after = _SHARE_AFTER.match(draft.text, end, last)
    # In 棉95%氨纶5% the first share follows its material, and so do the others.
    share_first = before is not None and "%" in draft.text[first : draft.kinds("materials")[0][0][0]]
    if before is not None and (after is None or share_first):
        return (before.start(), end, Decimal(before[1])) if share_first else None
    if after is not None:
        return start, after.end(), Decimal(after[1] or _WHOLE)
    if end - start > 1 and draft.text[start] in "纯全":
        return start, end, _WHOLE
    return None


@lru_cache(maxsize=512)
def _shares(fact: str, kinds: tuple[tuple[str, str], ...]) -> dict[str, Decimal | None]:
    """Read 棉95% 氨纶5% or 95%棉+5%氨纶.

    A material without a share is the whole if it is alone, else nobody knows.
    """
    text = normalise(fact).text
    spans = longest(
        [(at.start(), at.end()) for word, _ in kinds for at in re.finditer(re.escape(word), text)]
    )
    spelled = dict(kinds)
    found = [(spelled[text[start:end]], start, end) for start, end in spans]
    numbers = [(share.start(), share.end(), Decimal(share[1])) for share in _FACT_SHARE.finditer(text)]
    shares: dict[str, Decimal | None] = {}
    share_first = bool(numbers) and bool(found) and numbers[0][0] < found[0][1]
    for at, (material, start, end) in enumerate(found):
        if len(numbers) == len(found):
            shares[material] = numbers[at][2]
        elif not numbers:
            shares[material] = _WHOLE if len(found) == 1 else None
        else:
            near = [
                n[2]
                for n in numbers
                if (n[1] <= start and start - n[1] <= 2 if share_first else 0 <= n[0] - end <= 3)
            ]
            shares[material] = near[0] if near else None
    return shares


def _colours(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.colour is None:
        return
    fact, ours = known.colour
    for start, end in longest(draft.named("colours")):
        said = draft.text[start:end]
        first, last = draft.around(start, end, Scope.CLAUSE)
        states = _STATES_COLOUR.search(draft.text, first, start) and _ENDS_COLOUR.match(draft.text[end:last])
        if states and said.removesuffix("色") not in ours:
            yield _hit(start, end, draft, fact)


_STATES_COLOUR = re.compile(r"(?:是|就是|颜色|有|为)[^,。!?;不]{0,3}$")
_ENDS_COLOUR = re.compile(r"^(?:的|款|色|哦|呢|哈|$)")


def _origins(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.origin is None or not draft.named("places"):
        return
    fact, ours = known.origin
    home = not any(place in ours for place, kind in draft.words("places").kinds if kind == "进口")
    for (start, end), kind in draft.kinds("places"):
        first, last = draft.around(start, end, Scope.CLAUSE)
        if not any(first <= left and right <= last for left, right in draft.named("made_in")):
            continue
        said = draft.text[start:end]
        agrees = (
            said in ours
            or (kind == "国产" and home)
            or (kind == "进口" and said.startswith(("进口", "国外")) and not home)
        )
        if not agrees:
            yield _hit(start, end, draft, fact)


def _unsupported(draft: Draft, known: _Known) -> Iterator[Hit]:
    """Find what the facts say does not go, said to go: 可以机洗 with 不支持: 机洗."""
    for thing, fact in known.unsupported:
        at = draft.text.find(thing)
        if at >= 0 and (span := _said_able(draft, at, at + len(thing))):
            yield _hit(*span, draft, fact)


def _said_able(draft: Draft, start: int, end: int) -> Span | None:
    first, last = draft.around(start, end, Scope.CLAUSE)
    for left, right in draft.named("able"):
        if first <= left and right <= last and (0 <= start - right <= 4 or 0 <= left - end <= 3):
            return min(left, start), max(right, end)
    return None


def _figures(draft: Draft, known: _Known) -> Iterator[Hit]:
    """Find a figure told for a fact by its name with another value: 重量是300克 with 重量: 250g."""
    for name, actual, fact in known.figures:
        at = draft.text.find(name)
        if at < 0:
            continue
        _, last = draft.around(at, at + len(name), Scope.CLAUSE)
        told = _NUMBER_UNIT.search(draft.text, at, last)
        if told is None:
            continue
        figure = _figure(told)
        if figure not in actual and figure[1] in {unit for _, unit in actual}:
            yield _hit(at, told.end(), draft, fact)


_Figure = tuple[Decimal | None, str]


def _figure(found: re.Match[str]) -> _Figure:
    value, unit = number(found[1]), _SAME_UNIT.get(found[2], found[2])
    if unit == "斤" and value is not None:
        return value / 2, "kg"
    return value, unit


_FINDERS: dict[str, Callable[[Draft, _Known], Iterator[Hit]]] = {
    "material": _materials,
    "colour": _colours,
    "origin": _origins,
    "unsupported": _unsupported,
    "figure": _figures,
}
