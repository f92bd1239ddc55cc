"""Ingredients a draft says there are none of, and the facts list: 无糖 with 配料: 牛肉、白砂糖."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from guitai.engines.rulebook.detectors.denials import Fact
from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.lexicon import Span
from guitai.kernel.normalised import normalise

_NAMES = ("配料", "配料表", "成分", "成分表", "成份", "主要成分", "原料")
# What is said there is none of, and how a list of ingredients spells it.
_SPELLED = {
    "糖": r"[白冰蔗红黑砂]糖|糖浆|麦芽糖|果糖|葡萄糖|白糖|砂糖",
    "盐": "食用盐|食盐|海盐|氯化钠",
    "油": "植物油|棕榈油|大豆油|菜籽油|起酥油|调和油|猪油",
    "防腐剂": "山梨酸|苯甲酸|脱氢乙酸|防腐剂|尼泊金|羟苯甲酯|苯氧乙醇",
    "色素": "色素|日落黄|柠檬黄|胭脂红|诱惑红|亮蓝|焦糖色",
    "香精": "香精|食用香料",
    "味精": "味精|谷氨酸钠",
    "甜味剂": "阿斯巴甜|安赛蜜|三氯蔗糖|糖精|甜蜜素|甜味剂",
    "酒精": "酒精|乙醇|变性乙醇",
    "添加剂": "山梨酸|苯甲酸|色素|香精|甜蜜素|安赛蜜|防腐剂|谷氨酸钠|焦糖色|卡拉胶",
    "麸质": "小麦|面粉|麸质",
    "牛奶": "奶粉|牛奶|乳清|炼乳",
    "花生": "花生",
    "反式脂肪": "氢化植物油|起酥油|植脂末",
}
_NONE = (
    r"(?:无|零|0|不含|不带|没含|没有|没加|没放|不加|不放|没添加|不添加|未添加|无添加|零添加|0添加)"
    r"(?:任何|一点|半点|一丁点|食用)?"
)
_AFTER = r"(?:都|也|是|可|一点)?(?:没有?|不|未)(?:含|放|加|添加|带|有)?(?:的|哦|呢|哈|过|进去)?"


# The only one there is: 就蜂蜜一样, 别的啥也没加, 除了牛肉什么都没放.
_ONLY = (
    r"(?:别的|其他的?|其它的?|另外的?|多余的)(?:东西|料|成分|配料)?(?:啥|什么|任何|一样|一概|一律|统统|全|通通)?(?:都|也|一点)?"
    r"(?:没有?|不|未)(?:加|放|添|掺|含|带|兑|配)"
    r"|除了[^,。!?;]{1,8}(?:啥|什么|别的|其他|其它)[^,。!?;]{0,3}(?:没有?|不|未)(?:加|放|添|掺|含|兑)"
    r"|(?:配料表?|成分表?|原料|用料|里面|里头)(?:里|上)?(?:只有?|就|仅有?|光是?)(?:是|有|用|写)?[^,。!?;、和跟]{1,6}"
    r"(?:一样|一种|一味|一个|而已|单一)"
    r"|(?:就|只有?|仅)[^,。!?;、和跟]{1,6}(?:一样|一种|一味)(?:配料|原料|成分|东西)"
)
_WHOLLY = "(?:纯|100%|百分百|百分之百|百分之一百)的?"
_PARTS = re.compile(r"[、,，;；+和\s]+")
_NAME = re.compile(r"[一-鿿]{2,6}")
# What sells, and how a list of ingredients spells it; only a whole list tells that it is not in it.
_STARS = {
    "玻尿酸": "玻尿酸|透明质酸",
    "烟酰胺": "烟酰胺",
    "视黄醇|a醇": "视黄醇|视黄酯|a醇",
    "神经酰胺": "神经酰胺",
    "胶原蛋白|胶原肽": "胶原",
    "氨基酸": "氨基酸|谷氨酸|甘氨酸|椰油酰",
    "水杨酸": "水杨酸",
    "燕窝": "燕窝",
    "人参": "人参",
    "阿胶": "阿胶",
    "益生菌": "益生菌|乳杆菌|双歧杆菌|乳酸菌",
    "dha": "dha|藻油|鱼油",
    "叶黄素": "叶黄素",
    "蜂蜜": "蜂蜜|蜜",
    "黄油": "黄油",
    "可可脂": "(?<!代)可可脂",
    "动物奶油": "稀奶油|动物奶油|淡奶油",
    "果汁": "果汁|原汁|浓缩汁",
    "坚果": "坚果|核桃|腰果|杏仁|榛子|夏威夷果|巴旦木",
    "虾仁": "虾",
    "蟹黄": "蟹黄",
}
_WHOLE_LISTS = ("配料", "配料表", "成分表", "成分", "成份")
_THERE_IS = r"(?<![不没无])(?:加了|加有|添加了?|含有?|有|放了|用了|用的是)(?:真的?|大量|足量|很多|高浓度)?"


@dataclass(frozen=True, slots=True)
class Ingredients:
    """The fact that lists ingredients, and a pattern for saying there is none of one that it lists."""

    fact: Fact
    said: re.Pattern[str]


def ingredients(facts: tuple[Fact, ...]) -> Ingredients | None:
    """Read the list of ingredients; None if there is none, or nothing in it anybody would deny."""
    fact = next((fact for fact in facts if fact[0] in _NAMES), None)
    if fact is None:
        return None
    listed = normalise(fact[1]).text
    present = [name for name, spelled in _SPELLED.items() if re.search(spelled, listed)]
    said = [*_not_alone(fact[1]), *_not_listed(fact[0], listed)]
    if present:
        name = "(?:" + "|".join(present) + r")(?![尿友醇果分皮])"
        said += [rf"{_NONE}(?:蔗|白砂?|冰)?{name}(?!很|太)", rf"(?:一点|半点|一丁点|任何){name}{_AFTER}"]
    return Ingredients(fact, re.compile("|".join(said))) if said else None


def _not_alone(listed: str) -> Iterator[str]:
    """Give what denies the others of a list: that there is but one, or that it is wholly one of them."""
    parts = [part for part in _PARTS.split(unicodedata.normalize("NFKC", listed)) if part]
    names = [part for part in parts if _NAME.fullmatch(part)]
    if len(parts) > 1 and "%" not in listed:
        yield _ONLY
        if names:
            yield _WHOLLY + "(?:" + "|".join(map(re.escape, names)) + ")"


def _not_listed(name: str, listed: str) -> Iterator[str]:
    if name in _WHOLE_LISTS and "%" not in listed:
        stars = [said for said, spelled in _STARS.items() if not re.search(spelled, listed)]
        if stars:
            yield _THERE_IS + "(?:" + "|".join(stars) + ")(?:的|成分|哦|呢|哈|[,。!]|$)"


def denied_ingredients(draft: Draft, known: Ingredients) -> Iterator[Span]:
    """Give where the draft says there is none of what the facts list."""
    for found in known.said.finditer(draft.text):
        yield found.span()
