"""Names of people in a draft, in any spelling."""

import re
from collections.abc import Iterator, Set
from functools import lru_cache
from importlib import import_module

from guitai.engines.rulebook.drafts import Draft
from guitai.engines.rulebook.types import Hit
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
_FAMILIAR = (*_TITLES, "姐", "哥", "妹", "收")  # after a given name alone: 晓彤姐
_RECEIVER = ("收件人", "收货人", "收件人是", "收货人是", "收件人叫", "收货人叫", "姓名", "名字是", "名字叫")
_SPELLED = re.compile("[a-z]{6}")
_EVERYDAY = re.compile(
    "夏天|冬天|春天|秋天|晴天|高兴|高级|高端|高温|高低|高大|方便|方正|方圆|方块|方形|安静|安全|安心"
    "|安装|白云|白色|白雪|黄金|黄色|金色|金子|金黄|江南|江山|石头|石榴|阳光|阳台|向阳|雪梨|任意|任何"
    "|平安|平常|平时|平底|和平|和气|文静|文明|马上|马力|时尚|时间|康乐|全棉|全新|全部|常见|常规|常年"
    "|常温|于是|经典|温柔|温暖|温和|温水|成功|成品|成人|明白|明亮|明天|关键|关心|关注|万能|万一|方法"
    "|花朵|花生|花样|花色|红豆|红木|红色|包括|包装|路上|水晶|水果|云朵|海洋|海绵|叶子|贝贝|宝贝|元宝"
    "|元旦|支持|年轻|青春|青色|程度|华丽|美丽|国庆|家居|毛衣|毛巾|毛线|柏油|童年|童装|艾草|甘甜|苗条"
    "|米白|米色|祝福|辛苦|吉祥|鲜花|全面|管用|景色|单独|盛夏|雷雨|凉爽|强大|桑叶|麦片|宁静|卓越|乐意"
    "|盛大|充足|易洗"
)
# What makes somebody of a name that is an everyday word as well.
_MEANT_BEFORE = (
    "叫",
    "寄给",
    "发给",
    "送给",
    "转给",
    "交给",
    "客户",
    "买家",
    "顾客",
    "填的是",
    "写的是",
    "留的是",
    "收件是",
    "收货是",
)
_MEANT_AFTER = re.compile(
    "的?(?:那|这)?[个一]?(?:订单|单子|单[,。!?]|单$|地址|电话|手机|号码|快递|包裹|账号|信息)"
    "|(?:那|这)[一个]?(?:单|件|笔|订单)"
    "|拍的|下的|下单的|签收|收的|本人|[您你]好|[他她](?:的|留|填|拍|是)"
)
_LEAST_PINYIN = 6
_LEAST_NAME = 3  # characters of a name that may be misspelt
_GIVEN_NAME = 2


def find_names(draft: Draft, theirs: Set[str], own: Set[str]) -> Iterator[Hit]:
    """Find the names of some people, but not those of others: whole, masked, in pinyin, misspelt, in part."""
    spelled = _SPELLED.search(draft.text) is not None
    for name in theirs - own:
        if not spelled and not any(one in draft.text for one in name):
            continue
        yield from _whole_name(draft, name)
        yield from _in_other_script(draft, name)
        yield from _given_name(draft, name)
        if not any(mine.startswith(_surname(name)) for mine in own):
            if _surname(name) in draft.text:
                yield from everywhere(draft.text, f"姓{_surname(name)}")
                for title in _TITLES:
                    yield from everywhere(draft.text, _surname(name) + title)
            yield from _masked_name(draft, name)


def _whole_name(draft: Draft, name: str) -> Iterator[Hit]:
    """Find a name as it is; one that is an everyday word too (夏天) where somebody is meant by it."""
    for hit in everywhere(draft.text, name):
        if not _EVERYDAY.fullmatch(name) or _is_somebody(draft.text, hit):
            yield hit


def _is_somebody(text: str, hit: Hit) -> bool:
    return (
        text.endswith((*_RECEIVER, *_MEANT_BEFORE), 0, hit.start)
        or text.startswith(_FAMILIAR, hit.end)
        or _MEANT_AFTER.match(text, hit.end) is not None
        or not (text[: hit.start] + text[hit.end :]).strip(",。!?")
    )


def _surname(name: str) -> str:
    return name[:2] if name.startswith(_DOUBLE_SURNAMES) else name[:1]


def _in_other_script(draft: Draft, name: str) -> Iterator[Hit]:
    """Find a name in pinyin, or with a digit for a numeral in it (张3)."""
    as_digits = one_by_one(name)
    if as_digits != name:
        yield from everywhere(draft.as_digits, as_digits)
    if _SPELLED.search(draft.text):
        spelled = _pinyin(name)
        if len(spelled) >= _LEAST_PINYIN:
            yield from everywhere(draft.text, spelled)
    if len(name) >= _LEAST_NAME and sum(one in draft.text for one in name) == len(name) - 1:
        yield from _sounding_alike(draft.text, name)


def _sounding_alike(text: str, name: str) -> Iterator[Hit]:
    """Find a name of three characters or more with one written otherwise: 周晓桐, 周晓tong for 周晓彤."""
    sounds = [_pinyin(one) for one in name]
    for skipped, sound in enumerate(sounds):
        before, after = re.escape(name[:skipped]), re.escape(name[skipped + 1 :])
        for found in re.finditer(f"{before}(?:{sound}|([^a-z0-9])){after}", text):
            if found[1] is None or _pinyin(found[1]) == sound:
                yield Hit(found.start(), found.end())


def _given_name(draft: Draft, name: str) -> Iterator[Hit]:
    """Find a given name of two characters where somebody is meant by it: 晓彤姐, 收件人晓彤."""
    given = name[len(_surname(name)) :]
    if len(given) != _GIVEN_NAME or given not in draft.text:
        return
    for found in re.finditer(re.escape(given), draft.text):
        if draft.text.startswith(_FAMILIAR, found.end()) or draft.text.endswith(_RECEIVER, 0, found.start()):
            yield Hit(found.start(), found.end())


@lru_cache(maxsize=4096)
def _pinyin(name: str) -> str:
    # Loading the dictionary takes longer than everything else here, and hardly a draft needs it.
    return "".join(import_module("pypinyin").lazy_pinyin(name))


def _masked_name(draft: Draft, name: str) -> Iterator[Hit]:
    """Find 王**, 王*明 and *小明 for 王小明, in the draft as written: stars are left out of the text."""
    written = draft.plain.written
    if len(name) == 1 or not any(mark in written for mark in "*＊某×xX"):
        return
    surname, rest, last = _surname(name), name[len(_surname(name)) :], name[-1]
    hidden = r"[*＊某×]"
    masked = (
        rf"{surname}{hidden}{{1,3}}{re.escape(last)}?|{hidden}{{1,2}}{re.escape(rest)}"
        rf"|{surname}[xX]{{1,2}}{re.escape(last)}|{surname}[xX]{{2}}"
    )
    for found in re.finditer(masked, written):
        if span := draft.from_written(found.start(), found.end()):
            yield Hit(*span, written=found.span())


def everywhere(text: str, part: str) -> Iterator[Hit]:
    """Give each place where a part stands."""
    at = text.find(part) if part else -1
    while at >= 0:
        yield Hit(at, at + len(part))
        at = text.find(part, at + len(part))
