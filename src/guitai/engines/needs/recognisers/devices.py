"""Which phone, tablet or computer somebody has: iPhone 15 Pro, 红米k70, 苹果13."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_SERIES = (
    r"iphone|ipad(?:air|pro|mini)?|macbook(?:air|pro)?|airpods|红米|redmi|小米|华为|huawei|荣耀|honor|oppo|vivo|iqoo"
    r"|三星|samsung|galaxy|一加|oneplus|真我|realme|魅族"
    r"|努比亚|联想|thinkpad|戴尔|dell|惠普|华硕|拯救者"
    r"|surface|matebook|matepad|mate|nova|pura|reno|苹果|switch|ps5|佳能|尼康|索尼|大疆|kindle"
)
_LINE = "mate|nova|note|pura|畅享|find|reno|magic|neo|ace|turbo|play|pad|galaxy|watch|air|se|gt|civi|[a-z]"
_MODEL = (
    rf"(?:(?:{_LINE})?\d{{1,4}}(?!\d|元|块|岁|个|天|年|件|米|w)"
    r"(?:(?!pro|plus|max|mini|ultra|se|air)[a-z]){0,2})"
)
_GRADE = r"(?:promax|pro\+?|plus|ultra|max|mini|se|air|青春版|标准版|尊享版|活力版|fe|\+)"
_DEVICE = re.compile(rf"(?<![a-z])(?:{_SERIES}){{1,2}}{_MODEL}?{_GRADE}?{_GRADE}?")
_ANSWER = re.compile(r"[a-z0-9+]{2,}")
# A brand alone is a device only where it is said to be theirs.
_HAS_MODEL = re.compile(r"\d|pro|max|air|mini|se|ultra|switch|macbook|ipad")


def device(line: Line, need: Need) -> Iterator[Found]:
    """Hear the model; the value is in small letters without blanks, as it was read."""
    heard = False
    for found in _DEVICE.finditer(line.text):
        if _HAS_MODEL.search(found.group()) or line.expects(need):
            heard = True
            yield Found(found.group(), *found.span(), denied=line.denies(found.start()))
    alone = _ANSWER.search(line.text) if not heard and line.expects(need) else None
    if alone is not None:
        yield Found(alone.group(), *alone.span())
