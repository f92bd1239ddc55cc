"""What may be spent and how many are wanted: 预算300, 200以内, 要3件."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.figures import NO_UNIT, NUMBER, RANGE, lowest, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_MONEY = r"(?:块钱|元钱|块|元)"
_BOUND = r"以内|以下|之内|左右|上下|以上"
_TENS = "[一二两三四五六七八九]{2}[百千]"  # 两三百
_FRAMES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:预算|价位|心理价)[^,。!?;\d一二两三四五六七八九]{{0,5}}"
        rf"(?P<value>{_TENS}|{RANGE})(?P<more>多|来)?{_MONEY}?(?P<bound>{_BOUND})?(?![\d.])",
        rf"(?:不超过|不要超过|别超过)(?P<value>{NUMBER}){_MONEY}?(?P<bound>)(?P<more>)(?![\d.斤岁个件])",
        rf"(?<![\d.])(?P<value>{_TENS}|{RANGE})(?P<more>多|来)?{_MONEY}(?P<bound>{_BOUND})",
        rf"(?<![\d.])(?P<value>{_TENS}|{RANGE})(?P<more>多|来)?(?P<bound>以内|以下|之内|左右|上下)(?:的|有|能|吧|就行|[,。!?]|\Z)",
        rf"(?<![\d.])(?P<value>{_TENS}|{NUMBER}[-~到至]{NUMBER})(?P<more>){_MONEY}(?:之间)?(?P<bound>)的",
    )
)
_BARE = re.compile(rf"(?P<value>{_TENS}|{RANGE})(?P<more>多|来)?{_MONEY}?(?P<bound>{_BOUND})?")
_NOT_MINE = re.compile(
    r"(?:原价|满|券|减|才|只要|卖|标价|别家|人家|优惠|便宜|第|身高|体重|高|重|斤|到手价?|活动价|腰围?|脚长?|长|宽|水温|温度|零下|下|等)(?:是|了|要|在)*\Z"
)
_LEAST = 20  # yuan
_TWO_DIGITS = re.compile(
    r"(?P<first>[一二两三四五六七八九])(?P<last>[一二两三四五六七八九])(?P<unit>[百千])\Z"
)

_UNITS = "件|个|箱|套|双|条|盒|袋|包|份|瓶|床|罐|桶|只|把|张|台|对|本|提|组|卷|支|块"
_QUANTITY = re.compile(
    rf"(?:要|需要|买|拍|来|订|定|拿|下单|采购|一共|总共|先来|订购)(?:了|个|上|大概|差不多|约)*(?P<value>{RANGE})(?P<unit>{_UNITS})"
    r"(?![月送]|工作日|礼拜|星期|小时|电话|钟头|就?送|包邮|能|以上|可以|有优惠|打折|便宜|减|多少)"
)
_ANY_QUANTITY = re.compile(rf"(?P<value>{NUMBER})(?P<unit>{_UNITS})(?!月)")
_BARE_QUANTITY = re.compile(rf"\A(?P<value>{NUMBER})(?P<unit>){NO_UNIT}")
_ALREADY = re.compile(r"(?:已经?|昨天|前天|上次|之前|刚|刚才|如果|要是|假如|是不是|满|第|每)[^,。!?;]{0,3}\Z")
_BOUGHT = re.compile(r"(?:买|拍|下单|下|拿|订|定|采购)了")
_ARTICLE = re.compile(r"一个(?![,。!?]|\Z)")  # 买一个更好的: a, not one


def budget(line: Line, need: Need) -> Iterator[Found]:
    """Hear what they want to spend, in yuan."""
    frames = [found for frame in _FRAMES for found in frame.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [*_BARE.finditer(line.text)][:1]
    for found in frames:
        value = _sum(found["value"])
        start = found.start("value")
        if value is None or lowest(value) < _LEAST or _NOT_MINE.search(line.before(start)):
            continue
        under = "超过" in found.group() and "以内"
        more = "多" if found["more"] else ""
        yield Found(f"{value}{more}元{under or _plain(found['bound'])}", start, found.end())


def _sum(text: str) -> str | None:
    """Give 两三百 as 200-300, else what a number or range says."""
    tens = _TWO_DIGITS.match(text)
    if tens is None:
        return told(text)
    return told(f"{tens['first']}{tens['unit']}-{tens['last']}{tens['unit']}")


def _plain(bound: str | None) -> str:
    return {"以下": "以内", "之内": "以内", "上下": "左右"}.get(bound or "", bound or "")


def quantity(line: Line, need: Need) -> Iterator[Found]:
    """Hear how many they want."""
    frames = [*_QUANTITY.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [*_ANY_QUANTITY.finditer(line.text)][:1] or [*_BARE_QUANTITY.finditer(line.text)]
    for found in frames:
        value = told(found["value"])
        past = _BOUGHT.match(line.text, found.start()) or _ALREADY.search(line.before(found.start()))
        past = past or _ARTICLE.match(line.text, found.start("value"))
        if value is not None and not past and lowest(value) > 0:
            start, end = found.start("value"), found.end()
            yield Found(f"{value}{found['unit']}", start, end, denied=line.denies(found.start()))
