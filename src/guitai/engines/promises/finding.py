"""Finds what an agent has promised, and when it falls due."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from guitai.engines.promises.asking import is_put_to_buyer
from guitai.engines.promises.candidates import Candidate, candidates
from guitai.engines.promises.clauses import clauses_of
from guitai.engines.promises.conditions import event_of, times_of_events
from guitai.engines.promises.day_parts import DayParts, usual_day_parts
from guitai.engines.promises.refusing import is_agreed, why_not
from guitai.engines.promises.times import find_times
from guitai.engines.promises.types import About, Kind, Promise
from guitai.engines.promises.wording import words
from guitai.engines.promises.working_days import WorkCalendar, work_calendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import Normalised, normalise

_MOST_TIMES = 50  # nobody promises more in a message; a longer list would only cost time


def find_promises(
    text: str, at: datetime, *, parts: DayParts | None = None, calendar: WorkCalendar | None = None
) -> tuple[Promise, ...]:
    """Give the promises of an agent's message written at a moment, in the order they stand there.

    ``parts`` and ``calendar`` are the usual ones if left out. A vague promise is left out where the same
    sentence says it with a time. Of a message with more than 50 times the first 50 are looked at.

    :raises ValueError: if the moment has no zone.
    """
    if at.tzinfo is None:
        raise ValueError("a promise needs an aware moment")
    said, at = normalise(text), at.astimezone(SHANGHAI)
    said = replace(said, text=words().mended(said.text))
    times = find_times(said.text, at, parts or usual_day_parts(), calendar or work_calendar())[:_MOST_TIMES]
    clauses = clauses_of(said.text, said.gaps, times)
    times = sorted([*times, *times_of_events(said.text, clauses, times)], key=lambda time: time.start)
    if not times:
        return ()
    found = [one for one in candidates(said.text, clauses, times) if not why_not(one)]
    return tuple(_promised(said, one) for one in _without_echoes(found))


def _without_echoes(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Leave out the vague where its sentence has a time (马上查，10分钟内回复), and of two times for one deed
    the first (今天发，最晚明天; 晚上给您发，九点前)."""
    timed = {one.clause.sentence for one in found if one.time.due is not None}
    last = {one.deed: one for one in found if one.deed and one.time.due}
    for one in found:
        if one.time.due is None:
            if one.clause.sentence not in timed:
                yield one
        elif one.deed is None:
            if one.time.due not in {other.time.due for other in last.values()}:
                yield one
        elif last[one.deed] is one:
            yield one


def _promised(said: Normalised, one: Candidate) -> Promise:
    event = event_of(one)
    before = said.text[one.begin : one.time.start]
    time = said.text[one.time.start : one.time.end]
    early = words()["earliest"].search(before) is not None and words()["latest"].search(time) is None
    vague = one.time.due is None or early
    kind = Kind.CONDITIONAL if event else Kind.VAGUE if vague else Kind.EXACT
    places = [(one.time.start, one.time.end)]
    if one.deed:
        places.append(
            (one.deed.start, one.deed.end + (said.text[one.deed.end : one.deed.end + 1] in {"您", "你"}))
        )
    if event:
        places.append((event.start, event.end))
    start, end = said.span(min(place[0] for place in places), max(place[1] for place in places))
    exact = kind is Kind.EXACT
    softened = one.time.rough or words()["soft"].search(said.text, one.clause.start, one.end) is not None
    relayed = words()["hearsay_own"].search(said.text, one.clause.start, one.end) is not None or is_agreed(
        one
    )
    return Promise(
        start=start,
        end=end,
        matched=said.written[start:end],
        about=one.about,
        kind=kind,
        due=one.time.due if exact else None,
        firm=exact and not (softened or relayed or is_put_to_buyer(one)),
        after=_written(said, event.start, event.end) if event else "",
        within=one.time.within if event else None,
        phone=one.about is About.REPLY
        and words()["phone"].search(one.text, one.begin, one.done_in.end) is not None,
        assumed=exact and one.time.assumed,
    )


def _written(said: Normalised, start: int, end: int) -> str:
    first, last = said.span(start, end)
    return said.written[first:last]
