"""Misdescription: what a draft says of a product against what the product's facts say."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from guitai.engines.rulebook.detectors.denials import Fact, Others, denied, said_other, said_so, shut_out
from guitai.engines.rulebook.detectors.figures import Ages, Measure, ages, measures, wrong_age, wrong_figures
from guitai.engines.rulebook.detectors.ingredients import Ingredients, denied_ingredients, ingredients
from guitai.engines.rulebook.detectors.materials import denied_materials, wrong_materials
from guitai.engines.rulebook.detectors.registry import detector
from guitai.engines.rulebook.detectors.sizes import known_sizes, unknown_sizes
from guitai.engines.rulebook.detectors.years import Years, wrong_years, years
from guitai.engines.rulebook.drafts import Draft, longest
from guitai.engines.rulebook.facts import Facts
from guitai.engines.rulebook.types import Hit, Scope
from guitai.kernel.normalised import normalise

_MATERIAL_FACTS = (
    "材质",
    "面料",
    "成分",
    "材料",
    "里料",
    "填充物",
    "填充",
    "内胆",
    "内胆材质",
    "鞋面材质",
    "帮面材质",
    "面料成分",
)
_COLOUR_FACTS = ("颜色", "色号", "颜色分类")
_ORIGIN_FACTS = ("产地", "原产地", "生产地", "发源地")
_SIZE_FACTS = ("尺码", "码数", "鞋码", "尺码范围", "可选尺码")


@dataclass(frozen=True, slots=True)
class ClaimSettings:
    """``about``: material, colour, origin, unsupported, other, figure, age, ingredient, size, year."""

    about: tuple[str, ...] = (
        "material",
        "colour",
        "origin",
        "unsupported",
        "other",
        "figure",
        "age",
        "ingredient",
        "size",
        "year",
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """The facts of a product as claims are compared with them; the texts of colour and origin normalised."""

    materials: tuple[Fact, ...]
    colour: tuple[Fact, str] | None
    origin: tuple[Fact, str] | None
    unsupported: tuple[tuple[str, Fact], ...]
    others: Others
    figures: tuple[Measure, ...]
    ages: Ages | None
    ingredients: Ingredients | None
    sizes: tuple[Fact, frozenset[str]] | None
    years: tuple[Years, ...]


@lru_cache(maxsize=1024)
def _known(facts: tuple[Fact, ...]) -> _Known:
    by_name = dict(facts)

    def first(names: tuple[str, ...]) -> Fact | None:
        return next(((name, by_name[name]) for name in names if name in by_name), None)

    colour, origin, size = first(_COLOUR_FACTS), first(_ORIGIN_FACTS), first(_SIZE_FACTS)
    return _Known(
        materials=tuple(
            (name, by_name[name])
            for name in dict.fromkeys((*_MATERIAL_FACTS, *(n for n in by_name if n.endswith("材质"))))
            if name in by_name
        ),
        colour=colour and (colour, normalise(colour[1]).text),
        origin=origin and (origin, normalise(origin[1]).text),
        unsupported=denied(facts),
        others=shut_out(facts),
        figures=measures(facts),
        ages=ages(facts),
        ingredients=ingredients(facts),
        sizes=size and (size, known_sizes(size[1])),
        years=years(facts),
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
    for start, end, fact in wrong_materials(draft, known.materials):
        yield _hit(start, end, draft, fact)
    for start, end, fact in denied_materials(draft, known.materials):
        yield _hit(start, end, draft, fact)


def _colours(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.colour is None:
        return
    fact, ours = known.colour
    for start, end in longest(draft.named("colours")):
        said = draft.text[start:end]
        first, last = draft.around(start, end, Scope.CLAUSE)
        rest = draft.text[end:last]
        states = (_STATES_COLOUR.search(draft.text, first, start) and _ENDS_COLOUR.match(rest)) or (
            _OFFERED.match(rest) or _TAKE_COLOUR.search(draft.text, first, start)
        )
        if states and not _ANY_COLOUR.search(ours) and said.removesuffix("色") not in ours:
            yield _hit(start, end, draft, fact)


_STATES_COLOUR = re.compile(r"(?:是|就是|颜色|有|为)[^,。!?;不]{0,3}$")
_OFFERED = re.compile(
    r"的?(?:款|色)?(?:也|都|还|是|这边|我们)?(?:有(?!点|些|人|个|时|过|问|没|无|色|货.?通)|能拍|可以拍|现货|不缺)"
)
_TAKE_COLOUR = re.compile(r"(?<!不)(?:备注|拍|选|下单)(?:一下|个|的)?$")
_ANY_COLOUR = re.compile("图|多色|随机|其他|混色|多种|定制")
_ENDS_COLOUR = re.compile(r"^(?:的|款|色|哦|呢|哈|$)")


def _origins(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.origin is None or not draft.named("places"):
        return
    fact, ours = known.origin
    home = not any(place in ours for place, kind in draft.words("places").kinds if kind == "进口")
    for (start, end), kind in draft.kinds("places"):
        first, last = draft.around(start, end, Scope.CLAUSE)
        if not any(first <= left and right <= last for left, right in draft.named("made_in")) and not (
            kind == "进口" and _FROM_ABROAD.search(draft.text, end, last)
        ):
            continue
        said = draft.text[start:end]
        agrees = (
            said in ours
            or (kind == "国产" and home)
            or (kind == "进口" and said.startswith(("进口", "国外")) and not home)
        )
        if not agrees:
            yield _hit(start, end, draft, fact)


_FROM_ABROAD = re.compile(
    "空运|海运|直运|漂洋过海|运[过回]来|进的货?(?:$|的|哦|呢)|那边(?:过来|来|运来|进)的?(?=[哦呢哈啊,。!]|$)"
)


def _unsupported(draft: Draft, known: _Known) -> Iterator[Hit]:
    """Find what the facts deny, said all the same: 可以机洗 with 不支持: 机洗."""
    for thing, fact in known.unsupported:
        if span := said_so(draft, thing, "able"):
            yield _hit(*span, draft, fact)


def _others(draft: Draft, known: _Known) -> Iterator[Hit]:
    for start, end, fact in said_other(draft, known.others):
        yield _hit(start, end, draft, fact)


def _sizes(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.sizes is None:
        return
    fact, sizes = known.sizes
    for start, end in unknown_sizes(draft, sizes):
        yield _hit(start, end, draft, fact)


def _figures(draft: Draft, known: _Known) -> Iterator[Hit]:
    for start, end, fact in wrong_figures(draft, known.figures):
        yield _hit(start, end, draft, fact)


def _years(draft: Draft, known: _Known) -> Iterator[Hit]:
    for start, end, fact in wrong_years(draft, known.years):
        yield _hit(start, end, draft, fact)


def _ages(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.ages is not None:
        for start, end, fact in wrong_age(draft, known.ages):
            yield _hit(start, end, draft, fact)


def _ingredients(draft: Draft, known: _Known) -> Iterator[Hit]:
    if known.ingredients is not None:
        for start, end in denied_ingredients(draft, known.ingredients):
            yield _hit(start, end, draft, known.ingredients.fact)


_FINDERS: dict[str, Callable[[Draft, _Known], Iterator[Hit]]] = {
    "material": _materials,
    "colour": _colours,
    "origin": _origins,
    "unsupported": _unsupported,
    "other": _others,
    "figure": _figures,
    "age": _ages,
    "ingredient": _ingredients,
    "size": _sizes,
    "year": _years,
}
