"""Candidates out of a text, as the engine makes them."""

from datetime import datetime

from guitai.engines.promises.candidates import Candidate, candidates
from guitai.engines.promises.clauses import clauses_of
from guitai.engines.promises.conditions import times_of_events
from guitai.engines.promises.day_parts import usual_day_parts
from guitai.engines.promises.times import find_times
from guitai.engines.promises.working_days import work_calendar
from guitai.kernel.days import SHANGHAI
from guitai.kernel.normalised import normalise

AT = datetime(2026, 11, 20, 10, tzinfo=SHANGHAI)


def made(written: str) -> list[Candidate]:
    """Give the candidates of a text said on Friday, 20 November 2026, 10:00."""
    said = normalise(written)
    times = find_times(said.text, AT, usual_day_parts(), work_calendar())
    clauses = clauses_of(said.text, said.gaps, times)
    times = sorted([*times, *times_of_events(said.text, clauses, times)], key=lambda time: time.start)
    return list(candidates(said.text, clauses, times))
