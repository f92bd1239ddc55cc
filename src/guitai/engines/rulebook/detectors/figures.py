"""Figures told of a product against those of its facts: 重量是300克, 三年质保, 充满用半个月, 一岁就能玩."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from guitai.engines.rulebook.detectors.denials import Fact
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.types import Scope
from guitai.kernel.normalised import normalise
from guitai.kernel.numerals import NUMBER, number

_UNIT = (
    "mah|毫安时?|kg|公斤|千克|斤|克|g|cm|厘米|mm|毫米|米|ml|m|毫升|升|l|w|瓦|寸|英寸|支|片|粒|颗|抽|包|块|"
    "个月|个星期|个礼拜|星期|礼拜|周|年|整?天|个?小时|分钟|层|倍|%"
)
_NUMBER_UNIT = re.compile(rf"({NUMBER})(?:多|来|几)?({_UNIT})(半)?")
# What one of a unit is in the unit figures are compared in; a year is twelve months of thirty days.
_MONTH = 30 * 24 * 60
_UNITS = {"斤": ("g", 500), "公斤": ("g", 1000), "千克": ("g", 1000), "kg": ("g", 1000), "克": ("g", 1)}
_UNITS |= {"升": ("ml", 1000), "l": ("ml", 1000), "毫升": ("ml", 1), "米": ("mm", 1000), "m": ("mm", 1000)}
_UNITS |= {"厘米": ("mm", 10), "cm": ("mm", 10), "毫米": ("mm", 1), "瓦": ("w", 1)}
_UNITS |= {"毫安": ("mah", 1), "毫安时": ("mah", 1), "英寸": ("寸", 1)}
_UNITS |= {
    "年": ("分钟", 12 * _MONTH),
    "个月": ("分钟", _MONTH),
    "天": ("分钟", 1440),
    "整天": ("分钟", 1440),
}
_UNITS |= dict.fromkeys(("周", "星期", "礼拜", "个星期", "个礼拜"), ("分钟", 7 * 1440))
_UNITS |= {"小时": ("分钟", 60), "个小时": ("分钟", 60)}
_TIMES_APART = 50  # 365 days are a year, too: a fiftieth does not count
_SAME_NAMES = ({"质保", "保修", "质保期", "保修期"}, {"净重", "重量", "净含量"}, {"净含量", "容量"})
_MATERIALS = ("材质", "面料", "成分", "材料")
# Between a fact's name and the figure told for it: 重量是, 续航能用, 保修一共.
_TOLD = re.compile(
    "(?:是|为|有|:|时间|期|期限|大概|大约|约|差不多|可以|能|能用|可用|到|达|高达|长达|足足|都|就|也|的|一共|总共|一般)*"
)
_NOT_TOLD = re.compile("(?:还|剩|只|过|延长?|加|再|比|超|近).?$")  # 还有半年保修, 延长质保一年
# What a figure is promised of without its name: the names it has in the facts, and the words around it.
_PROMISED = tuple(
    (names, unit, re.compile(before), re.compile(after))
    for names, unit, before, after in (
        (
            ("续航", "续航时间", "待机", "待机时间", "使用时间"),
            "分钟",
            r"(?:充|满电|电量|电池)[^。!?;]{0,8}(?:用|听|玩|撑|顶|管|续|待机|放|看|戴|跑)[^,。!?;]{0,4}$",
            "",
        ),
        (
            ("保修", "质保", "保修期", "质保期"),
            "分钟",
            r"(?:保|管|(?:包|免费|保)修)(?:您|你|修|换|足|整整)*$",
            r"(?:之|以)?内?(?:都|坏了?|有问题|出问题|出毛病|找我|的话|也|全|我们|店里|给您)*(?:保修|质保|包修|免费|换新|包换|保换|管修|给修|给您修|管换)",
        ),
        (
            ("保质期", "保鲜期"),
            "分钟",
            r"(?:能|可以|可)(?:放|存|保存|囤|保鲜)[^,。!?;]{0,3}$",
            "(?:都|也)?(?:不会?坏|不会?过期)",
        ),
        (
            ("容量", "容积"),
            "ml",
            r"(?:装|盛|容|一壶|一锅|一杯|烧|煮)[^,。!?;]{0,4}$",
            r"的?(?:大容量|超大|容量|都装|都能装|也能装|壶|锅|杯子?|桶|瓶子?|碗|大瓶)",
        ),
        (
            ("净含量", "净重", "重量"),
            "g",
            r"(?:净重|实重|净含量|一[袋包盒罐箱瓶]|足足|到手)[^,。!?;0-9]{0,3}$",
            "一?[袋包盒罐箱瓶]",
        ),
        (("功率",), "w", r"(?:^|是|有|功率|达|高达|足足|亲|[,。])(?:有|到|高达)?$", "的?大?功率的"),
        (("电池容量", "电池", "容量"), "mah", "", ""),
        (
            ("片数", "数量", "件数", "粒数", "支数", "抽数", "规格", "净含量"),
            "",
            r"(?:有|共|里面|里头|一[盒袋包箱罐]|足足|整整)[^,。!?;]{0,3}$",
            "一?[盒袋包箱罐]",
        ),
    )
)
_ADDED = re.compile("充电盒|充电仓|盒子|配合|搭配|充电宝|另外|延长|延保|加保|大号|大款|另一款|加购")
_OF_OTHERS = re.compile("(?:的|电)?(?:插|电线|线路|空调|以上的)")
_AGES = ("适用年龄", "适用月龄", "适用年纪", "适龄", "年龄段", "月龄")
_AGE = re.compile(rf"({NUMBER})(岁|周岁|个月|月)?(半)?(?:龄)?(以上|\+|起)?")
_AGE_TOLD = re.compile(
    rf"(?:({NUMBER})(周岁|岁|个月|月大)(半)?|(?P<born>刚出生|新生儿|月子里|刚生|刚满月|出生就))"
    r"(?:大|左右|多)?(?:的)?(?:宝宝|婴儿|孩子|小孩|娃娃?|小朋友|宝贝)?(?:也|就|都|正|能|可以|可|来|起)*"
    r"(?:能|可以|可|合适|适合|玩|穿|用|吃|喝|正好|没问题|放心|ok)"
)


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure of the facts: the names it may be told by, its values each with a unit, and the fact."""

    names: frozenset[str]
    values: frozenset["Figure"]
    fact: Fact


