"""Beds, rooms, places to put things and floors: 1.8米的床, 客厅30平, 宽80深45, 6楼."""

import re
from collections.abc import Iterator

from guitai.engines.needs.recognisers.figures import NUMBER, RANGE, told
from guitai.engines.needs.recognisers.line import Found, Line
from guitai.engines.needs.types import Need

_METRE = r"(?:\d\.\d{1,2}|[12一两]米[\d二三五八]|[12一两])(?:米|m)?"
_TIMES = r"[x*×乘]"
_BED = re.compile(
    rf"(?P<pair>(?<![\d.])\d{{1,3}}(?:\.\d{{1,2}})?(?:米|m|cm)?{_TIMES}\d{{1,3}}(?:\.\d{{1,2}})?)(?P<unit>米|m|cm)?"
    rf"|(?P<before>(?<![\d.]){_METRE})(?:宽)?的?(?:大|小)?床|床(?:是|宽|大概|有|[:])*(?P<after>{_METRE})(?!高)"
    rf"|(?<![\d.])(?P<cm>90|120|135|150|180|200|220)(?:cm|公分)?(?:宽)?的?床"
)
_ANY_BED = re.compile(rf"(?P<before>(?<![\d.]){_METRE})|(?P<cm>(?<!\d)(?:90|120|135|150|180|200|220)(?!\d))")
_ROOM = re.compile(
    rf"(?P<value>{RANGE})(?P<more>多|来)?个?(?:平米|平方米|平方|平(?!板|时|均|安|价|底)|m2|㎡)"
)
_BARE_ROOM = re.compile(rf"\A[^\d]{{0,4}}(?P<value>{RANGE})(?P<more>多|来)?")
_FITS_UP_TO = re.compile(r"(?:适用|适合|覆盖|最大|面积是)[^,。!?;]{0,4}\Z")
_SIDES = re.compile(
    r"(?P<sides>(?:[长宽高深厚](?:度|是|大概|有|只有|最多|[:,])*\d{1,3}(?:\.\d{1,2})?(?:cm|厘米|公分|米|m)?[,和]?){1,4})"
    rf"|(?P<times>(?<![\d.])\d{{1,3}}(?:\.\d{{1,2}})?(?:cm|厘米|米|m)?(?:{_TIMES}\d{{1,3}}(?:\.\d{{1,2}})?(?:cm|厘米|米|m)?){{1,2}})"
)
_MINE = re.compile(
    r"(?:放|位置|空间|我家|家里|墙|阳台|地方|要|需要|窗|门|客厅|卧室|只有|预留|量了)[^。!?;]*\Z"
)
_ANY_SIDE = re.compile(r"\d{1,3}(?:\.\d{1,2})?(?:cm|厘米|公分|米|m)?")
_FLOOR = re.compile(
    rf"(?P<value>{NUMBER})(?:楼(?!上|下|梯)|层(?=[^,。!?;]{{0,4}}(?:电梯|步梯|住)))|(?:住|家|在)(?:第)?(?P<storey>{NUMBER})层"
)
_BARE_FLOOR = re.compile(rf"\A[^\d]{{0,3}}(?P<value>{NUMBER})(?:楼|层)?")


def bed(line: Line, need: Need) -> Iterator[Found]:
    """Hear how large the bed or the quilt is: 1.8米, 1.8×2米, 200×230."""
    frames = [*_BED.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [*_ANY_BED.finditer(line.text)][:1]
    for found in frames:
        name = found.lastgroup if found.lastgroup != "unit" else "pair"
        said = found[name or "before"]
        yield Found(_shown_bed(said, name, found), *found.span(), denied=line.denies(found.start()))


def _shown_bed(said: str, name: str | None, found: re.Match[str]) -> str:
    if name == "pair":
        unit = {"m": "米"}.get(found["unit"] or "", found["unit"] or "")
        sides = re.sub(_TIMES, "×", re.sub("米|m|cm", "", said))
        return f"{sides}{unit}"
    if name == "cm":
        return f"{int(said) / 100:g}米"
    whole, metre, rest = said.rstrip("m").partition("米")
    return f"{told(whole)}{'.' if metre and rest else ''}{told(rest) or ''}米"


def room(line: Line, need: Need) -> Iterator[Found]:
    """Hear how large a room is, in m²."""
    frames = [*_ROOM.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [*_BARE_ROOM.finditer(line.text)]
    for found in frames:
        value = told(found["value"])
        if value is not None and not _FITS_UP_TO.search(line.before(found.start("value"))):
            more = "多" if found["more"] else ""
            start = found.start("value")
            yield Found(f"{value}{more}平米", start, found.end(), denied=line.denies(start))


def dimensions(line: Line, need: Need) -> Iterator[Found]:
    """Hear how large the place is where it will stand."""
    for found in _SIDES.finditer(line.text):
        if line.expects(need) or _MINE.search(line.text, 0, found.start()):
            said = found.group().rstrip(",和")
            yield Found(re.sub(_TIMES, "×", said), found.start(), found.start() + len(said))
            return
    alone = _ANY_SIDE.search(line.text) if line.expects(need) else None
    if alone is not None:
        yield Found(alone.group(), *alone.span())


def floor(line: Line, need: Need) -> Iterator[Found]:
    """Hear on which floor they live."""
    frames = [(found["value"] or found["storey"], found) for found in _FLOOR.finditer(line.text)]
    if not frames and line.expects(need):
        frames = [(found["value"], found) for found in _BARE_FLOOR.finditer(line.text)]
    for said, found in frames:
        value = told(said)
        if value is not None:
            yield Found(f"{value}楼", *found.span(), denied=line.denies(found.start()))
