"""Days as they are named: 明天, 周五, 下周一, 11月25日, 25号, 月底, 春节前."""

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta

from guitai.engines.promises.working_days import WorkCalendar
from guitai.kernel.numerals import number

_FEASTS = {
    "年": "春节",
    "过年": "春节",
    "除夕": "春节",
    "五一": "劳动节",
    "十一": "国庆",
    "节": "",
    "节假日": "",
    "假期": "",
}
_SALES = {
    "双11": ("11", "11"),
    "双十一": ("11", "11"),
    "双12": ("12", "12"),
    "双十二": ("12", "12"),
    "618": ("6", "18"),
    "平安夜": ("12", "24"),
    "圣诞": ("12", "25"),
    "情人节": ("2", "14"),
    "六一": ("6", "1"),
}
_RELATIVE = {
    "今": 0,
    "当": 0,
    "明": 1,
    "次": 1,
    "第二": 1,
    "隔": 1,
    "翌": 1,
    "后": 2,
    "大后": 3,
    "昨": -1,
    "前": -2,
}
_CN = "一二三四五六七八九十"
_WHICH = r"(?:这一?|本|下+一?|(?<![记写填贴登挂补带加早晚马换装赶配])上+一?)个?"  # 记上 周二
DAY = (
    r"(?P<word>大后[天日]|今明[两二]?天|明后[两二]?天|[今明昨](?:[天日]|儿个?|个儿?)|后[天日](?!期)|前天|当[天日]|次日|第二[天日]|隔[天日]|翌日)(?!气)"
    r"|(?P<working>(?:下一?|次一?|隔)个?)工作[日天]"
    r"|(?P<fused>[今明后昨当])(?=早|晚(?![点些了])|晨|夜|上午|下午|中午|午)"
    rf"|(?:(?<![每一两三半整几])(?<!(?<!\d)\d)|(?<=[周期拜][一二三]))(?P<which>{_WHICH})?(?:周|星期|礼拜)(?P<weekday>[一二三四五六日天末]|[1-7](?!\d))(?!一次|年|岁)"
    rf"|(?<!\d)(?P<week>{_WHICH})(?:周|星期|礼拜)(?![一二三四五六日天末边岁年])"
    rf"|(?:(?P<year>\d{{4}}|今|明|去)年)?(?<!\d)(?P<month>\d{{1,2}}|[{_CN}]{{1,2}})月份?(?P<day>\d{{1,2}}|[{_CN}]{{1,3}})(?:[日号]|(?![\d日号件%]))"
    r"|(?<![\d.])(?P<short>\d{1,2}[./]\d{1,2})(?=[日号]|[之以]?前|[上下中]午|晚上|早上|给[您你]|发[货出])[日号]?"
    rf"|(?P<which_month>(?:这|本|上|下|当)个?月)?(?<!\d)(?P<date>\d{{1,2}}|[{_CN}]{{1,3}})[号日](?![线楼店仓库链色码机柜门窗口客员车院子位坑元百])"
    rf"|(?P<of_month>(?:这|本|上|下|当|(?<!\d)\d{{1,2}}|[{_CN}]{{1,2}})?个?)月(?P<third>底|末|尾|初|中旬?|上旬|下旬|内)(?!通)"
    r"|年(?P<year_end>底|末|内)"
    r"|(?P<feast>双11|双十一|双12|双十二|618|平安夜|圣诞|情人节|六一|元旦|春节|除夕|过年|清明|端午|中秋|国庆|劳动节|五一|十一(?=假|[之以]?前|[之以]?后)|节假日|(?<!季)节(?=[前后])|年(?=[前后])|假期)(?:节|假期?|期间)?"
)
FIRST_OF_DAYS = (
    r"\d一二三四五六七八九十大今明后前当次第隔翌昨这本下上周星礼去月年双元春除过清端中国劳节假平圣情"
)
_ENDS_OF_THIRDS = {"初": 10, "上": 10, "中": 15, "中旬": 20}


@dataclass(frozen=True, slots=True)
class Day:
    """A named day. ``past``: it is over; ``loose``: 当天 and 次日, which count from something else;
    ``vague``: nobody can know which; ``assumed``: of a year whose working days are not published;
    ``recurs``: 周五, 25号 and 月初 alone, which may as well be the last as the next."""

    date: date
    past: bool = False
    loose: bool = False
    vague: bool = False
    assumed: bool = False
    recurs: bool = False


