"""Chat exports made for the tests, in the shapes their programs write them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

BANNER = "=" * 64
SINGLE = f"{BANNER}\r\n{' ' * 31}单聊{' ' * 29}\r\n{BANNER}\r\n"
GROUP = f"{BANNER}\r\n{' ' * 31}群聊{' ' * 29}\r\n"
AGENT = "示例旗舰店:小美"
BUYER = "tb_demo01"
OPENS = "/*****************以下为一通会话************************************/"
ENDS = "/*****************会话结束_时间:2026-07-21 22:05:00"


class Line(NamedTuple):
    """A message as a person would tell it: who, when, what."""

    who: str
    at: datetime
    what: str


TALK = (
    Line(BUYER, datetime.fromisoformat("2026-07-01 09:05:03"), "亲，在吗"),
    Line(AGENT, datetime.fromisoformat("2026-07-01 09:05:20"), "在的亲 /:^_^\n有什么可以帮您？"),
    Line(BUYER, datetime.fromisoformat("2026-07-01 21:50:11"), "这件有M码吗: 165 52公斤"),
    Line(AGENT, datetime.fromisoformat("2026-07-02 00:00:00"), "有的"),
)

TIMES = st.integers(0, 10**9).map(
    lambda seconds: datetime.fromisoformat("2000-01-01") + timedelta(seconds=seconds)
)


def block(buyer: str, *messages: tuple[str, str, str]) -> str:
    """One buyer's talk: who, when, what."""
    lines = [f"{who}({at}):  {what}" for who, at, what in messages]
    return "\r\n".join([f"{'-' * 28}{buyer}{'-' * 28}", *lines]) + "\r\n"


def chat(*blocks: str, agent: str = AGENT, rest: str = "") -> str:
    """A whole file of one agent's account."""
    return f"{agent}\r\n{SINGLE}{''.join(blocks)}{rest}"


def saved(folder: Path, text: str, encoding: str = "gb18030") -> Path:
    """Put a text into a file."""
    path = folder / "chat.txt"
    path.write_bytes(text.encode(encoding))
    return path


def pc(talk: Sequence[Line]) -> str:
    """A talk as the message manager of 千牛 saves it."""
    return chat(block(BUYER, *((who, str(at), what.replace("\n", "\r\n")) for who, at, what in talk)))


def unpadded(at: datetime) -> str:
    """A time as the window of 千牛 shows it: 2025-1-5 9:05:03."""
    return f"{at.year}-{at.month}-{at.day} {at.hour}:{at:%M:%S}"


def copied(talk: Sequence[Line], head: str = "{who}{at}") -> str:
    """A talk copied from the window of 千牛; ``head`` has gaps for who, whom and at."""
    lines = []
    for who, at, what in talk:
        whom = AGENT if who == BUYER else BUYER
        lines += [head.format(who=who, whom=whom, at=unpadded(at)), *what.split("\n"), "已读"]
    return "\r\n".join(lines) + "\r\n"


def web(talk: Sequence[Line]) -> str:
    """A talk copied from the page 聊天记录查询."""
    lines: list[str] = []
    day = None
    for who, at, what in talk:
        if at.date() != day:
            day = at.date()
            lines.append(str(day))
        lines += [f"{at:%H:%M:%S}", *what.split("\n"), who]
    return "\n".join([*lines, "没有更多内容了"]) + "\n"


def wangwang(talk: Sequence[Line]) -> str:
    """A talk as 旺旺 saved it in 2011."""
    lines = [f"{at.year}年{at.month}月{at.day}日{at:%H:%M:%S} {who}:{what}" for who, at, what in talk]
    return "\n".join([AGENT, *lines]).replace("\n", "\r\n") + "\r\n"


def download(talk: Sequence[Line]) -> str:
    """A talk as 即时消息 is downloaded."""
    lines = ["店铺：示例旗舰店", "导出时间：2026-07-22", "即时消息"]
    day = None
    for who, at, what in talk:
        if at.date() != day:
            day = at.date()
            lines.append(str(day))
        lines.append(f"{at} {who}: {what}")
    return "\n".join(lines).replace("\n", "\r\n") + "\r\n"


def session(talk: Sequence[Line], *, ends: str = ENDS) -> str:
    """A session as 咚咚 exports it, with the tabs it puts behind words."""
    lines = [OPENS]
    for who, at, what in talk:
        lines += [f"{who} {at}", *(line + "\t" for line in what.split("\n"))]
    return "\n".join([*lines, ends]) + "\n"


EXPORTS = {
    "saved": pc(TALK),
    "copied": copied(TALK),
    "copied, a blank": copied(TALK, "{who} {at}"),
    "copied, two lines": copied(TALK, "{who}\r\n{at}"),
    "copied, an arrow": copied(TALK, "{who} --> {whom} {at}"),
    "copied, brackets": copied(TALK, "[{who}] {at}"),
    "web": web(TALK),
    "wangwang": wangwang(TALK),
    "download": download(TALK),
    "dongdong": session(
        [line._replace(who="j****db" if line.who == BUYER else "示例店-小何") for line in TALK]
    ),
}