@dataclass(frozen=True, slots=True)
class Ages:
    """From and up to how many months a product is for; no end is None."""

    first: Decimal
    last: Decimal | None
    fact: Fact


Figure = tuple[Decimal | None, str]
Claim = tuple[int, int, Fact]


def measures(facts: tuple[Fact, ...]) -> tuple[Measure, ...]:
    """Read the facts that hold figures with units, but materials."""
    found = (
        (fact, frozenset(map(_figure, _NUMBER_UNIT.finditer(normalise(fact[1]).text)))) for fact in facts
    )
    return tuple(
        Measure(_names(fact[0]), values, fact)
        for fact, values in found
        if values and not fact[0].startswith(_MATERIALS) and fact[0] not in _AGES
    )


def ages(facts: tuple[Fact, ...]) -> Ages | None:
    """Read 3岁以上, 6-12个月, 1-3岁; None if the facts say no age."""
    fact = next((fact for fact in facts if fact[0] in _AGES), None)
    if fact is None:
        return None
    text = normalise(fact[1]).text
    found = [each for each in _AGE.finditer(text) if number(each[1]) is not None]
    if not found:
        return None
    unit = next((each[2] for each in reversed(found) if each[2]), "月" if "月" in fact[0] else "岁")
    told = [_months(each[1], each[2] or unit, each[3]) for each in found]
    open_ended = bool(found[-1][4]) or len(told) == 1
    return Ages(told[0], None if open_ended else told[-1], fact)


