"""How heavy somebody is: 110斤, 50多公斤, 体重55, and 110 after 多重."""

import re
from collections.abc import Iterator
from math import log

from guitai.engines.needs.recognisers.figures import NO_UNIT, RANGE, is_under, lowest, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_UNIT = "斤|公斤|kg|千克"
# What is sold by weight, what can be borne, what was gained or lost is nobody's weight.
_GOODS_BEFORE = re.compile(
    r"(?:买|拍|来|要|下单|承重|承受|耐重|净含量|净重|毛重|被|棉|绒|胖了|瘦了|重了|轻了|减了?|长了|增重|每|一箱|一袋|一包|送)(?:了|个|一?共|是|有|到)*\Z"
)
_GOODS_AFTER = re.compile(
    r"装|/|一?[箱袋包盒份桶]|的?(?:猫|狗)?粮|的?大?米|的?(?:苹果|橙|被|棉)|的?重量|包邮|多少钱"
)
_WITH_UNIT = re.compile(rf"(?P<value>{RANGE})(?P<more>多|来|几)?个?(?P<unit>{_UNIT})(?![a-z])")
_AFTER_WORD = re.compile(
    rf"(?:体重|净重|(?<![多几承加])重)(?:是|大概|大约|差不多|约|有|在|才|都|快|到|不到|[:,])*(?P<value>{RANGE})(?P<more>多)?{NO_UNIT}"
)
_IN_PAIR = re.compile(
    r"(?<![\d.\-/, 、])(?P<tall>1\.\d{2}|\d{2,3})(?:cm|厘米|公分|米)?[ ,/、\-]"
    r"(?P<value>\d{2,3}(?:\.\d)?)(?P<more>)(?!\d|[ ,/、]\d|码|元|块|斤|公斤|kg|千克|岁|cm)"
)
_ALONE = re.compile(rf"(?P<value>{RANGE})(?P<more>多|来|几)?{NO_UNIT}")
_POSSIBLE = {"斤": (3, 400), "公斤": (1.5, 200)}
_HEIGHT = re.compile(r"\d+(?:\.\d+)?")
_TYPICAL_BMI = {"child": 16, "adult": 21}
_GROWN_UP = 140  # cm
_WIDEST = 0.25  # how far the ends of a range lie apart


def weight(line: Line, need: Need) -> Iterator[Found]:
    """Hear how heavy they are, in the unit they use; without one the height tells it, or none is shown."""
    for found in _WITH_UNIT.finditer(line.text):
        after = line.text[found.end() :]
        if not _GOODS_BEFORE.search(line.before(found.start())) and not _GOODS_AFTER.match(after):
            yield from _told(line, found, "斤" if found["unit"] == "斤" else "公斤")
    for frame in (_AFTER_WORD, _IN_PAIR):
        for found in frame.finditer(line.text):
            if frame is _AFTER_WORD or _heard_as_height(line, found.start("tall")):
                yield from _told(line, found, None)
    for found in _ALONE.finditer(line.text):
        value = told(found["value"])
        if value and line.expects(need, lowest(value)) and not line.is_taken(*found.span("value")):
            yield from _told(line, found, None)


def _heard_as_height(line: Line, at: int) -> bool:
    return any(key == "height" and start <= at < end for key, start, end in line.taken)


def _told(line: Line, found: re.Match[str], unit: str | None) -> Iterator[Found]:
    value = told(found["value"])
    start = found.start("value")
    if value is None or line.is_of_others(start):
        return
    first, _sign, last = value.partition("-")
    if last and not 0 < float(last) - float(first) <= _WIDEST * float(last):
        value = last  # 172-140 is a height and a weight
    unit = unit or likely_unit(lowest(value), line.known.get("height", ""))
    least, most = _POSSIBLE.get(unit, (3, 400))
    if not least <= lowest(value) <= most:
        return
    more = "多" if found["more"] else ""
    if is_under(line.before(start)):
        yield Found(f"{value}{unit}以内", start, found.end())
    else:
        yield Found(f"{value}{more}{unit}", start, found.end(), denied=line.denies(start))


def likely_unit(value: float, height: str) -> str:
    """Give 斤 or 公斤, whichever makes the likelier body of this height (165cm); nothing without one."""
    tall = _HEIGHT.search(height)
    if tall is None:
        return ""
    metres = float(tall.group()) / 100
    typical = _TYPICAL_BMI["adult" if float(tall.group()) >= _GROWN_UP else "child"]
    bodies = {"公斤": value / metres**2, "斤": value / 2 / metres**2}
    return min(bodies, key=lambda unit: abs(log(bodies[unit] / typical)))
