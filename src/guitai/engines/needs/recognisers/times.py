"""When it will be worn and by when it is needed: 冬天穿, 过年穿, 周五前要."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need
from guitai.kernel.numerals import number

_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_FESTIVALS = (
    "国庆节?|中秋节?|元旦节?|过年|年前|春节|除夕|圣诞节?|情人节|七夕|母亲节|父亲节|教师节|六一|儿童节|五一"
    "|端午节?|元宵节?|开学|寒假|暑假|妇女节|三八节|重阳节"
)
_DATE = re.compile(
    rf"(?:大后天|今天|今晚|明天|明晚|后天|这?周末|下?下?(?:周|星期|礼拜)[一二三四五六日天末](?!围)|下下?周|下个?礼拜|下个?星期"
    rf"|这个月底|月底|月初|下个?月(?:底|初|中)?|(?<!\d){_NUMBER}月{_NUMBER}[日号]|(?<![\d.]){_NUMBER}[日号](?![楼线码])|{_NUMBER}月(?:份|底|初|中旬|上旬|下旬)?(?!龄|大)"
    rf"|{_NUMBER}天(?:之?内|以内)|{_FESTIVALS})"
)
_SEASON = re.compile(
    r"(?:春夏|秋冬|春秋|初春|早春|初秋|早秋|深秋|初冬|寒冬|盛夏|大夏天|大冬天|春|夏|秋|冬)(?:天|季|日)?"
)
_NOW = re.compile(
    r"(?:现在|这个季节|这几天|最近)(?=(?:这个)?(?:天气?|温度)?(?:就|要|能|可以|直接|想)?(?:穿|盖|戴|会不会|冷|热))"
)
_WORN = re.compile(
    r"[^,。!?;]{0,6}?(?:穿|盖|戴|用(?!不)|铺|够|冷|热|厚|薄|暖|去(?!掉|年)|出发|结婚|婚礼|参加|演出|比赛)"
)
_NEEDED = re.compile(
    r"(?!的)(?:之?前|以前)?(?:就|能|可以|会|要|想|得|必须|一定|急|急着|最晚|是|的|过|去|应该|左右)*[^,。!?;的]{0,5}?"
    r"(?:收到|送到|送达|到(?![货底处现])|用(?!不)|送(?:人|礼|给|老|客|朋|领|妈|女|男|长|同|员)|穿|要(?=[用穿送到出走交回去]|的?\Z|的?[,。!?])"
    r"|出发|结婚|生日|吃|走|参加|婚礼|考试|出差|演出|比赛|搬家|回老?家)"
)
_OF_THE_SHOP = re.compile(
    r"[^,。!?;]{0,3}?(?:发货|发出|能发|可以发|发吗|发不发|发的|买|下单|拍|付|活动|降价|开始|有货|补货|上新|上架|打折|优惠|到货|刚|才|直播|有券|上班|的话|寄出)"
)
_PAST = re.compile(r"(?:上|前|(?<!还)是|从|路|街|巷)\Z|不是说|怎么|以为|结果|显示|预计|感觉|说好|昨天|说是")


def needed_by(line: Line, need: Need) -> Iterator[Found]:
    """Hear the day something is needed, as they say it."""
    for found in _DATE.finditer(line.text):
        if _is_past(line, found):
            continue
        if line.expects(need) or _NEEDED.match(line.text, found.end()):
            yield Found(shown_date(found.group()), *found.span(), denied=line.denies(found.start()))


def _is_past(line: Line, found: re.Match[str]) -> bool:
    """Say whether a day is one of the past or of the shop: 上周五买的, 今天发货吗, 不是说今天到."""
    return bool(_OF_THE_SHOP.match(line.text, found.end()) or _PAST.search(line.before(found.start())))


def when(line: Line, need: Need) -> Iterator[Found]:
    """Hear the season or the day it will be worn or used."""
    for found in _NOW.finditer(line.text):
        yield Found(found.group(), *found.span(), denied=line.denies(found.start()))
    for frame, shown in ((_SEASON, shown_season), (_DATE, shown_date)):
        for found in frame.finditer(line.text):
            if line.text[found.end() : found.end() + 1] in {"款", "装", "新"}:
                continue
            if frame is _DATE and _is_past(line, found):
                continue
            if line.expects(need) or _WORN.match(line.text, found.end()):
                yield Found(shown(found.group()), *found.span(), denied=line.denies(found.start()))


def shown_date(text: str) -> str:
    """Give months and days in digits: 十月一号 as 10月1号."""
    return re.sub(rf"{_NUMBER}(?=[月日号天])", lambda each: f"{number(each.group())}", text)


def shown_season(text: str) -> str:
    """Give 冬 and 冬季 as 冬天."""
    plain = text.removesuffix("季").removesuffix("日")
    return f"{plain}天" if plain in set("春夏秋冬") else plain
