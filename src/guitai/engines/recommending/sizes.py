"""The size of a chart that fits a body: what the chart says, what the wish decides, what came back before."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from guitai.engines.recommending.histories import Experience, by_size, experience, factor
from guitai.engines.recommending.placing import Outcome, Placed, choose, place
from guitai.engines.recommending.types import (
    Chart,
    Fit,
    Language,
    Reason,
    SizeAdvice,
    SizeHistory,
    Span,
)
from guitai.engines.recommending.wording import (
    amount,
    compared,
    figure,
    listed,
    measure_name,
    size_name,
    trade,
    why,
)

_MOST_CONFIDENCE = 0.99
_FARTHEST = 2  # sizes apart; further, figures that disagree name none,
_OUTVOTING = 2  # unless so many of them agree with the one that decides


def recommend(
    chart: Chart,
    body: Mapping[str, Span],
    *,
    fit: Fit = Fit.REGULAR,
    history: Iterable[SizeHistory] = (),
    watch: Collection[str] = (),
    notes: Sequence[Reason] = (),
    language: Language = "zh",
) -> SizeAdvice:
    """Give the size of the chart for a body, or say why there is none.

    :param body: measures with their spans, as ``charts.read_body`` or ``Wearer.body`` give them.
    :param fit: decides between two sizes; a body well inside one keeps it.
    :param watch: measures the build makes doubtful; they are asked for where the chart has them.
    :param notes: what was noticed before, as when the figures were heard; told first.
    """
    advising = _Advising(chart, body, fit, language, reasons=list(notes))
    advising.by_chart(place(chart, body))
    advising.by_build(watch)
    advising.by_history(by_size(history))
    return advising.advice()


@dataclass(slots=True)
class _Advising:
    """An advice as it comes about; ``row`` is the size's place in the chart, ``others`` what else may do."""

    chart: Chart
    body: Mapping[str, Span]
    fit: Fit
    language: Language
    reasons: list[Reason]
    row: int | None = None
    grade: float = 0.0
    doubted: bool = False
    others: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.doubted = any(reason.unsure for reason in self.reasons)

    def by_chart(self, placed: Placed) -> None:
        match placed.outcome:
            case Outcome.BEYOND:
                self._beyond(placed)
            case Outcome.TOO_FEW:
                self._too_few(placed)
            case Outcome.TOO_VAGUE:
                self._too_vague(placed)
            case Outcome.CONTRADICTION:
                self._contradiction(placed)
            case Outcome.BETWEEN:
                self._between(placed)
            case _:
                self._one(placed)

    def by_build(self, watch: Collection[str]) -> None:
        """Doubt a size for a build of which a measure is not known."""
        for measure in watch:
            if self.row is None or measure in self.body:
                continue
            self.doubted = True
            self._doubt("build", measure=self._measures([measure]))
            if measure in self.chart.decisive:
                self.missing.append(measure)
            else:
                self._consider(1)

    def by_history(self, histories: Mapping[str, SizeHistory]) -> None:
        """Go one size up or down where enough came back, and weigh the grade by what was kept."""
        if self.row is None:
            return
        found = experience(histories.get(self._size(self.row)))
        if found.step:
            self._experienced(found, self.row, histories)
        self.grade *= factor(histories.get(self._size(self.row)))

    def advice(self) -> SizeAdvice:
        doubt = trade()["grades"]["unsure"] if self.doubted else 1.0
        row = self.row
        return SizeAdvice(
            size=None if row is None else self._size(row),
            confidence=0.0 if row is None else round(min(self.grade * doubt, _MOST_CONFIDENCE), 2),
            missing=tuple(self._in_order(self.missing)),
            why=why(self.reasons, self.language),
            alternatives=tuple(self._size(each) for each in dict.fromkeys(self.others) if each != row),
            reasons=tuple(self.reasons),
        )

    def _beyond(self, placed: Placed) -> None:
        self.others += placed.rows
        for measure in placed.measures:
            ends = [row.ranges[measure] for row in self.chart.rows]
            above = self.body[measure][0] > max(high for _, high in ends)
            limit = max(high for _, high in ends) if above else min(low for low, _ in ends)
            self._say(
                "above" if above else "below",
                figure=self._figures([measure]),
                limit=amount(measure, (limit, limit), self.language),
            )

    def _too_few(self, placed: Placed) -> None:
        known = list(placed.by_measure)
        self.missing += [measure for measure in self.chart.asked if measure not in known]
        if known and len(placed.rows) < len(self.chart.rows):
            self.others += placed.rows
            self._say("so_far", figures=self._figures(known), sizes=self._sizes(placed.rows))
        self._say("missing", measures=self._measures(self.missing))

    def _too_vague(self, placed: Placed) -> None:
        self.others += placed.rows
        self.missing += placed.measures
        self._say("too_vague", figure=self._figures(placed.measures), measure=self._measures(placed.measures))

    def _one(self, placed: Placed) -> None:
        self.row, inside = placed.rows[0], placed.outcome is Outcome.INSIDE
        self.grade = trade()["grades"]["inside" if inside else "near"]
        facts = {"figures": self._figures(placed.by_measure), "size": self._named(self.row)}
        if inside:
            self._say("inside", **facts)
        else:
            self._say("near", between=self._measures(placed.measures), **facts)
        step = {Fit.LOOSE: 1, Fit.TIGHT: -1, Fit.REGULAR: 0}[self.fit]
        if step and (other := self._consider(step)) is not None:
            self._say("could_be_larger" if step > 0 else "could_be_smaller", size=self._named(other))

    def _between(self, placed: Placed) -> None:
        self._doubt(
            "between",
            figures=self._figures(placed.by_measure),
            sizes=self._sizes(placed.rows, "and"),
        )
        self._settle(placed.rows, trade()["grades"]["between"])
        self._say(f"choose_{self.fit}", size=self._named(self.row or 0))
        self._would_help(placed.rows)

    def _contradiction(self, placed: Placed) -> None:
        named = compared(
            {self._measures([each]): self._sizes(sorted(rows)) for each, rows in placed.by_measure.items()},
            self.language,
        )
        self._doubt("contradiction", figures=self._figures(placed.by_measure), named=named)
        row = choose(self.chart, placed.rows, self.body, self.fit)
        apart = max(min(abs(each - row) for row in placed.rows) for each in placed.against)
        self.others += (row, *placed.against)
        agreeing = sum(row in rows for rows in placed.by_measure.values())
        if apart > _FARTHEST and agreeing < _OUTVOTING:
            self._say("too_far_apart")
        else:
            self._settle(placed.rows, trade()["grades"]["one_apart" if apart == 1 else "two_apart"])
            self._doubt("decided", decider=self._measures(placed.measures), size=self._named(row))
        self._would_help((*placed.rows, *placed.against))

    def _settle(self, rows: Sequence[int], grade: float) -> None:
        self.row = choose(self.chart, rows, self.body, self.fit)
        self.grade = grade
        self.others += sorted(rows, key=lambda each: abs(each - (self.row or 0)))

    def _experienced(self, found: Experience, row: int, histories: Mapping[str, SizeHistory]) -> None:
        word = "smaller" if found.step > 0 else "larger"
        facts = {"size": self._named(row), "returned": str(found.returned), "sold": str(found.sold)}
        other = self._consider(found.step)
        if not found.strong:
            self._say(f"history_often_{word}", **facts)
            return
        back = experience(histories.get(self._size(other))) if other is not None else None
        if other is None or back is None or (back.strong and back.step == -found.step):
            self.doubted = True
            self._doubt(f"history_{word}_end", **facts)
            return
        self._say(f"history_{word}", moved=self._named(other), **facts)
        self.others.insert(0, row)
        self.row, self.grade = other, min(self.grade, trade()["grades"]["moved"])

    def _consider(self, step: int) -> int | None:
        """Name the next larger or smaller size, if there is one, as worth a thought."""
        other = (self.row or 0) + step
        if not 0 <= other < len(self.chart.rows):
            return None
        self.others.append(other)
        return other

    def _would_help(self, rows: Sequence[int]) -> None:
        """Ask for the measures in which the sizes that come into question differ."""
        ranges = [self.chart.rows[row].ranges for row in rows]
        self.missing += [
            measure
            for measure in self.chart.decisive
            if measure not in self.body and len({each.get(measure) for each in ranges}) > 1
        ]
        if self.missing:
            self._say("would_help", measures=self._measures(self._in_order(self.missing)))

    def _say(self, code: str, **facts: str) -> None:
        self.reasons.append(Reason(code, facts))

    def _doubt(self, code: str, **facts: str) -> None:
        self.reasons.append(Reason(code, facts, unsure=True))

    def _size(self, row: int) -> str:
        return self.chart.rows[row].size

    def _named(self, row: int) -> str:
        return size_name(self._size(row), self.language)

    def _sizes(self, rows: Iterable[int], joint: str = "or") -> str:
        return listed([self._named(row) for row in rows], self.language, joint)

    def _measures(self, measures: Iterable[str]) -> str:
        return listed([measure_name(measure, self.language) for measure in measures], self.language)

    def _figures(self, measures: Iterable[str]) -> str:
        ordered = self._in_order(measures)
        return listed([figure(each, self.body[each], self.language) for each in ordered], self.language)

    def _in_order(self, measures: Iterable[str]) -> list[str]:
        """Give the measures in the order buyers are asked for them, each once."""
        known = list(trade()["measures"])
        return sorted(
            dict.fromkeys(measures), key=lambda each: known.index(each) if each in known else len(known)
        )
