"""Whether a buyer who has not ordered is losing interest, against this buyer's own beginning.

Looked at are the lines after the last one with a question in it, or with anything that helps to choose.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import prod
from statistics import median
from typing import NamedTuple

from guitai.engines.understanding.interest_words import Said, is_no_yes, said_in, told_in
from guitai.engines.understanding.types import Evidence, Sign, Turn

# From here an agent is told.
LOSING_FROM = 0.5
# After this long a buyer comes again, with a new beginning.
NEW_VISIT_AFTER = timedelta(hours=6)

_PUT_OFF, _DOUBT_OF_A_NO = 0.6, 0.85
# What a reply counts that says little or nothing to an answer: one that did not suit, a price or what is
# said to sell, any other.
_ASSENT_TO = {"denied": 0.5, "pitched": 0.3, "told": 0.22, "closed": 0.05}
_REMARK_TO = {"denied": 0.4, "pitched": 0.2, "told": 0.1, "closed": 0.05}
_OBJECTION_TO = {"denied": 0.5, "pitched": 0.4, "told": 0.3, "closed": 0.1}
_THANKS_FOR_A_NO = 0.4
_MOST_ASSENTS = 0.75
_OWN_BEGINNING = 3  # lines
_TERSE = 5  # characters: who began so does not get shorter
_SLOW_FROM = 60  # seconds
_SILENT_FROM = 180  # seconds
_POLITE, _ONLY_POLITE = 0.5, 0.7  # 好的, 知道了: may be mere politeness
_TERSE_SHARE, _LISTENING = 0.6, 0.6
_NOT_BEGUN = 0.5  # how much a sign counts in somebody who never asked anything
_OF_A_SERVICE, _OF_ANYTHING = 0.4, 0.8  # in somebody who asks how to be served, who asks neither
_WORD = 2  # characters
_SHORT, _SHOWN = 8, 16  # characters of a remark


@dataclass(frozen=True, slots=True)
class Cooling:
    """How far interest is lost, 0 to 1, and what speaks for it, the strongest first."""

    losing: float = 0.0
    evidence: tuple[Evidence, ...] = ()


class _Line(NamedTuple):
    """A buyer's line where it stands.

    ``gap``: seconds since the agent's line, None if unknown. It ``answers`` a question; ``to`` says
    what the agent said before: a key of ``_ASSENT_TO``.
    """

    turn: int
    said: Said
    gap: float | None
    answers: bool
    to: str


def interest_of(turns: Sequence[Turn], *, otherwise_engaged: bool = False) -> Cooling:
    """Tell how far the buyer has lost interest after the last turn.

    :param otherwise_engaged: they are angry, or it is about an order there is: nobody is to be won back.
    """
    visit = _visit(turns)
    lines = _lines(turns, visit)
    if otherwise_engaged or not lines or _has_ordered(turns, visit):
        return Cooling()
    tail = _tail(lines)
    if any(line.said.heated for line in lines[-3:]) or _was_helped(tail):
        return Cooling()
    begun = lines[: len(lines) - len(tail)]
    decided = any(each.said.decides for each in begun)
    found = _put_off([line for line in tail if not (decided and line.said.refuses)])
    if not decided:
        open_ = [line for line in tail if line.to != "closed"]
        found += [*_fading(tail), *_remarks(begun, tail), *_shorter(begun, open_)]
        found += [*_no_question(begun, open_), *_slower(turns, lines, tail)]
    share = _share(begun, tail)
    found = [Evidence(each.turn, each.sign, round(each.weight * share, 2), each.facts) for each in found]
    found.sort(key=lambda each: (-each.weight, -each.turn))
    return Cooling(round(1 - prod(1 - each.weight for each in found), 3), tuple(found))


def _visit(turns: Sequence[Turn]) -> int:
    """Give the place of the turn this visit began with."""
    began, seen = 0, None
    for place, turn in enumerate(turns):
        if turn.at is not None:
            # Where the agent took it up again it is the same affair.
            if turn.by == "buyer" and seen is not None and turn.at - seen >= NEW_VISIT_AFTER:
                began = place
            seen = turn.at
    return began


def _lines(turns: Sequence[Turn], since: int) -> list[_Line]:
    lines = []
    asked, closed, to, answered_at, question = False, False, "", None, ""
    for place in range(since, len(turns)):
        turn = turns[place]
        if turn.by == "agent":
            told = told_in(turn.text)
            asked, closed = told.asks, told.closes
            evades = bool(question) and not told.asks and is_no_yes(question, turn.text)
            denied = told.denies or to == "denied"
            to = "denied" if denied else "pitched" if told.pitches or evades else to or "told"
            question = ""
            answered_at = answered_at or turn.at
            continue
        to = "closed" if closed and to != "denied" else to or "told"
        lines.append(_Line(place, said_in(turn.text), _seconds(answered_at, turn.at), asked, to))
        asked, closed, to, answered_at, question = False, False, "", None, turn.text
    return [line for line in lines if not line.said.greets]


def _seconds(since: datetime | None, until: datetime | None) -> float | None:
    return None if since is None or until is None else (until - since).total_seconds()


def _has_ordered(turns: Sequence[Turn], since: int) -> bool:
    """Say whether there is an order the talk is about."""
    return any(
        told_in(turn.text).ordered if turn.by == "agent" else said_in(turn.text).aftersales
        for turn in turns[since:]
    )


def _tail(lines: Sequence[_Line]) -> list[_Line]:
    """Give the lines since the last that asked, or told what helps to choose."""
    since = len(lines)
    while since and not _is_engaged(lines[since - 1], lines[since - 2] if since > 1 else None):
        since -= 1
    tail = list(lines[since:])
    return tail if not any(line.to == "denied" for line in tail) else [_unclosed(line) for line in tail]


def _unclosed(line: _Line) -> _Line:
    """Give a line as one to any answer: 没有了 to 还有什么可以帮您 is no politeness after a no."""
    return line._replace(to="told") if line.to == "closed" else line


def _is_engaged(line: _Line, before: _Line | None) -> bool:
    """Say whether the buyer goes on.

    What they tell of themselves after a no is an objection; a word for an answer after a 哦 is no more.
    """
    said = line.said
    if said.asks or said.decides or said.requests or said.accepts or said.measures:
        return True
    if said.fading or (said.put_off and not (line.answers and said.puts_off < 1 and said.length > _SHORT)):
        return False
    if line.answers:
        cool = before is not None and (before.said.fading or before.said.put_off)
        return not cool or said.length > _WORD or not said.bare.isalpha()
    return said.tells and line.to == "told" and (before is None or not said.bare.isalpha())


def _was_helped(tail: Sequence[_Line]) -> bool:
    """Say whether the buyer thanked for an answer that suited and put nothing off."""
    suits = not any(line.said.put_off or line.to == "denied" for line in tail)
    return suits and any(line.said.thanks for line in tail)


def _share(begun: Sequence[_Line], tail: Sequence[_Line]) -> float:
    """Give how much signs count: less in one who wants no goods, listens, is terse or merely polite."""
    share = 1.0 if any(each.said.asks or each.said.chooses for each in begun) else _NOT_BEGUN
    own = [line.said.length for line in begun if not line.said.fading]
    if own and max(own[:_OWN_BEGINNING]) <= _TERSE:
        share *= _TERSE_SHARE
    if begun and begun[-1].said.learns and all(line.said.fading and line.to != "denied" for line in tail):
        share *= _LISTENING
    choosing, serving = (sum(line.said.chooses for line in begun), sum(line.said.serves for line in begun))
    if serving > choosing:
        share *= _OF_A_SERVICE
    elif not choosing:
        share *= _OF_ANYTHING
    if all(line.said.fading and line.said.fades <= _POLITE and line.to != "denied" for line in tail):
        share *= _ONLY_POLITE
    return share


def _fade(line: _Line) -> float:
    """Give how much an assent counts: 嗯 is an answer where the agent asked, 哦 is not."""
    weight = line.said.fades * _ASSENT_TO[line.to]
    return 0.3 * weight if line.answers and line.said.fading in {"嗯", "好", "不知道"} else weight


def _fading(tail: Sequence[_Line]) -> list[Evidence]:
    assents = [line for line in tail if line.said.fading]
    if not assents:
        return []
    weight = min(_MOST_ASSENTS, sum(map(_fade, assents)))
    return [Evidence(assents[-1].turn, Sign.FADING, weight, _repeated(assents))]


def _repeated(assents: Sequence[_Line]) -> dict[str, int | str]:
    """Give the word a buyer keeps to and how often they said it; all the last ones if there is none."""
    last = assents[-1].said.fading
    times = sum(line.said.fading == last for line in assents)
    if times > 1 or len(assents) == 1:
        return {"words": last, "times": times}
    return {"words": "、".join(dict.fromkeys(line.said.fading for line in assents)), "times": len(assents)}


def _put_off(tail: Sequence[_Line]) -> list[Evidence]:
    return [
        Evidence(line.turn, Sign.PUT_OFF, _PUT_OFF * _puts_off(line), {"words": line.said.put_off})
        for line in tail
        if line.said.put_off
    ]


def _puts_off(line: _Line) -> float:
    """Give how much putting off counts: 不用了 to 还有什么可以帮您 often ends a talk that helped."""
    if line.said.puts_off < 1 and line.to in {"denied", "pitched"}:
        return _DOUBT_OF_A_NO
    return 0.2 if line.to == "closed" and line.said.refuses else line.said.puts_off


def _remarks(begun: Sequence[_Line], tail: Sequence[_Line]) -> list[Evidence]:
    """Give what somebody who had asked said to an answer that neither asks, tells, takes it nor puts off."""
    if not any(line.said.asks for line in begun):
        return []
    return [
        Evidence(line.turn, Sign.PUT_OFF, _remark(line), {"words": line.said.bare[:_SHOWN]})
        for line in tail
        if not line.said.fading and not line.said.put_off and _remark(line)
    ]


def _remark(line: _Line) -> float:
    if line.said.thanks:
        return _THANKS_FOR_A_NO if line.to == "denied" else 0.0
    weight = _REMARK_TO[line.to]
    return max(weight, _OBJECTION_TO[line.to]) if line.said.objects else weight


def _shorter(begun: Sequence[_Line], tail: Sequence[_Line]) -> list[Evidence]:
    own = [line.said.length for line in begun if not line.said.fading][:_OWN_BEGINNING]
    if not own or not tail or median(own) <= _TERSE:
        return []
    before, now = round(median(own)), round(sum(line.said.length for line in tail[-3:]) / len(tail[-3:]))
    if now > 0.4 * before:
        return []
    weight = min(0.3, 0.1 + 0.05 * len(tail) + (0.05 if before >= 2 * _TERSE else 0))
    return [Evidence(tail[-1].turn, Sign.SHORTER, weight, {"characters": now, "before": before})]


def _no_question(begun: Sequence[_Line], tail: Sequence[_Line]) -> list[Evidence]:
    if len(tail) < 2 or not any(line.said.asks for line in begun):
        return []
    weight = min(0.35, 0.1 * len(tail) - 0.05)
    return [Evidence(tail[-1].turn, Sign.NO_QUESTION, weight, {"lines": len(tail)})]


def _slower(turns: Sequence[Turn], lines: Sequence[_Line], tail: Sequence[_Line]) -> list[Evidence]:
    """Compare the pauses before the last lines, and the silence since, with those at the beginning."""
    own = [line.gap for line in lines[: len(lines) - len(tail)] if line.gap is not None][:_OWN_BEGINNING]
    if not own:
        return []
    before = max(median(own), 5.0)
    late = [line.gap for line in tail if line.gap is not None][-2:]
    silence = _silence(turns)
    now = max([sum(late) / len(late) if late else 0.0, silence if silence >= _SILENT_FROM else 0.0])
    if now < _SLOW_FROM or now < 3 * before:
        return []
    weight = 0.2 if now < 6 * before else 0.3
    place = tail[-1].turn if tail and now != silence else len(turns) - 1
    return [Evidence(place, Sign.SLOWER, weight, {"seconds": round(now), "before": round(median(own))})]


def _silence(turns: Sequence[Turn]) -> float:
    """Give the seconds from the agent's answer to their last line, while the buyer says nothing."""
    last = max((place for place, turn in enumerate(turns) if turn.by == "buyer"), default=len(turns))
    after = [turn.at for turn in turns[last + 1 :] if turn.at is not None]
    return (after[-1] - after[0]).total_seconds() if after else 0.0
