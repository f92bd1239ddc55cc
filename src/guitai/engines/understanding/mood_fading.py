"""How fast what a buyer felt fades, by what they say next and whether they were helped."""

import re
from functools import lru_cache

from guitai.engines.understanding.mood_lines import Line

# An agent's line that says something is done or known, not only that they are sorry.
_HELPED = re.compile(
    "已经?|安排|处理好|补发|退您|退给|退款|发出|改好|备注|查到|登记|申请|赔|给您换|给您补|可以的|到货|签收|明天|今天"
)


def fading(line: Line, *, content: bool, pushed: bool, answer: str | None, rested: bool) -> float:
    """Give the share of a sign that is left after the buyer's next line.

    :param content: the sign is one of contentment, which is over sooner.
    :param pushed: the line itself speaks for a mood.
    :param answer: what the agent said in between; None if nothing.
    :param rested: hours lie between.
    """
    if content:
        return _of_content(line)
    share = _of_trouble(line, pushed=pushed, answer=answer)
    return share * 0.4 if rested and not line.complains else share


def _of_content(line: Line) -> float:
    if line.complains:
        return 0.2
    if line.strength("content"):
        return 0.9
    return 0.6 if line.accepts or line.assents else 0.35


def _of_trouble(line: Line, *, pushed: bool, answer: str | None) -> float:
    if line.complains or (pushed and not line.strength("content")):
        return 0.97
    if line.strength("calm"):
        return 0.2
    if line.strength("content") >= 0.5:
        return 0.3 if answer is not None else 0.5
    if answer is None:
        return 0.95
    share = 0.72 if _helps(answer) else 0.88
    if line.accepts:
        return share * 0.6
    return share * (0.85 if line.assents else 0.8 if line.goes_on else 0.95)


@lru_cache(maxsize=20_000)
def _helps(answer: str) -> bool:
    return _HELPED.search(answer) is not None
