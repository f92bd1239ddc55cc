"""Every time a text names, with when it is: spans, days, parts of days, clocks and the vague."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache

from guitai.engines.promises.clocks import (
    CLOCK,
    FIRST_OF_CLOCKS,
    PART,
    end_of_part,
    is_clock,
    minute_of,
    part_of,
)
from guitai.engines.promises.day_parts import DayParts, moment
from guitai.engines.promises.days import DAY, FIRST_OF_DAYS, Day, day_of
from guitai.engines.promises.spans import FIRST_OF_SPANS, SPAN, due_of, span_of
from guitai.engines.promises.types import Unit, Within
from guitai.engines.promises.wording import words
from guitai.engines.promises.working_days import WorkCalendar

_ONE_DAY = timedelta(days=1)
_BETWEEN = frozenset({"", "的", "(", ")", "之内的", "大概", "大约", "约", "差不多", "在", "最晚", "最迟"})
_JOINED = re.compile(
    r"[)左右前之后]*(?:[-~～—–]|到|至|或者?|、|和|,?(?:最[晚迟]|不行就|或者?|要么|再不行就)(?:也)?(?:是|会|在|到)?)?"
)
_AFTERWARDS = re.compile(r"[之以]?后")
_ENDING = re.compile(r"(?:之内|以内|之前|以前|之后|以后|过后|内|前|后|里|左右|上下|的?样子|之间)+")
_MOST_DAYS_AHEAD = 400
_SAME_DAY = 8  # characters
_SENTENCE_ENDS = re.compile(r"[。!?;…\n]")
_MINUTES_TO_WAIT = 180
_DAYS_OF_LOOSE = {False: Decimal(0), True: Decimal(1)}


@dataclass(frozen=True, slots=True)
class Time:
    """A time in the text. ``due``: when it is, None for a vague one; ``within``: how long, of a span.

    ``past``: it is over; ``begun``: of the present day, and the part of it that is named has begun;
    ``loose``: 当天 and 次日, which count from something else; ``rough``: nobody said when exactly;
    ``assumed``: of a year whose working days are not published; ``named``: by a day, a part of it or a clock;
    ``recurs``: its day may as well be the last as the next (周五, 25号);
    ``dayless``: a part of the day or a clock alone.
    """

    start: int
    end: int
    due: datetime | None
    within: Within | None = None
    past: bool = False
    begun: bool = False
    loose: bool = False
    rough: bool = False
    assumed: bool = False
    named: bool = False
    recurs: bool = False
    dayless: bool = False

    @property
    def is_short(self) -> bool:
        """Say whether it is a span somebody may be asked to wait: some minutes, up to three hours."""
        if self.within is None or self.within.unit not in {Unit.MINUTE, Unit.HOUR}:
            return False
        return self.within.amount * (60 if self.within.unit is Unit.HOUR else 1) <= _MINUTES_TO_WAIT


@dataclass(slots=True)
class _Said:
    """The tokens of one moment as they are put together."""

    start: int
    end: int
    day: Day | None = None
    part: str = ""
    clock: re.Match[str] | None = None


class _Reader:
    """Reads the times of one text."""

    def __init__(self, text: str, at: datetime, parts: DayParts, calendar: WorkCalendar) -> None:
        self.text, self.at, self.parts, self.calendar = text, at, parts, calendar
        self.found: list[Time] = []
        self.said: _Said | None = None
        self.stands: tuple[Day, int] | None = None  # the day named last, and where

    def read(self) -> list[Time]:
        """Give the times in order; those that are joined (今天到明天) are one, the later."""
        for hit in _tokens().finditer(self.text):
            getattr(self, str(hit.lastgroup))(hit)
        self._finish()
        return _merged(self.text, self.found)

    def a_span(self, hit: re.Match[str]) -> None:
        """Take a span."""
        span = span_of(hit)
        if span is None:
            return
        self._finish()
        end = self._end(hit.end())
        if span.within is None:
            self.found.append(Time(hit.start(), end, None, rough=True))
            return
        due, assumed = due_of(span.within, self.at, self.calendar)
        self.found.append(Time(hit.start(), end, due, span.within, rough=span.rough, assumed=assumed))

    def a_day(self, hit: re.Match[str]) -> None:
        """Take a day; it begins a new moment unless it is the same day once more (明天周六)."""
        day = day_of(hit, self.at.date(), self.calendar, self.text[hit.end() : hit.end() + 2])
        if day is None:
            return
        if self._follows(hit) and self.said and self.said.day and self.said.day.date == day.date:
            self.said.end = hit.end()
            return
        self._finish()
        self.said = _Said(hit.start(), hit.end(), day)

    def a_part(self, hit: re.Match[str]) -> None:
        """Take a part of a day; after a day it belongs to it, and 今晚凌晨 is the next day's."""
        part = part_of(hit)
        if self._follows(hit) and self.said and self.said.clock and part == "上班":
            self.said.end = hit.end()  # 明早9点上班
            return
        if not self._follows(hit) or self.said is None or self.said.clock:
            self._finish()
            self.said = _Said(hit.start(), hit.end(), part=part)
            return
        if self.said.part and part == "上班":
            part = self.said.part  # 下午一上班
        if self.said.part == "晚上" and part == "凌晨" and self.said.day:
            self.said.day = replace(self.said.day, date=self.said.day.date + _ONE_DAY)
        self.said.part, self.said.end = part, hit.end()

    def a_clock(self, hit: re.Match[str]) -> None:
        """Take a time of day."""
        follows = self._follows(hit) and self.said is not None and self.said.clock is None
        if not is_clock(hit, self.text, told=follows):
            return
        if not follows or self.said is None:
            self._finish()
            self.said = _Said(hit.start(), hit.end())
        self.said.clock, self.said.end = hit, hit.end()

    def a_vague(self, hit: re.Match[str]) -> None:
        """Take a time nobody can know."""
        self._finish()
        self.found.append(Time(hit.start(), hit.end(), None))

    def _is_still(self, start: int) -> bool:
        """Say whether the day named last stands: 仓库明早上班，九点半前发, but not 明天给您发，晚上给您回."""
        day, end = self.stands or (None, 0)
        if day is None or day.date <= self.at.date() or day.loose or day.vague or start - end > _SAME_DAY:
            return False
        between = self.text[end:start]
        return not (_SENTENCE_ENDS.search(between) or words().deeds(self.text, end, start))

    def _follows(self, hit: re.Match[str]) -> bool:
        return self.said is not None and self.text[self.said.end : hit.start()] in _BETWEEN

    def _end(self, end: int) -> int:
        hit = _ENDING.match(self.text, end)
        return hit.end() if hit else end

    def _finish(self) -> None:
        said, self.said = self.said, None
        if said is None:
            return
        if said.day is None and self.stands and self._is_still(said.start):
            said.day = replace(self.stands[0], recurs=False)
        after = self.text[said.end : said.end + 2]
        today = self.at.date()
        day = said.day or Day(today)
        if said.day:
            self.stands = (day, said.end)
        minute = self._minute(said, day.date, after)
        if minute is None:
            return
        due = moment(day.date, minute)
        while said.day is None and due <= self.at:
            due += _ONE_DAY
        vague = day.vague or (_AFTERWARDS.match(after) is not None and not said.part and not said.clock)
        self.found.append(
            Time(
                said.start,
                self._end(said.end),
                None if vague or (due - self.at).days > _MOST_DAYS_AHEAD else due,
                past=day.past or (said.day is not None and due <= self.at),
                begun=day.date == today and self._has_begun(said.part),
                loose=day.loose,
                rough=_AFTERWARDS.match(after) is not None,
                assumed=day.assumed,
                named=True,
                recurs=day.recurs,
                dayless=said.day is None,
                within=Within(_DAYS_OF_LOOSE[day.date > today], Unit.DAY) if day.loose else None,
            )
        )

    def _has_begun(self, part: str) -> bool:
        return self.at.hour * 60 + self.at.minute >= self.parts.begins.get(part, 0)

    def _minute(self, said: _Said, day: date, after: str) -> int | None:
        """Give the minute after the day's midnight at which it is over."""
        if said.clock:
            now = self.at.hour * 60 + self.at.minute if day == self.at.date() else None
            minute = minute_of(said.clock, said.part, now, next_to_come=said.day is None)
            if minute is not None and _AFTERWARDS.match(after):
                return max(minute, self.parts.end_around(minute))
            return minute
        if said.part:
            return end_of_part(said.part, self.parts, after)
        return 24 * 60