def day_of(hit: re.Match[str], today: date, calendar: WorkCalendar, after: str) -> Day | None:
    """Give the day a match of ``DAY`` names, seen from today; None if no calendar has it.

    ``after`` is the text that follows: 春节前 is the day before the feast, 春节后 nobody knows.
    """
    if hit["working"]:
        next_one = calendar.after(today, 1)
        return Day(next_one, assumed=not calendar.is_sure(today, next_one))
    if hit["word"] or hit["fused"]:
        return _relative(hit["word"] or hit["fused"], today)
    if hit["weekday"] or hit["week"]:
        return _in_week(hit["which"] or hit["week"] or "", hit["weekday"] or "日", today)
    if hit["month"]:
        return _dated(hit["year"], hit["month"], hit["day"], today)
    if hit["short"]:
        month, day = re.split("[./]", hit["short"])
        return _dated(None, month, day, today)
    if hit["date"]:
        return _in_month(hit["which_month"] or "", int(number(hit["date"]) or 0), today)
    if hit["third"]:
        return _third(hit["of_month"], hit["third"], today)
    if hit["year_end"]:
        return Day(date(today.year, 12, 31))
    return _around_feast(hit["feast"], today, calendar, after)


def _relative(word: str, today: date) -> Day:
    if len(word) > 2 and word[1] in "明后" and word[0] in "今明":  # 今明两天: by the later one
        word = word[1]
    stem = word.removesuffix("个").rstrip("天日儿个")
    more = _RELATIVE[stem]
    return Day(today + timedelta(days=more), past=more < 0, loose=stem in {"当", "次", "第二", "隔", "翌"})


def _in_week(which: str, weekday: str, today: date) -> Day:
    """Weeks begin on Monday; a weekday without 这 or 下 is the next one to come, never today."""
    told = which != ""
    wanted = "一二三四五六日".find(weekday.replace("天", "日").replace("末", "日"))
    if wanted < 0:
        wanted = int(weekday) - 1
    monday = today - timedelta(days=today.weekday())
    if not which and wanted <= today.weekday() and weekday != "末":
        which = "下"
    weeks = which.count("下") - which.count("上")
    day = monday + timedelta(days=7 * weeks + wanted)
    return Day(day, past=day < today, recurs=not told)


def _dated(year: str | None, month: str, day: str, today: date) -> Day | None:
    numbers = (number(month), number(day))
    try:
        named = date(_year(year, today), *(int(one or 0) for one in numbers))
    except ValueError:
        return None
    if year or named >= today:
        return Day(named, past=named < today)
    if (today - named).days < 180:  # 11月3号 said on the 20th is over; 1月5号 said in December is not
        return Day(named, past=True)
    return _dated(str(today.year + 1), month, day, today)


def _year(said: str | None, today: date) -> int:
    if said and said.isdigit():
        return int(said)
    return today.year + {"明": 1, "去": -1}.get(said or "", 0)


def _in_month(which: str, day: int, today: date) -> Day | None:
    """A date without its month is the next one to come, today included."""
    first = today.replace(day=1)
    if which.startswith("上"):
        first = (first - timedelta(days=1)).replace(day=1)
    elif which.startswith("下") or (
        not which and not today.day <= day <= monthrange(today.year, today.month)[1]
    ):
        first = _next_month(first)
    if not 1 <= day <= monthrange(first.year, first.month)[1]:
        return None
    named = first.replace(day=day)
    return Day(named, past=named < today, recurs=not which)


def _third(which: str, third: str, today: date) -> Day | None:
    first = today.replace(day=1)
    named = which.removesuffix("个")
    if named == "下":
        first = _next_month(first)
    elif named == "上":
        first = (first - timedelta(days=1)).replace(day=1)
    elif named not in {"", "这", "本", "当"}:
        month = int(number(named) or 0)
        if not 1 <= month <= 12:
            return None
        first = date(today.year + (month < today.month), month, 1)
    last = monthrange(first.year, first.month)[1]
    day = first.replace(day=_ENDS_OF_THIRDS.get(third, _ENDS_OF_THIRDS.get(third[0], last)))
    if day < today and not named:
        return replace(_third("下", third, today) or Day(day), recurs=True)
    return Day(day, past=day < today, recurs=not named)


def _around_feast(name: str, today: date, calendar: WorkCalendar, after: str) -> Day | None:
    before = re.match("[之以]?前", after) is not None
    if name in _SALES:
        month, day_of_month = _SALES[name]
        named = _dated(None, month, day_of_month, today)
        return named and Day(named.date - timedelta(days=before), past=named.past)
    feast = calendar.next_feast(today, _FEASTS.get(name, name))
    if feast is None:
        return None
    day = feast.first - timedelta(days=1) if before else feast.last
    return Day(day, vague=not before, assumed=not calendar.is_sure(day, day))


def _next_month(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1)
