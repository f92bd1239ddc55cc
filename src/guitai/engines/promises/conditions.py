"""After what something is promised: 仓库收到后24小时内, 您把截图传来我10分钟内处理, 工厂一答复我就通知您."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from guitai.engines.promises.candidates import Candidate
from guitai.engines.promises.clauses import Clause
from guitai.engines.promises.times import Time
from guitai.engines.promises.wording import words


@dataclass(frozen=True, slots=True)
class Event:
    """What has to happen first, and where it is said; ``purchase``: the buyer pays or orders."""

    start: int
    end: int
    purchase: bool


def times_of_events(text: str, clauses: Sequence[Clause], times: Sequence[Time]) -> Iterator[Time]:
    """Give a time without length where something is done as soon as something else has happened, and no
    time is named: 您确认收货后给您返5元."""
    begun = [time.start for time in times]
    for hit in words()["once"].finditer(text):
        place = hit.end()
        clause = next((one for one in clauses if one.start <= place < one.end), None)
        if clause and not any(clause.start <= start < clause.end for start in begun):
            yield Time(place, place, None)


def event_of(one: Candidate) -> Event | None:
    """Give what a candidate waits for, if anything.

    What has a day or an hour of its own (核实后明天回复您) waits only for what others do: 您拍下我今天就发.
    """
    if hit := _condition(one) or _as_soon(one):
        return hit
    for start, end in _places(one):
        found = _purchase_now(one, start, end) or _said_in(one, start, end)
        if found and (not _has_own_time(one) or _is_outside(one.text, found)):
            return found
    return _buyer_first(one)


def is_condition(text: str, start: int, end: int) -> bool:
    """Say whether an if-clause names something others may do (如果您今天付款), not what may fail (没到)."""
    said = words()["idle"].sub("", words()["courtesy"].sub("", text[start:end]))
    return (
        words()["hypothetical"].search(said) is not None
        and words()["outside"].search(said) is not None
        and words()["if_not"].search(said) is None
    )


def _places(one: Candidate) -> list[tuple[int, int]]:
    """Give where an event may be said: before the time, between it and the deed, in the clause before."""
    places = [(one.clause.start, one.time.start)]
    if one.deed and one.done_in is one.clause and one.deed.start > one.time.end:
        places.append((one.time.end, one.deed.start))
    if one.before and one.before.sentence == one.clause.sentence:
        places.append((one.before.start, one.before.end))
    return places


def _condition(one: Candidate) -> Event | None:
    for clause in (one.clause, one.before):
        if clause is None or clause.sentence != one.clause.sentence:
            continue
        end = min(clause.end, one.time.start)
        if is_condition(one.text, clause.start, end):
            return _event(one, clause.start, end)
    return None


def _as_soon(one: Candidate) -> Event | None:
    """工厂一答复我就: here the time is itself the end of what has to happen."""
    hit = words()["as_soon"].fullmatch(one.text, one.time.start, one.time.end)
    return _event(one, one.clause.start, hit.end(1)) if hit else None


def _purchase_now(one: Candidate, start: int, end: int) -> Event | None:
    hit = words()["purchase_now"].search(one.text, start, end)
    return Event(*hit.span(), purchase=True) if hit else None


def _said_in(one: Candidate, start: int, end: int) -> Event | None:
    """Give the event of one stretch; in the clause before it must come last, or the clause begin with 等."""
    near = start in {one.clause.start, one.time.end}
    hit = words()["event"].search(one.text, start, end)
    if hit and (near or words()["filler"].fullmatch(one.text, hit.end(), end)):
        return _event(one, *hit.span())
    if start == one.time.end:
        hit = words()["event_inside"].search(one.text, start, end + 1)
        return _event(one, *hit.span()) if hit else None
    at_once = one.time.due is None or one.time.is_short
    told = one.time.named or words()["told_only"].search(one.text, start, end)  # 平台回复48小时内赔
    direct = start == one.clause.start and (at_once or not told)
    if direct or one.time.loose:
        # 主管批了马上退, 收到当天退; 备件到了，下午寄 has happened.
        hit = words()["event_now"].search(one.text, start, end)
        if hit and hit.end() - hit.start() > 1:
            return _event(one, *hit.span())
    if start < end and words()["event_clause"].match(one.text[start:end]):
        return _event(one, start, end)
    return None


def _buyer_first(one: Candidate) -> Event | None:
    """Give what the buyer is to do first, right before the time or in the clause before."""
    if one.waits:
        return None
    if one.before and one.before.sentence == one.clause.sentence:
        stretches = [(one.before.start, one.before.end), (one.clause.start, one.time.start)]
    else:
        stretches = [(one.clause.start, one.time.start)]
    for start, end in stretches:
        said = one.text[start:end]
        if start == one.clause.start and words()["us_last"].search(said) is None and not said.endswith("我"):
            continue
        told = words()["told_us"].match(said) or words()["handed_in"].match(said)
        if told or (words()["buyer_first"].match(said) and not words()["buyer_done"].search(said)):
            return _event(one, start, end)
    return None


def _has_own_time(one: Candidate) -> bool:
    return one.time.named and not one.time.loose


def _is_outside(text: str, event: Event) -> bool:
    return event.purchase or words()["outside"].search(text, event.start, event.end) is not None


def _event(one: Candidate, start: int, end: int) -> Event:
    return Event(start, end, purchase=words()["purchase"].search(one.text, start, end) is not None)