def find_times(text: str, at: datetime, parts: DayParts, calendar: WorkCalendar) -> list[Time]:
    """Give every time of a normalised text, seen from a moment in the shop's zone."""
    return _Reader(text, at, parts, calendar).read()


def _merged(text: str, found: list[Time]) -> list[Time]:
    """Join times that stand as one: 今天到明天, 今天最晚明天; the later counts."""
    merged: list[Time] = []
    for time in found:
        last = merged[-1] if merged else None
        if (
            last
            and last.due
            and time.due
            and _may_join(last, time)
            and _JOINED.fullmatch(text, last.end, time.start)
        ):
            later = time if time.due >= last.due else last
            merged[-1] = replace(later, start=last.start, end=time.end)
        else:
            merged.append(time)
    return merged


def _may_join(first: Time, second: Time) -> bool:
    """Say whether two times can be one; 今天1小时内 is the hour, not the day."""
    return first.named == second.named


@cache
def _tokens() -> re.Pattern[str]:
    # Most characters begin no time: they are passed over before anything is tried.
    first = FIRST_OF_SPANS + FIRST_OF_DAYS + FIRST_OF_CLOCKS + words().first_of_vague
    return re.compile(
        f"(?=[{first}])(?:(?P<a_span>{SPAN})|(?P<a_day>{DAY})|(?P<a_clock>{CLOCK})|(?P<a_part>{PART})|(?P<a_vague>{words().vague}))"
    )
