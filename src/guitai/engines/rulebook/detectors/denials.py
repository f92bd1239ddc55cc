"""What the facts say a product is not: 不支持: 机洗, 加绒: 否, 不可机洗; what is 有刷 is not 无刷."""

import re
from collections.abc import Iterator
from functools import lru_cache

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.lexicon import Span
from guitai.engines.rulebook.types import Scope
from guitai.kernel.normalised import normalise

Fact = tuple[str, str]

_NOT_FACTS = ("不支持", "不可", "不能", "禁止", "不适用", "没有")
_LIST = re.compile(r"[、,，;；/\s和或及]+")
_NO = re.compile(r"(?:否|无|没有|不|不是|不支持|不可以?|不能|不含|不带|no)\Z")
_NOT_SO = re.compile("不(?![锈限易等同规少错])(.{2,4})")  # 不加绒
_ASKED = re.compile("^(?:是否|能否|可否|有无|支持|可以?|能)")
_REFUSED = re.compile(
    r"(?:不可以?|不能|不支持|不适合|不适用于?|不宜|不带|勿|禁止|不要)(?:放入?|进入?|用于?|使用)?([^,。;!?()]{2,24})"
)
_LEAST, _LONGEST = 2, 6  # characters of what is denied
# 这款防水的: said of the goods without a word for being able.
_STATED_BEFORE = re.compile("(?:^|是|很|超|都|也|款|会|自带|全|完全|这个|的|亲)$")
_STATED_AFTER = re.compile("^[的哒滴]?[哦呢哈呀亲啊]*$")
# 扔洗衣机搅就行, 放微波炉转一下也没问题: allowed by what stands after it.
_FINE = re.compile(
    r"[^,。!?;不别没勿容]{0,8}(?:没事|没问题|没关系|没毛病|没影响|没压力|不要紧|不碍事|不影响|不怕|就行|就好|就可以|就能|就ok|"
    r"就蓬|就干|都行|也行|都可以|也可以|都ok|照样|随便|随意|无压力|搞定)"
)
_PUT_IN = re.compile(r"(?:直接|随便|放心|照样|只管|尽管)(?:往)?[扔丢放塞进洗用]?(?:进|到|在|去)?$")
_NOT_ABLE = frozenset("不别没勿难未非")
# Other words for what facts deny.
_ALSO = {
    "机洗": "洗衣机|机洗|机器洗|滚筒洗|甩干",
    "烘干": "烘干机?|烘衣机",
    "微波炉": "微波炉|微波|叮一下",
    "微波": "微波炉|微波|叮一下",
    "游泳": "游泳|潜水|(?<=去)游|(?<=着)游|(?<=水)里?游",
    "无线充电": "无线充电?|无线快充",
    "水洗": "水洗|下水洗?|过水",
    "漂白": "漂白[剂水]?|84消毒液?|消毒液",
    "干洗": "干洗店?",
    "明火": "明火|燃气灶|煤气灶|直火",
    "防水": "防水|泡水|水里泡|掉水里|淋雨",
    "洗碗机": "洗碗机",
    "暴晒": "暴晒|太阳底下晒|大太阳",
    "高温": "高温|开水烫|沸水",
}
# What shuts each other out: goods of which the facts say one are none of the others.
_ALTERNATIVES = tuple(
    tuple(map(re.compile, each))
    for each in (
        ("无刷", "有刷|碳刷"),
        ("有线", "无线"),
        ("单层", "双层"),
        ("全自动", "半自动", "手动"),
        ("变频", "定频"),
        ("波轮", "滚筒"),
        ("即热", "储水"),
        ("壁挂", "立式"),
        ("机械(?:机芯|表)|自动机械", "石英"),
        ("固态", "机械硬盘"),
        ("ddr4", "ddr5"),
        ("单卡", "双卡"),
        ("1080p", "2k", "4k", "720p"),
        (
            "(?:一|1)级能效|能效(?:等级)?:?(?:一|1)级",
            "(?:二|2)级能效|能效(?:等级)?:?(?:二|2)级",
            "(?:[三四五3-5])级能效|能效(?:等级)?:?[三四五3-5]级",
        ),
        ("国行", "[港美日欧韩]版|海外版|水货"),
        ("全新", "二手(?!车|房)|翻新|拆机"),
        ("野生", "养殖|人工种植|人工养"),
        ("散养|放养|走地", "笼养|圈养"),
        ("现[做烤炒杀]", "速冻|冷冻|预制"),
        ("冰鲜|冷鲜", "速冻|冷冻"),
        ("压榨|冷榨|古法榨", "浸出"),
        ("非转基因", "(?<!非)转基因"),
        ("生牛乳|鲜牛奶|鲜奶", "复原乳|奶粉冲|还原奶"),
        ("清香型?", "浓香型?", "酱香型?"),
        ("生普|生茶", "熟普|熟茶"),
        ("春茶|明前|头采", "夏茶|秋茶"),
        ("手工|手作|手打|手缝", "机器(?:生产|制作|做|缝|织)|机制|机织|机缝|机打|流水线"),
        ("天然(?:钻|宝石|水晶|翡翠|珍珠|玉)", "人工合成|合成|人造|培育|仿"),
        ("海水珍?珠|akoya|南洋珠", "淡水珍?珠"),
        ("实心", "空心"),
        ("长袖", "短袖|无袖"),
        ("圆领", "v领", "高领", "方领"),
        ("低帮", "高帮"),
        ("平底|平跟", "高跟|坡跟|粗跟"),
        ("直筒", "阔腿", "喇叭裤", "小脚"),
        ("加厚", "薄款"),
        ("锂电池|可?充电", "干电池|[五七57]号电池"),
        ("type-?c", "micro|安卓口"),
    )
)
_SAID_OF_IT = re.compile(
    r"(?:是|用的?|属于|采用|配的?)[^,。!?;不没非无]{0,6}$|^(?:亲|您好|放心|这款|这个|都|全|纯|就)*$"
)
_SAID_THEN = re.compile(r"[^,。!?;不没]{0,4}?(?:的|哒|滴|哦|呢|哈|$)|电机|机芯|款|货|榨")
_NOT_THAT = frozenset("不没非无别")
_VERB_FIRST = re.compile(r"(?P<verb>[煮烧蒸烤炖炒泡热])(?P<thing>.{1,4})\Z")


