"""For whom it is, how old they are, how many there are."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.choices import options_in
from guitai.engines.needs.recognisers.figures import NO_UNIT, NUMBER, RANGE, lowest, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_SELF = "自己"
_GIVEN_TO = re.compile(
    r"(?:(?<!客服)给|送|帮|替|为)(?:了|我|我们|我家|我家里|俺|咱|家里?|一个|个|的|两个|\d个|下)*\Z"
)
# 给客户退款, 给老公看看 speak of something else.
_GIVEN_AFTER = re.compile(
    r"(?:她|他|它|们)?(?:买|选|挑|准备|带|订|定|拍|用|穿|戴|吃|喝|玩|当|做|的|送|过|生日|换|搭|当礼物|[,。!?\d]|吧|\Z)"
)
_USES = re.compile(
    r"(?:她|他|它|的)?(?:自己|现在|今年|刚|平时|也|要|想|可以|能|在)*(?:穿|用|戴|吃|喝|睡|住|玩|盖|背|身高|体重|\d|[一二两三四五六七八九十]+(?:岁|个月|斤)"
    r"|今年|皮肤|脚|腿|过生日|生日|上学|上幼儿园|在(?!吗|不|线|哪)|老长|有(?:糖尿病|湿疹|点?过敏|红屁))"
)
_OF_SELF = re.compile(
    r"我(?:自己|本人)?(?:平时|一般|家里|现在|也|都|想|要|是)*"
    r"(?:穿(?!给)|(?:自己)?用的?(?=[,。!?]|\Z|合适|可以|行|多大|什么|哪|吗|会)|戴|吃|身高|体重|脚|腰围|皮肤"
    r"|1[4-9]\d(?!元|块|号)|[4-9]\d(?:公斤|kg)|\d{2,3}斤|\d{1,2}岁|是?[大混]?(?:干|油|敏感)[皮性肌])"
    r"|(?:我)?自己(?:想|要|也|来|可以|能)*(?:穿|用|吃|戴|喝|睡|留|住|背|买)|自用|自留|自穿|本人(?:穿|用|身高)"
)
_DENIED_SELF = re.compile(r"(?:不是|不)(?:我)?\Z")
# A name inside another word: 妈妈装, 宝宝霜; and what the shop calls its people.
_INSIDE = re.compile(r"(?:装|款|霜|椅|床|车|码|鞋|裤|节|专用|用品)")

_AGE = re.compile(
    rf"(?P<years>{RANGE})(?P<more>多|来)?(?:周岁|岁)(?:(?P<half>半)|零?(?P<months>{NUMBER})个月)?"
    rf"|(?P<baby>(?<!第){NUMBER})个(?P<and_half>半)?月(?:大|宝宝)?|(?P<six>半岁)"
)
# A month is mostly no age: 质保12个月, 用了3个月. It is after 宝宝 or before 大.
_YOUNG = re.compile(
    r"(?:宝宝|宝贝|孩子|娃|女儿|儿子|闺女|小[猫狗]|[猫狗]咪?|布偶|英短|泰迪|柯基|金毛|她|他|它|才|刚|已经)(?:现在|快|都|已经|才|刚|是|有|大概|了)*\Z"
)
_YOUNG_AFTER = re.compile(
    r"(?:大|的?(?:宝|孩|娃|小|猫|狗|男|女)|了[,。!?]|[,。]?\d+(?:\.\d)?(?:斤|公斤|kg|cm))"
)
_NOT_AGE = re.compile(
    r"(?:保质期|质保|保修|有效期|怀孕|孕|用了|买了|穿了|吃了|能用|可以用|用|不到货|等了?|前|近|每|上|这|下|近期|过了)(?:了|是|有)*\Z"
)
_NOT_AGE_AFTER = re.compile(r"(?:内|后|前|能|到期|没|才到|就坏|保质|质保|左右到)|(?:以上|以下)")
_BARE_AGE = re.compile(rf"(?P<value>{NUMBER})(?P<half>半)?{NO_UNIT}")
_UNITLESS_UP_TO = 12  # 8 may be years or months

_PEOPLE = re.compile(
    rf"(?<!同)(?P<n>{NUMBER})(?:个)?(?:大人|人(?=吃|用|喝|住|去|睡|够|一起|玩|[,。!?]|\Z))"
    rf"|一家(?P<home>{NUMBER})口|(?P<mouths>{NUMBER})口(?:之家|人)"
)


def whom(line: Line, need: Need) -> Iterator[Found]:
    """Hear for whom it is: 给我妈买的, 女儿5岁, 自己用."""
    for found in _OF_SELF.finditer(line.text):
        denied = _DENIED_SELF.search(line.before(found.start())) is not None
        yield Found(_SELF, *found.span(), denied=denied)
    for found_word in options_in(line, need):
        if found_word.value == _SELF:
            if line.expects(need):
                yield found_word
        elif _INSIDE.match(line.text, found_word.end) is None:
            yield from _framed(line, need, found_word)


def _framed(line: Line, need: Need, word: Found) -> Iterator[Found]:
    before, after = line.before(word.start), line.after(word.end)
    given = _GIVEN_TO.search(before)
    if line.denies(given.start() if given else word.start):
        yield Found(word.value, word.start, word.end, denied=True)
    elif given is not None or word.value == "送人":
        helped = before.endswith("帮") or word.value == "送人"
        if helped or _GIVEN_AFTER.match(after):
            yield word
    elif _USES.match(after) or line.expects(need):
        yield word


def age(line: Line, need: Need) -> Iterator[Found]:
    """Hear how old: 5岁半, 2岁3个月, 8个月; a short answer up to 12 is shown without a unit."""
    heard = False
    for found in _AGE.finditer(line.text):
        shown = _shown_age(found)
        if shown is None or line.is_of_others(found.start()):
            continue
        if found["baby"] is not None and not _is_of_somebody(line, need, found):
            continue
        heard = True
        yield Found(shown, *found.span(), denied=line.denies(found.start()))
    bare = None if heard else _BARE_AGE.search(line.text)
    if bare is None or line.is_taken(*bare.span()):
        return
    value = told(bare["value"])
    if value is not None and lowest(value) < 100 and line.expects(need, lowest(value)):
        unit = "岁" if lowest(value) > _UNITLESS_UP_TO else ""
        yield Found(f"{value}{unit}", *bare.span("value"))


def _is_of_somebody(line: Line, need: Need, found: re.Match[str]) -> bool:
    """Say whether so many months are an age."""
    before = line.before(found.start())
    if _NOT_AGE.search(before) or _NOT_AGE_AFTER.match(line.text, found.end()):
        return False
    if found.group().endswith(("大", "宝宝")) or line.expects(need):
        return True
    return bool(_YOUNG.search(before) or _YOUNG_AFTER.match(line.text, found.end()))


def _shown_age(found: re.Match[str]) -> str | None:
    if found["six"]:
        return "半岁"
    if found["baby"]:
        months = told(found["baby"])
        return months and f"{months}个{found['and_half'] or ''}月"
    years = told(found["years"])
    if years is None or _is_wide(years):
        return None
    more = "多" if found["more"] else ""
    months = told(found["months"]) if found["months"] else None
    return f"{years}{more}岁" + (f"{months}个月" if months else found["half"] or "")


def _is_wide(years: str) -> bool:
    """Say whether it is the range of a product (3-6) and nobody's age (7-8)."""
    first, _sign, last = years.partition("-")
    return bool(last) and float(last) - float(first) > 1


def people(line: Line, need: Need) -> Iterator[Found]:
    """Hear how many people it is for."""
    heard = False
    for found in _PEOPLE.finditer(line.text):
        value = told(found["n"] or found["home"] or found["mouths"])
        if value is not None and not line.is_of_others(found.start()) and 0 < lowest(value) <= 100:
            heard = True
            yield Found(f"{value}人", *found.span(), denied=line.denies(found.start()))
    bare = None if heard or not line.expects(need) else _BARE_AGE.search(line.text)
    value = told(bare["value"]) if bare is not None else None
    if bare is not None and value is not None:
        yield Found(f"{value}人", *bare.span("value"))
