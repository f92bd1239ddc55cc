"""Model years a draft says a product fits, against its facts: 22款能用 with 适用车型: 2015-2019款."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.engines.rulebook.detectors.denials import Fact
from guitai.engines.rulebook.drafts import Draft
from guitai.kernel.normalised import normalise

_YEAR = r"(?<!\d)((?:19|20)?\d{2})"
_NAMES = re.compile("车型|年款|年份|适配|车系|适用|不支持")
_SPAN = re.compile(rf"{_YEAR}(?:款|年)?[-~—至到]+{_YEAR}(?:年款|款|年)")
_OPEN = re.compile(rf"{_YEAR}(?:年款|款|年)(?:及|以|之|或)*(?:(?P<from>后|上|起)|(?P<until>前))")
_FITS = re.compile(
    rf"(?<![\d第了用过做放存开穿]){_YEAR}(?:年款|款|年)的?(?:车子?|车型|新款|老款)?(?:也|都|是|就|完全|一样|照样|,)*"
    r"(?:可以[装用上]|能[装用上](?!不)|可用|可装|通用|适用|适配|匹配|直接[拍装上]|放心[拍装]|没问题|装得[上了]|用得[上了]|[装用]没问题)"
)
_CENTURY, _PIVOT = 100, 50


@dataclass(frozen=True, slots=True)
class Years:
    """From and up to which model year a product fits, with the fact; no end is None."""

    first: int | None
    last: int | None
    fact: Fact


def years(facts: tuple[Fact, ...]) -> tuple[Years, ...]:
    """Read 15-19款, 2019款以后; what is not supported (20款以后) leaves the years before or after it."""
    found = []
    for name, value in facts:
        if not _NAMES.search(name):
            continue
        text, fact = normalise(value).text, (name, value)
        spans = list(_SPAN.finditer(text))
        if name.startswith("不"):
            found += [_without(each, fact) for each in _OPEN.finditer(text)]
        elif len(spans) == 1:
            found.append(Years(_full(spans[0][1]), _full(spans[0][2]), fact))
        elif not spans and (opens := list(_OPEN.finditer(text))) and len(opens) == 1:
            year = _full(opens[0][1])
            found.append(Years(year, None, fact) if opens[0]["from"] else Years(None, year, fact))
    return tuple(found)


def wrong_years(draft: Draft, known: tuple[Years, ...]) -> Iterator[tuple[int, int, Fact]]:
    """Find a model year the product is said to fit and does not."""
    for found in _FITS.finditer(draft.text) if known else ():
        if "另" in draft.sentence(*found.span()):
            continue  # another link fits: 20款可以装，拍另外一个链接
        year = _full(found[1])
        for each in known:
            if (each.first is not None and year < each.first) or (each.last is not None and year > each.last):
                yield found.start(), found.end(), each.fact
                break


def _without(found: re.Match[str], fact: Fact) -> Years:
    year = _full(found[1])
    return Years(None, year - 1, fact) if found["from"] else Years(year + 1, None, fact)


def _full(year: str) -> int:
    """Give 15 as 2015 and 98 as 1998."""
    told = int(year)
    if told >= _CENTURY:
        return told
    return told + (1900 if told >= _PIVOT else 2000)
