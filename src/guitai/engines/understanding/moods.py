"""The mood of a talk after its last turn: every sign adds to a mood and fades as the talk goes on.

A sign fades slowly while nobody answers, faster once an agent did, fastest when the buyer calms down. A mood
is as strong as its signs together, 1 - (1 - a)(1 - b)…; the strongest is shown from ``SHOWN_FROM``.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from operator import attrgetter

from guitai.engines.understanding.mood_fading import fading
from guitai.engines.understanding.mood_lines import Line, line_of
from guitai.engines.understanding.types import Evidence, Mood, Sign, Turn

SHOWN_FROM = 0.35
# An agent who is silent so long while a buyer writes on has kept them waiting.
WAITED_FROM = timedelta(seconds=60)
# After this long a buyer begins anew; that nobody answered in the night is no waiting.
NEW_VISIT_AFTER = timedelta(hours=6)

# Two lines are the same from this share of the longer one's pairs of characters, or of the shorter one's.
_ALIKE_FROM, _INSIDE_FROM = 0.6, 0.75
_FEWEST_SHARED = 3
_REMEMBERED = 12  # lines
_OVER_WHEN_ANSWERED = {Sign.PUSHED, Sign.WAITED}
_LOST_BELOW = 0.08
_MOST_EVIDENCE = 6
_EARLIER = 0.2  # told after what was said
# Of moods nearly as strong the gravest is shown.
_NEARLY = 0.15
_GRAVEST = (Mood.ANGRY, Mood.DISAPPOINTED, Mood.ANXIOUS, Mood.CONTENT)


@dataclass(frozen=True, slots=True)
class Feeling:
    """A mood and how strong it is (0 to 1); ``heat`` is the strength of the strongest bad mood, shown or not.

    ``peak`` is the highest the heat has been in the talk.
    """

    mood: Mood
    strength: float
    heat: float
    peak: float
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Trace:
    """A sign, as much of it as is left."""

    mood: Mood
    turn: int
    sign: Sign
    weight: float
    facts: Mapping[str, int | str]


@dataclass(slots=True)
class _Course:
    """The talk as far as it was read."""

    traces: list[_Trace] = field(default_factory=list)
    said: deque[frozenset[str]] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))
    open_greets: bool = True  # all lines since the last answer only greet
    peak: float = 0.0
    last_buyer: int = -1
    open_lines: int = 0
    open_since: datetime | None = None
    answered: str | None = None
    seen_at: datetime | None = None

    def agent(self, turn: Turn) -> None:
        """Take note of an answer."""
        self.answered = turn.text if self.answered is None else f"{self.answered}\n{turn.text}"
        self._begin()
        self.seen_at = turn.at or self.seen_at

    def buyer(self, place: int, turn: Turn) -> None:
        """Let the earlier signs fade and add those of this line."""
        line = line_of(turn.text)
        rested = self._rested(turn)
        if rested:
            self._begin()
        signs = self._of_words(place, line)
        if self.open_lines:
            signs += self._of_pushing(place, turn, line)
        if line.said:
            signs += self._of_repeats(place, line)
        if self.traces:
            self._fade(line, pushed=bool(signs), rested=rested)
        if signs:
            if any(sign.sign is not Sign.WORDS for sign in signs):
                self._sharpen(signs)
            self.traces += _grouped(place, signs, line)
            self.peak = max(self.peak, _heat(self.strengths()))  # it only falls where nothing is added
        self.said.append(line.said)
        self.last_buyer, self.answered = place, None
        self.open_lines += 1
        self.open_greets = self.open_greets and line.greets
        self.open_since = self.open_since or turn.at
        self.seen_at = turn.at or self.seen_at

    def strengths(self) -> dict[Mood, float]:
        """Give how strong each mood is now."""
        left = dict.fromkeys(_GRAVEST, 1.0)
        for trace in self.traces:
            left[trace.mood] *= 1 - trace.weight
        for mood in _GRAVEST:
            left[mood] = 1 - left[mood]
        return left

    def _sharpen(self, signs: Sequence[_Trace]) -> None:
        """Take it for anger if somebody angry already pushes."""
        if self.strengths()[Mood.ANGRY] >= SHOWN_FROM:
            for sign in signs:
                if sign.sign is not Sign.WORDS:
                    sign.mood = Mood.ANGRY

    def _begin(self) -> None:
        """Wait for nothing any more."""
        self.open_lines, self.open_since, self.open_greets = 0, None, True

    def _rested(self, turn: Turn) -> bool:
        return turn.at is not None and self.seen_at is not None and turn.at - self.seen_at >= NEW_VISIT_AFTER

    def _fade(self, line: Line, *, pushed: bool, rested: bool) -> None:
        answered = self.answered is not None
        trouble = fading(line, content=False, pushed=pushed, answer=self.answered, rested=rested)
        content = fading(line, content=True, pushed=pushed, answer=self.answered, rested=rested)
        left = []
        for trace in self.traces:
            trace.weight *= content if trace.mood is Mood.CONTENT else trouble
            if answered and trace.sign in _OVER_WHEN_ANSWERED:
                trace.weight *= 0.6
            if trace.weight >= _LOST_BELOW:
                left.append(trace)
        self.traces = left

    def _of_words(self, place: int, line: Line) -> list[_Trace]:
        return [
            _Trace(mood, place, Sign.WORDS, hit.weight, {"words": hit.words})
            for mood, hit in line.moods
            # 有人吗 is a greeting in the first line.
            if self.open_lines or not hit.unanswered
        ]

    def _of_pushing(self, place: int, turn: Turn, line: Line) -> list[_Trace]:
        """Give the signs of a buyer who writes again because nobody answers."""
        waited = turn.at - self.open_since if turn.at is not None and self.open_since is not None else None
        signs = []
        if waited is not None and waited >= WAITED_FROM:
            weight = 0.2 if waited < 3 * WAITED_FROM else 0.32 if waited < 10 * WAITED_FROM else 0.42
            signs.append(
                _Trace(Mood.ANXIOUS, place, Sign.WAITED, weight, {"seconds": int(waited.total_seconds())})
            )
        if self._is_call(line):
            weight = 0.22 if self.open_lines < 2 else 0.34
            signs.append(_Trace(Mood.ANXIOUS, place, Sign.PUSHED, weight, {"lines": self.open_lines + 1}))
        return signs

    def _is_call(self, line: Line) -> bool:
        """Say whether a line only calls for an answer: 在吗, ？？, after more than a greeting was said."""
        if not line.calls or line.thanks:
            return False
        return self.open_lines > 1 or not self.open_greets

    def _of_repeats(self, place: int, line: Line) -> list[_Trace]:
        times = 1
        for earlier in self.said:
            if not line.said.isdisjoint(earlier) and _is_same(line.said, earlier):
                times += 1
        if times < 2:
            return []
        weight = 0.28 if times == 2 else 0.45
        return [_Trace(Mood.ANXIOUS, place, Sign.REPEATED, weight, {"times": times})]


def mood_of(turns: Sequence[Turn]) -> Feeling:
    """Give the buyer's mood after the last of the turns."""
    course = _Course()
    for place, turn in enumerate(turns):
        if turn.by == "agent":
            course.agent(turn)
        else:
            course.buyer(place, turn)
    strengths = course.strengths()
    mood, heat = _mood(strengths), _heat(strengths)
    if strengths[mood] < SHOWN_FROM:
        return Feeling(Mood.NEUTRAL, 1 - strengths[mood], heat, course.peak, ())
    return Feeling(mood, strengths[mood], heat, course.peak, _evidence(course, mood, strengths[mood]))