def denied(facts: tuple[Fact, ...]) -> tuple[tuple[str, Fact], ...]:
    """Give what the facts deny, as it is compared, each with the fact that says so."""
    return tuple(
        (thing, (name, value))
        for name, value in facts
        for thing in _denied(normalise(name).text, normalise(value).text, plainly=name.startswith(_NOT_FACTS))
        if _LEAST <= len(thing) <= _LONGEST
    )


Others = tuple[tuple[re.Pattern[str], re.Pattern[str], Fact], ...]


def shut_out(facts: tuple[Fact, ...]) -> Others:
    """Give what the facts shut out: what is said then, the same as the facts say it, and the fact."""
    found = []
    for fact in facts:
        text = normalise(":".join(fact)).text
        for group in _ALTERNATIVES:
            here = [one for one in group if _stands(one, text)]
            if len(here) == 1:
                found += [(other, here[0], fact) for other in group if other is not here[0]]
    return tuple(found)


def _stands(one: re.Pattern[str], text: str) -> bool:
    return any(text[at.start() - 1 : at.start()] not in _NOT_THAT for at in one.finditer(text))


def said_other(draft: Draft, known: Others) -> Iterator[tuple[int, int, Fact]]:
    """Give where a draft says the other of two: 无刷电机 with 电机: 有刷."""
    for other, ours, fact in known:
        for found in other.finditer(draft.text):
            start, end = found.span()
            first, last = draft.around(start, end, Scope.CLAUSE)
            if draft.text[start - 1 : start] in _NOT_THAT or _stands(ours, draft.sentence(start, end)):
                continue
            if _SAID_OF_IT.search(draft.text[first:start]) and _SAID_THEN.match(draft.text[end:last]):
                yield start, end, fact


def _denied(name: str, value: str, *, plainly: bool) -> Iterator[str]:
    asked = _ASKED.sub("", name)
    if plainly:
        yield from _LIST.split(value)
    elif _NO.match(value):
        yield asked
    elif (plain := _NOT_SO.fullmatch(value)) and not _REFUSED.match(value):
        yield plain[1]
    else:
        for refused in _REFUSED.finditer(value):
            yield from _LIST.split(refused[1])


def said_so(draft: Draft, thing: str, able: str) -> Span | None:
    """Give where the draft says it is so after all: 可以机洗, with a word of the set ``able``, or 防水的."""
    for found in _spelled(thing).finditer(draft.text):
        start, end = found.span()
        first, last = draft.around(start, end, Scope.CLAUSE)
        for left, right in draft.named(able):
            if not (first <= left and right <= last) or draft.text[left - 1 : left] in _NOT_ABLE:
                continue
            if (0 <= start - right <= 4 and not _denied_between(draft, right, start)) or 0 <= left - end <= 3:
                return min(left, start), max(right, end)
        if (fine := _FINE.match(draft.text, end, last)) and not _denied_between(draft, first, start):
            return start, fine.end()
        if put := _PUT_IN.search(draft.text, first, start):
            return put.start(), end
        if _STATED_BEFORE.search(draft.text[first:start]) and _STATED_AFTER.search(draft.text[end:last]):
            return start, end
    return None


@lru_cache(maxsize=512)
def _spelled(thing: str) -> re.Pattern[str]:
    """Give a pattern for what is denied in other words, too; 煮牛奶 may be told 牛奶倒进去煮."""
    spelled = _ALSO.get(thing) or re.escape(thing)
    if turned := _VERB_FIRST.match(thing):
        spelled += f"|{re.escape(turned['thing'])}[^,。!?;]{{0,4}}{turned['verb']}"
    return re.compile(spelled)


def _denied_between(draft: Draft, start: int, end: int) -> bool:
    return not _NOT_ABLE.isdisjoint(draft.text[start:end])
