"""Puts the times of a text together with what is to be done by then."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.promises.clauses import Clause
from guitai.engines.promises.times import Time
from guitai.engines.promises.types import About
from guitai.engines.promises.wording import Deed, words

_FARTHEST = 15  # characters from 尽快 to what is done
_AFTERWARDS = re.compile("[后完]|之前")  # 签收后7天: the deed is what the time counts from


@dataclass(frozen=True, slots=True)
class Candidate:
    """A time and a deed that may be a promise.

    ``clause`` holds the time, ``done_in`` the deed (the same, or a neighbour if the time stands alone);
    ``begin`` and ``end`` are the stretch of ``clause`` that speaks of this time. No deed: 稍等5分钟.
    """

    text: str
    time: Time
    clause: Clause
    begin: int
    end: int
    deed: Deed | None
    done_in: Clause
    waits: bool
    before: Clause | None
    after: Clause | None

    @property
    def about(self) -> About:
        """What is promised; whoever asks to wait will say something."""
        return self.deed.about if self.deed else About.REPLY

    @property
    def given(self) -> bool:
        """Say whether it is said of this buyer, or who of the shop does it."""
        before = (
            self.before.of(self.text) if self.before and self.before.sentence == self.clause.sentence else ""
        )
        names = ("given_before", "told_buyer", "we_do")
        if any(words()[name].search(before) for name in names):
            return True
        stretches = (self.text[self.clause.start : self.end], self.done_in.of(self.text))
        return any(words()[name].search(said) for said in stretches for name in ("given", "own"))

    @property
    def own(self) -> str:
        """The words that speak of this time."""
        return self.text[self.begin : self.end]

    @property
    def lead(self) -> str:
        """The words of the deed's clause before the deed."""
        if self.deed is None:
            return self.text[self.begin : self.time.start]
        start = self.begin if self.done_in is self.clause else self.done_in.start
        return self.text[start : self.deed.start]

    @property
    def rest(self) -> str:
        """The words after the deed and before the next sign."""
        if self.deed is None:
            return self.text[self.time.end : self.end]
        return self.text[self.deed.end : self.end if self.done_in is self.clause else self.done_in.end]

    @property
    def between(self) -> str:
        """The words between time and deed, whichever stands first."""
        if self.deed is None or self.done_in is not self.clause:
            return self.lead
        if self.deed.start >= self.time.end:
            return self.text[self.time.end : self.deed.start]
        return self.text[self.deed.end : self.time.start]


def candidates(text: str, clauses: Sequence[Clause], times: Sequence[Time]) -> Iterator[Candidate]:
    """Give every time with the deed that belongs to it; a time nothing is done by is left out."""
    for place, clause in enumerate(clauses):
        held = [time for time in times if clause.start <= time.start < clause.end]
        if not held:
            continue
        begin = clause.start
        for number, time in enumerate(held):
            # 明天第一时间给您查: what cannot be put on a clock parts nothing from a time that can.
            later = [other for other in held[number + 1 :] if other.due is not None or time.due is None]
            end = later[0].start if later else clause.end
            made = _candidate(text, clauses, place, time, (begin, end), times)
            if made is not None:
                yield made
                shared = made.deed and any(time.end <= other.start <= made.deed.start for other in held)
                if made.done_in is clause and made.deed is not None and not shared:
                    begin = max(made.deed.end, time.end)
                    continue
            begin = time.end if made is not None else begin


def _candidate(
    text: str,
    clauses: Sequence[Clause],
    place: int,
    time: Time,
    stretch: tuple[int, int],
    times: Sequence[Time],
) -> Candidate | None:
    clause, (begin, end) = clauses[place], stretch
    waits = _waits(text, begin, time) or (
        place > 0 and _waits(text, clauses[place - 1].start, time) and _stands_alone(text, clause, time)
    )
    deed, done_in = _deed_inside(text, begin, end, time, clause), clause
    if deed is None and time.due is not None:
        if waits or _stands_alone(text, clause, time):
            deed, done_in = _deed_nearby(text, clauses, place, time, times)
        elif _leads_on(text, clauses, place, time, times):
            deed, done_in = _deed_in(text, clauses[place + 1]), clauses[place + 1]
    waits = waits or (deed is None and _goes_off(text, clauses, place, time))
    if deed is None and time.due is not None and not waits:
        deed, done_in = words().act(text, begin, (time.start, time.end), end), clause
    if deed is None and not waits and not _is_all(text, time):
        return None
    return Candidate(
        text=text,
        time=time,
        clause=clause,
        begin=begin,
        end=end,
        deed=deed,
        done_in=done_in,
        waits=waits,
        before=clauses[place - 1] if place else None,
        after=clauses[place + 1] if place + 1 < len(clauses) else None,
    )


