"""Read a buyer's measures out of their own words: 165 52公斤 喜欢宽松; 一米六五 一百零八斤."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from guitai.engines.recommending.figures import (
    figure_of,
    is_likely,
    is_metres,
    measure_with,
    with_units,
)
from guitai.engines.recommending.fits import doubtful_builds, wished_fit
from guitai.engines.recommending.measure_tokens import (
    CHILD,
    SAME,
    Kind,
    Token,
    any_of,
    plain,
    tokens,
    words,
)
from guitai.engines.recommending.types import Figure, Span, Told, Wearer

_REACH = 6  # characters between a label and its figure
_IS = re.compile(rf"[\s:,、/=是为有在大概约的话就我差不多了分别吧-]{{0,{_REACH}}}")  # 身高大概在165
_GROWN = (140, 205)  # cm; a bare number like this is a height
_SMALL = (45, 139)  # and like this a child's
_BARE_WEIGHT = (10, 250)  # kg or 斤
_UNLABELLED_FROM = 20  # kg; 10斤 of something is no grown person
_NOTHING_BETWEEN = re.compile(r"[\s,。;/、*+|:-]*")
_PAUSE = re.compile(r"\s?[,。;、]")
_LOOSE_BEFORE = re.compile(r"[\s,。!?;:/、*+|()我他她是约概有了人高-]?")
_LOOSE_AFTER = re.compile(
    r"[\s,。!?;:/、*+|()-]|穿|的|能|可|要|选|拿|拍|买|大|适|合|该|我|想|身|体|胸|腰|臀|脚|肩|$"
)
_NO_FIGURE_AFTER = re.compile(r"\s?(?:岁|码|个|件|条|套|双|元|块|号|天|月|点|折|%|分|年|次|遍|米|级)")


def read_told(text: str) -> Told:
    """Give what a text says of who will wear it; each person's figures apart.

    Figures without a unit, a label or a talk of wearing around them are passed over: 52 alone may be
    anything. Spans (五十多公斤, 160-165) stay spans.
    """
    written = plain(text)
    found = tokens(written)
    hearing = _Hearing(written, found)
    hearing.run()
    return Told(
        wearers=tuple(
            Wearer(each.who, tuple(with_units(each.figures.values())))
            for each in hearing.people
            if each.figures
        ),
        fit=wished_fit(written),
        watch=doubtful_builds(written),
        unlikely=tuple(hearing.unlikely),
    )


def read_figure(measure: str, said: str) -> Figure | None:
    """Give one measure written with or without its unit, such as the weight 108斤; None if it is none."""
    found = [token for token in tokens(plain(said)) if token.kind is Kind.FIGURE]
    if len(found) != 1 or measure_with(found[0], measure) != measure:
        return None
    figure = figure_of(measure, found[0])
    return next(with_units([figure])) if is_likely(figure) else None


@dataclass(slots=True)
class _Person:
    who: str = ""
    group: int | None = None
    figures: dict[str, Figure] = field(default_factory=dict)
    last: int = -1  # where the latest figure ends


@dataclass(slots=True)
class _Hearing:
    """Goes through the tokens of a text and gives each figure its measure and its person."""

    text: str
    found: Sequence[Token]
    people: list[_Person] = field(default_factory=lambda: [_Person()])
    unlikely: list[str] = field(default_factory=list)
    labels: list[str] = field(default_factory=list)  # announced and still without a figure
    labelled_at: int = 0
    spoken_of: Token | None = None
    corrected: bool = False
    used: int = -1  # the place of a label that stood behind its figure,
    said_until: int = 0  # and where it ends
    ends: list[int] = field(init=False)
    of_child: bool = field(init=False)
    of_people: bool = field(init=False)

    def __post_init__(self) -> None:
        self.ends = [token.end for token in self.found]
        self.of_child = "岁" in self.text or any(token.group == CHILD for token in self.found)
        self.of_people = self._is_about_people()

    def run(self) -> None:
        for place, token in enumerate(self.found):
            match token.kind:
                case Kind.LABEL:
                    self._label(place, token)
                case Kind.PERSON:
                    self._speak_of(token)
                case Kind.CORRECTION:
                    self.corrected = True
                case _:
                    self._figure(place, token)

    def _speak_of(self, token: Token) -> None:
        if token.group != SAME or self.spoken_of is None:  # 给我爸买，他172: 他 is the father
            self.spoken_of = token

    @property
    def person(self) -> _Person:
        return self.people[-1]

    def _label(self, place: int, token: Token) -> None:
        if place == self.used:
            return
        if token.start - self.labelled_at > 1:
            self.labels.clear()  # 身高、体重 announce two; a label further off replaces what came to nothing
        self.labels += token.measures
        self.labelled_at = token.end

    def _figure(self, place: int, token: Token) -> None:
        if _NO_FIGURE_AFTER.match(self.text, token.end):
            self.labels.clear()
            return
        measure = self._measure(place, token)
        if not measure:
            return
        after_slash = self.text[max(self.person.last, 0) : token.start].strip() == "/"
        figure = figure_of(measure, token, after_slash=after_slash)
        if not is_likely(figure):
            if sum(character.isdigit() for character in token.said) > 1:
                self.unlikely.append(token.said)
            return
        self._keep(figure, token)

    def _measure(self, place: int, token: Token) -> str:
        """Give what a figure is of: by its unit, by its label, by what stands around it; else nothing."""
        if token.measures[:1] == ("code",):
            return token.measures[1]
        if self.labels and _IS.fullmatch(self.text[self.labelled_at : token.start][: _REACH + 1]):
            return self._labelled(token)
        self.labels.clear()
        if behind := self._label_behind(place, token):
            return behind
        if token.measures == ("weight",):
            heavy = token.low >= _UNLABELLED_FROM or self.of_child
            return "weight" if (heavy and self.of_people) or self._may_follow(token) else ""
        if token.measures:
            return "height" if self.of_people and self._is_height(place, token) else ""
        return self._bare(place, token)

    def _labelled(self, token: Token) -> str:
        wanted = next(
            (label for label in self.labels if measure_with(token, label) == label or label == ""), None
        )
        if wanted is None:  # 身高 108斤: the unit knows better
            return "weight" if token.measures == ("weight",) else ""
        self.labels.remove(wanted)
        self.labelled_at = token.end
        return wanted

    def _label_behind(self, place: int, token: Token) -> str:
        """Give the label that stands behind its figure: 165的身高，52公斤的体重."""
        label, figure, after = self._following(place, 3)
        if label is None or label.kind is not Kind.LABEL:
            return ""
        if self.text[token.end : label.start] not in {"", "的"} or not measure_with(token, label.measures[0]):
            return ""
        # 165身高52: the label is the second's, unless that has its own behind it too: 165身高52体重.
        announces = figure and figure.start - label.end <= _REACH and not _PAUSE.match(self.text, label.end)
        if announces and (not after or after.kind is not Kind.LABEL or self.text[after.start - 1] == " "):
            return ""
        self.used, self.said_until = place + 1, label.end
        return label.measures[0]

    def _following(self, place: int, count: int) -> list[Token | None]:
        found: list[Token | None] = list(self.found[place + 1 : place + 1 + count])
        return found + [None] * (count - len(found))

    def _bare(self, place: int, token: Token) -> str:
        """Take a number without a unit as a height or, beside one, as a weight."""
        beside = self._beside(place, token)
        weighed = beside is not None and beside.measures == ("weight",)
        before = self.text[max(token.start - 1, 0) : token.start]
        if not (weighed or token.start in self.ends or _LOOSE_BEFORE.fullmatch(before)):
            return ""
        if not _LOOSE_AFTER.match(self.text, token.end):
            return ""
        if self._may_follow(token):
            return "weight" if "height" in self.person.figures else "height"
        if _within(token.span, _GROWN) and (beside or self.of_people):
            return "height"
        if is_metres(token.span) and self.of_people:
            return "height"
        return "height" if _within(token.span, _SMALL) and beside and self.of_child else ""

    def _is_height(self, place: int, token: Token) -> bool:
        """Say whether a length is a height: a child's only where it is in metres or beside a weight."""
        if self._may_be_height(token.span):
            return True
        beside = self._beside(place, token)
        weighed = token.measures == ("height",) or (beside is not None and beside.measures == ("weight",))
        return weighed and _within(token.span, _SMALL)

    def _beside(self, place: int, token: Token) -> Token | None:
        """Give the figure right behind this one, if there is one."""
        (after,) = self._following(place, 1)
        if after is None or after.kind is not Kind.FIGURE or not self._is_beside(token.end, after.start):
            return None
        return after

    def _may_follow(self, token: Token) -> bool:
        """Say whether a number stands right after the figure it goes with: 165 52, 52公斤 165."""
        figures = self.person.figures
        if not self._is_beside(self.person.last, token.start):
            return False
        if "height" in figures and "weight" not in figures:
            return _within(token.span, _BARE_WEIGHT)
        return "weight" in figures and "height" not in figures and self._may_be_height(token.span)

    def _may_be_height(self, span: Span) -> bool:
        return _within(span, _GROWN) or (self.of_child and _within(span, _SMALL))

    def _is_beside(self, end: int, start: int) -> bool:
        return 0 <= end <= start and bool(_NOTHING_BETWEEN.fullmatch(self.text[end:start]))

    def _is_about_people(self) -> bool:
        """Say whether a text is about who wears it: by its words, or by saying nothing but figures."""
        if any(token.kind is Kind.PERSON or token.announces_a_body for token in self.found):
            return True
        if _wearing().search(self.text) or wished_fit(self.text):
            return True
        named = {name for token in self.found for name in token.measures}
        starts = [token.start for token in self.found] + [len(self.text)]
        return ("weight" in named and bool(named & {"height", "length"})) or all(
            self._is_beside(end, start) for end, start in zip([0, *self.ends], starts, strict=True)
        )

    def _keep(self, figure: Figure, token: Token) -> None:
        person, said = self.person, self.spoken_of
        known = person.figures.get(figure.measure)
        another = known is not None and (known.low, known.high) != (figure.low, figure.high)
        if said and said.group == SAME and not another:
            said = None
        if self.corrected:
            another, self.corrected = False, False
        elif another or (said and person.figures and said.group != person.group):
            person = _Person()
            self.people.append(person)
        if said and not person.figures:
            person.who, person.group = said.said, said.group
        self.spoken_of = None
        person.figures[figure.measure] = figure
        person.last = max(token.end, self.said_until)


@cache
def _wearing() -> re.Pattern[str]:
    return re.compile(rf"{any_of(words()['wearing'])}|(?<![a-z])(?:x*s|m|\d?x*l)(?![a-z])")


def _within(span: Span, limits: tuple[int, int]) -> bool:
    return limits[0] <= span[0] and span[1] <= limits[1]
