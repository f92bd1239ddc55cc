"""Where the buyer is or goes: 我在沈阳, 几天到昆明, 广东能穿吗."""

import re
from collections.abc import Iterator
from functools import cache

from guitai.engines.needs.loading import places
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_BEFORE = re.compile(
    r"(?:在|住|坐标|人在|到|去|回|寄|寄到|发到|送到|来自|发往|寄往|我是|我们是|我家|我们|我|地址|位置|老家|收货地?址?|这边是|属于)(?:是|在|[:])?\Z"
)
_AFTER = re.compile(
    r"(?:省|市|那边|这边|这里|那里|这儿|人|这种|的)?(?:冬天|夏天|现在|的?天气|气温|的?温度|今年|零下|本地|地区)?(?:也|会|最近|冬天|现在)?"
    r"(?:能|可以|包邮|几天|多久|多少天|要几天|冷|热|穿|下雪|零下|怎么|收"
    r"|有点|比较|够|适合|到|免|邮费|运费|的(?=[,。!?]|\Z)|[,。!?]|\Z|这边|那边|这里|那里|人|冬天|发顺丰|发快递|用)"
)
# Where goods come from: 从杭州发货, 新疆棉, 产地山东.
_FROM = re.compile(r"(?:从|是|由|产地|产自|原产|正宗的?|在哪)(?:是|[:])?\Z")
_OF_THE_SHOP = re.compile(r"(?:你们|你家|店铺?|仓库?|厂|公司)[^,。!?;我]{0,3}在\Z")
_FROM_AFTER = re.compile(
    r"(?:仓|发货|发出|发的|产|生产|棉|大米|特产|的?苹果|的?橙|的?枣|厂|路|街|大学|货|直发|发吗|羊|葡萄|风味|菜|烤|特色|本地产|丝|口味|牌)"
)


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(places(), key=len, reverse=True)))


def region(line: Line, need: Need) -> Iterator[Found]:
    """Hear where they are, with side and winter: 沈阳（北方，严寒）."""
    for found in _pattern().finditer(line.text):
        before, after = line.before(found.start()), line.text[found.end() :]
        if _FROM_AFTER.match(after) or _OF_THE_SHOP.search(before):
            continue
        framed = _BEFORE.search(before) or (not _FROM.search(before) and _is_where(before, after))
        if (line.expects(need) and not _FROM.search(before)) or framed:
            yield Found(_shown(found.group()), *found.span(), denied=line.denies(found.start()))


def _is_where(before: str, after: str) -> bool:
    """Say whether a clause that begins with a place speaks of being there; 江苏南京能到吗 counts for both."""
    return _AFTER.match(after) is not None and (not before or _pattern().search(before) is not None)


def _shown(name: str) -> str:
    place = places()[name]
    if not place.winter:
        return place.side
    return f"{name}（{place.side}，{place.winter}）"