def _heat(strengths: Mapping[Mood, float]) -> float:
    """Give the strength of the strongest bad mood."""
    return max(strengths[Mood.ANGRY], strengths[Mood.DISAPPOINTED], strengths[Mood.ANXIOUS])


def _mood(strengths: Mapping[Mood, float]) -> Mood:
    """Give the strongest mood, or a graver one that is nearly as strong: the angry are in a hurry as well."""
    strongest = max(strengths.values())
    return next(
        mood
        for mood in _GRAVEST
        if strengths[mood] >= min(SHOWN_FROM, strongest) and strengths[mood] >= strongest - _NEARLY
    )


def _grouped(place: int, signs: list[_Trace], line: Line) -> list[_Trace]:
    """Give the signs of a line as they count together, the strongest first and the marks last.

    Of several words for one mood the strongest counts in full; the marks count for the strongest sign.
    """
    signs.sort(key=attrgetter("weight"), reverse=True)
    if line.marks:
        weight = 0.15 if len(line.marks) == 2 else 0.28
        marks = [_Trace(signs[0].mood, place, Sign.MARKS, weight, {"marks": line.marks})]
    else:
        marks = []
    worded = set()
    for sign in signs:
        if sign.sign is Sign.WORDS:
            if sign.mood in worded:
                sign.weight *= 0.4
            worded.add(sign.mood)
    return signs + marks


def _is_same(said: frozenset[str], earlier: frozenset[str]) -> bool:
    shared, sizes = len(said & earlier), sorted((len(said), len(earlier)))
    return shared >= _ALIKE_FROM * sizes[1] or (
        shared >= _INSIDE_FROM * sizes[0] and shared >= _FEWEST_SHARED
    )


def _evidence(course: _Course, mood: Mood, strength: float) -> tuple[Evidence, ...]:
    own = [trace for trace in course.traces if trace.mood is mood]
    told = [Evidence(trace.turn, trace.sign, round(trace.weight, 2), trace.facts) for trace in own]
    if all(trace.turn < course.last_buyer for trace in own):
        facts: dict[str, int | str] = {"mood": str(mood)}
        told.append(Evidence(course.last_buyer, Sign.EARLIER, round(_EARLIER * strength, 2), facts))
    told.sort(key=lambda each: (-each.weight, -each.turn))
    return tuple(told[:_MOST_EVIDENCE])