def _goes_off(text: str, clauses: Sequence[Clause], place: int, time: Time) -> bool:
    """两分钟 我切后台: some minutes alone, and beside them what somebody goes to do."""
    if not time.is_short or not _stands_alone(text, clauses[place], time):
        return False
    beside = clauses[max(place - 1, 0) : place + 2]
    return any(words()["goes_off"].match(near.of(text)) for near in beside)


def _deed_inside(text: str, begin: int, end: int, time: Time, clause: Clause) -> Deed | None:
    """Give the deed after the time, telling ones first; else, if nothing more is said, the last before it."""
    after = words().deeds(text, time.end, end, clause.end)
    if time.due is None:
        after = [deed for deed in after if deed.start - time.end <= _FARTHEST]
    main = [deed for deed in after if words()["attribute"].match(text, deed.end) is None]
    best = min(main or after, key=_rank, default=None)
    if (best and best.group != "served") or not words()["filler"].fullmatch(text, time.end, end):
        return best
    before = [
        deed
        for deed in words().deeds(text, begin, time.start, clause.end)
        if deed.end <= time.start
        and deed.group != "served"  # 给您留到明天: the time belongs to what was not understood
        and not _AFTERWARDS.search(text, deed.end, time.start)
    ]
    return min(reversed(before), key=_rank, default=best)


def _deed_nearby(
    text: str, clauses: Sequence[Clause], place: int, time: Time, times: Sequence[Time]
) -> tuple[Deed | None, Clause]:
    """Give the deed of the next clause that names no time of its own, else of the one before."""
    clause = clauses[place]
    for near in (place + 1, place + 2):
        if near >= len(clauses) or clauses[near].sentence != clause.sentence:
            break
        if _is_timed(clauses[near], times):
            break
        if words()["buyer_then"].match(text, clauses[near].start):
            break
        if deeds := words().deeds(text, clauses[near].start, clauses[near].end):
            return min(deeds, key=_rank), clauses[near]
    if time.is_short and clause.sign and (deed := _deed_next(text, clauses, place + 1, times)):
        return deed, clauses[place + 1]
    for near in (place - 1, place - 2):
        if near < 0:
            break
        if deeds := words().deeds(text, clauses[near].start, clauses[near].end):
            return min(reversed(deeds), key=_rank), clauses[near]
    return None, clause


def _deed_next(text: str, clauses: Sequence[Clause], place: int, times: Sequence[Time]) -> Deed | None:
    """Give what the shop does in the sentence after a time that is a sentence of its own: 5分钟！我给您改."""
    if place >= len(clauses) or _is_timed(clauses[place], times):
        return None
    if not words()["given"].search(text, clauses[place].start, clauses[place].end):
        return None
    return _deed_in(text, clauses[place])


def _is_timed(clause: Clause, times: Sequence[Time]) -> bool:
    return any(clause.start <= time.start < clause.end and time.due for time in times)


def _leads_on(text: str, clauses: Sequence[Clause], place: int, time: Time, times: Sequence[Time]) -> bool:
    """Say whether a time ends its clause and who does it by then begins the next: 也就是26号 我发您图."""
    if place + 1 >= len(clauses) or words()["filler"].fullmatch(text, time.end, clauses[place].end) is None:
        return False
    following = clauses[place + 1]
    if following.sentence != clauses[place].sentence or _is_timed(following, times):
        return False
    denied = words()["denial"].search(text, clauses[place].start, time.start)
    return denied is None and words()["begins_anew"].match(text, following.start) is not None


def _deed_in(text: str, clause: Clause) -> Deed | None:
    return min(words().deeds(text, clause.start, clause.end), key=_rank, default=None)


def _rank(deed: Deed) -> int:
    return deed.rank


def _stands_alone(text: str, clause: Clause, time: Time) -> bool:
    filler = words()["filler"]
    return bool(
        filler.fullmatch(text, clause.start, time.start) and filler.fullmatch(text, time.end, clause.end)
    )


def _is_all(text: str, time: Time) -> bool:
    """Say whether a message is nothing but a time, said as an answer: 马上, 好的 10分钟."""
    if time.due is None:
        answers = words()["at_once"].match(text, time.start) is not None
    else:
        answers = time.is_short and words()["agreed"].match(text) is not None
    return (
        answers
        and words()["filler"].fullmatch(text, 0, time.start) is not None
        and (words()["filler"].fullmatch(text.rstrip("。!"), time.end) is not None)
    )


def _waits(text: str, begin: int, time: Time) -> bool:
    """Say whether somebody is asked to wait for some minutes: 稍等5分钟, 给我10分钟, 给我们一天."""
    if time.within is None:
        return False
    name = "wait_asked" if time.is_short else "time_asked"
    return words()[name].search(text, begin, time.start) is not None