def wrong_figures(draft: Draft, known: tuple[Measure, ...]) -> Iterator[Claim]:
    """Find a figure told by its name with another value, or promised without its name and too large."""
    figures = list(_NUMBER_UNIT.finditer(draft.text)) if known else []
    if not figures:
        return
    for measure in known:
        named = [(at, name) for name in sorted(measure.names) if (at := draft.text.find(name)) >= 0]
        for at, name in named:
            told = _told(draft, at, at + len(name))
            if told and not _agrees(_figure(told), measure):
                yield min(at, told.start()), max(at + len(name), told.end()), measure.fact
        yield from _too_much(draft, measure, figures)


def wrong_age(draft: Draft, known: Ages) -> Iterator[Claim]:
    """Find an age the product is said to be good for and is not."""
    for found in _AGE_TOLD.finditer(draft.text):
        told = Decimal(0) if found["born"] else _months(found[1], found[2], found[3])
        if told < known.first or (known.last is not None and told > known.last):
            yield found.start(), found.end(), known.fact


def _names(name: str) -> frozenset[str]:
    """Give a fact's name and others for it: what is 质保 in the facts may be 保修 in the talk."""
    return frozenset({name}.union(*(names for names in _SAME_NAMES if name in names)))


def _told(draft: Draft, start: int, end: int) -> re.Match[str] | None:
    """Give the figure told for a name: right after it (重量是300克) or right before it (三年质保)."""
    first, last = draft.around(start, end, Scope.CLAUSE)
    if _NOT_TOLD.search(draft.text, first, start):
        return None
    after = _NUMBER_UNIT.search(draft.text, end, last)
    if after and _TOLD.fullmatch(draft.text, end, after.start()):
        return after
    before = next(
        (one for one in _NUMBER_UNIT.finditer(draft.text, first, start) if one.end() == start), None
    )
    return before if before and not _NOT_TOLD.search(draft.text, first, before.start()) else None


def _too_much(draft: Draft, measure: Measure, figures: list[re.Match[str]]) -> Iterator[Claim]:
    for names, unit, before, after in _PROMISED:
        if measure.fact[0] not in names:
            continue
        for told in figures:
            value, kind = _figure(told)
            largest = max((each for each, alike in measure.values if each and alike == kind), default=None)
            if value is None or largest is None or (unit and kind != unit):
                continue
            if value <= largest * (_TIMES_APART + 1) / _TIMES_APART:
                continue
            first, last = draft.around(*told.span(), Scope.SENTENCE)
            if _OF_OTHERS.match(draft.text, told.end(), last):
                continue
            if _ADDED.search(draft.text, first, last) or _NOT_TOLD.search(draft.text, first, told.start()):
                continue
            left = before.search(draft.text, first, told.start()) if before.pattern else None
            right = after.match(draft.text, told.end(), last) if after.pattern else None
            if left or right or not (before.pattern or after.pattern):
                yield told.start(), right.end() if right else told.end(), measure.fact


def _figure(found: re.Match[str]) -> Figure:
    unit, times = _UNITS.get(found[2], (found[2], 1))
    value = number(found[1])
    if value is not None and found[3]:
        value += Decimal("0.5")
    return (None if value is None else value * times), unit


def _agrees(told: Figure, measure: Measure) -> bool:
    alike = [value for value, unit in measure.values if unit == told[1]]
    return not alike or any(_same(value, *told) for value in alike)


def _same(actual: Decimal | None, told: Decimal | None, unit: str) -> bool:
    if actual is None or told is None or unit != "分钟":
        return actual == told
    return abs(actual - told) <= actual / _TIMES_APART


def _months(told: str, unit: str, half: str | None) -> Decimal:
    value = (number(told) or Decimal(0)) + (Decimal("0.5") if half else 0)
    return value * 12 if unit.endswith("岁") else value
