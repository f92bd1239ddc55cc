"""How satisfied a buyer is, 1 to 5: by their mood, its strength, its course, and answers they got."""

from collections.abc import Sequence

from guitai.engines.understanding.mood_lines import Line, line_of
from guitai.engines.understanding.moods import Feeling
from guitai.engines.understanding.types import Mood, Sign, Turn

_STRONG = 0.7
_FURIOUS, _WORRIED = 0.6, 0.62
_BITTER = 0.9
_HEATED = 0.5
_UNSETTLED = 0.3
_PUSHING = {Sign.PUSHED, Sign.WAITED, Sign.REPEATED}


def satisfaction_of(turns: Sequence[Turn], feeling: Feeling) -> int:
    """Give the satisfaction after the last turn: 1 very unsatisfied, 3 neither nor, 5 very satisfied."""
    match feeling.mood:
        case Mood.ANGRY:
            return 1 if feeling.strength >= _FURIOUS else 2
        case Mood.DISAPPOINTED:
            return 1 if feeling.strength >= _BITTER else 2
        case Mood.ANXIOUS:
            return 2 if feeling.strength >= _WORRIED or _is_pushing(turns, feeling) else 3
        case Mood.CONTENT:
            return 5 if feeling.strength >= _STRONG and feeling.heat < _UNSETTLED else 4
        case _:
            return _of_neutral(turns, feeling)


def _is_pushing(turns: Sequence[Turn], feeling: Feeling) -> bool:
    last = max(place for place, turn in enumerate(turns) if turn.by == "buyer")
    return any(evidence.sign in _PUSHING and evidence.turn == last for evidence in feeling.evidence)


def _of_neutral(turns: Sequence[Turn], feeling: Feeling) -> int:
    """Tell a buyer who got what they asked for from one who did not."""
    place = max((place for place, turn in enumerate(turns) if turn.by == "buyer"), default=None)
    if place is None:
        return 3
    last = line_of(turns[place].text)
    if last.strength("trouble") or (feeling.heat >= _UNSETTLED and feeling.peak >= _HEATED):
        return 2
    if _is_answered(turns, place) and _takes_it(last) and feeling.peak < _STRONG:
        return 4
    return 3


def _is_answered(turns: Sequence[Turn], place: int) -> bool:
    return any(turn.by == "agent" for turn in turns[:place])


def _takes_it(line: Line) -> bool:
    return line.accepts or line.strength("calm") > 0
