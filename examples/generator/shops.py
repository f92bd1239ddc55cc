"""The two shops, their agents and shifts, and the couriers they send with."""

from dataclasses import dataclass
from datetime import date, datetime, time

from generator import clothes, homeware
from generator.goods import Line

AS_OF = datetime.fromisoformat("2026-11-20T00:00:00")
DAYS = 60


@dataclass(frozen=True, slots=True)
class Agent:
    """An agent's account, the hours it is on duty, and how its person writes."""

    name: str
    file: str
    starts: time
    ends: time  # past midnight if before the start
    greetings: tuple[str, ...]
    endings: tuple[str, ...]
    seconds: float  # the usual time to an answer

    def on_duty(self, moment: datetime) -> bool:
        """Say whether the agent works at that moment."""
        at = moment.time()
        if self.starts < self.ends:
            return self.starts <= at < self.ends
        return at >= self.starts or at < self.ends


@dataclass(frozen=True, slots=True)
class Shop:
    """A shop: its name, goods, people, and how much it sells."""

    key: str
    name: str
    prefix: str
    lines: tuple[Line, ...]
    per_line: int
    orders: int
    talks: int
    agents: tuple[Agent, ...]
    couriers: tuple[tuple[str, str], ...]  # name and what its numbers begin with
    free_from: int  # yuan
    postage: int
    gift: str


_DAY, _EVENING, _NIGHT = time(8, 30), time(16, 30), time(0, 45)

YUNSHANG = Shop(
    key="yunshang",
    name="云裳旗舰店",
    prefix="YS",
    lines=clothes.LINES,
    per_line=5,
    orders=1900,
    talks=1270,
    agents=(
        Agent(
            "小美",
            "xiaomei",
            _DAY,
            _EVENING,
            ("亲，", "亲，您好，", "在的亲，", "您好呀，"),
            ("哦", "呢", " /:^_^", "哈", "~"),
            24,
        ),
        Agent(
            "小雨",
            "xiaoyu",
            _DAY,
            _EVENING,
            ("您好，", "在的，", "您好，在的，"),
            ("。", "呢", "哦", "的"),
            31,
        ),
        Agent("阿杰", "ajie", _EVENING, _NIGHT, ("", "在，", "你好，"), ("", "。", "", "的"), 55),
        Agent(
            "晓晓",
            "xiaoxiao",
            _EVENING,
            _NIGHT,
            ("亲亲，", "亲爱的，", "来啦~", "在呢在呢，"),
            ("哦~", "呢亲", "哈~ /:087", " /:Y", "呀"),
            19,
        ),
    ),
    couriers=(("圆通速递", "YT"), ("中通快递", "78"), ("韵达快递", "43"), ("顺丰速运", "SF")),
    free_from=59,
    postage=10,
    gift="短袜一双",
)
YOUMU = Shop(
    key="youmu",
    name="柚木生活馆",
    prefix="YM",
    lines=homeware.LINES,
    per_line=5,
    orders=1100,
    talks=730,
    agents=(
        Agent(
            "小柚",
            "xiaoyou",
            _DAY,
            _EVENING,
            ("您好，", "亲，", "在的，您好，", "您好，我是小柚，"),
            ("哦", "呢", "~", "。", "哈"),
            28,
        ),
        Agent(
            "木木", "mumu", _EVENING, _NIGHT, ("你好，", "在的，", "", "您好，"), ("。", "哈", "", "呢"), 40
        ),
    ),
    couriers=(("中通快递", "78"), ("极兔速递", "JT"), ("圆通速递", "YT")),
    free_from=49,
    postage=8,
    gift="洗碗海绵一块",
)
SHOPS = (YUNSHANG, YOUMU)

# Sales around 双11 and its pre-sale, against an ordinary day.
_FESTIVE = {
    date(2026, 10, 31): 2.2,
    date(2026, 11, 1): 1.8,
    date(2026, 11, 9): 1.5,
    date(2026, 11, 10): 2.2,
    date(2026, 11, 11): 4.0,
    date(2026, 11, 12): 1.4,
    date(2026, 11, 18): 1.3,
    date(2026, 11, 19): 1.8,
}


def busyness(day: date) -> float:
    """How much is sold on a day, against an ordinary one."""
    return _FESTIVE.get(day, 1.15 if day.weekday() >= 5 else 1.0)
