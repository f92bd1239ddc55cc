"""A playbook as a tree: each step where it is come to soonest, anywhere else a link to it."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import get_language

from guitai.domains.aftersales.playbook_queries import Answer, End, Playbook, Step
from guitai.web.playbooks import names

# Deeper branches stand below, so that a phone can show them and a page can be drawn.
_DEEPEST = 8

# An arrow of a playbook: the step and the answer; a start has no step.
_Arrow = tuple[str, str]


@dataclass(frozen=True, slots=True)
class EndShown:
    """A leaf; ``goes_on`` says in which playbook, at what, and ``then_key`` is that playbook's key."""

    end: End
    title: str
    outcome: str
    flag: str
    stage: str
    goes_on: str
    then_key: str


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """An answer and what it leads to: a step or an end that is shown here, else a link to where it is."""

    number: int
    answer: Answer
    title: str
    flag: str
    wants: str
    entry: str
    amount: str
    to: str
    leads_to: str
    step: "StepShown | None"
    end: EndShown | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """A card of the tree; ``may_add`` says whether there is a digit left for another answer."""

    step: Step
    ask: str
    who: str
    task: str
    stage: str
    evidence: str
    answers: Sequence[AnswerShown]
    may_add: bool


@dataclass(frozen=True, slots=True)
class Root:
    """What a branch begins with: the kinds of case, or nothing where a deep branch goes on."""

    starts: Sequence[str]
    step: StepShown


class Tree:
    """Draws one playbook of a shop."""

    def __init__(self, book: Playbook, books: Mapping[str, Playbook]) -> None:
        """Find where each step and end is come to soonest.

        :param books: every playbook of the shop, by its key.
        """
        self._book, self._books = book, dict(books)
        self._language = get_language() or ""
        self._drawn_at = self._soonest()
        self._below: list[str] = []

    def roots(self) -> list[Root]:
        """Give the branches: one for each step something begins at, and those too deep to stand in them."""
        starts: dict[str, list[str]] = {}
        for state, to in self._book.starts.items():
            starts.setdefault(to, []).append(names.start_called(state))
        roots = [Root(states, self._step(to, 0)) for to, states in starts.items() if to in self._book.steps]
        while self._below:
            roots.append(Root((), self._step(self._below.pop(0), 0)))
        return roots

    def _soonest(self) -> dict[str, _Arrow]:
        found = {to: ("", state) for state, to in reversed(list(self._book.starts.items()))}
        waiting = deque(dict.fromkeys(self._book.starts.values()))
        while waiting:
            step = self._book.steps.get(waiting.popleft())
            for answer in step.answers if step else ():
                if answer.to not in found:
                    found[answer.to] = (step.key if step else "", answer.key)
                    waiting.append(answer.to)
        return found

    def _step(self, key: str, depth: int) -> StepShown:
        step = self._book.steps[key]
        return StepShown(
            step=step,
            ask=names.place_called(step),
            who=names.who_called(step.who),
            task=names.task_called(step.task) if step.task else "",
            stage=names.stage_called(step.stage) if step.stage else "",
            evidence=step.evidence.told(self._language) if step.evidence else "",
            answers=[
                self._answer(step, number, each, depth) for number, each in enumerate(step.answers, start=1)
            ],
            may_add=not step.task and len(step.answers) < 9,
        )

    def _answer(self, step: Step, number: int, answer: Answer, depth: int) -> AnswerShown:
        is_here = self._drawn_at[answer.to] == (step.key, answer.key)
        is_step = answer.to in self._book.steps
        if is_here and is_step and depth >= _DEEPEST:
            self._below.append(answer.to)
            is_here = False
        return AnswerShown(
            number=number,
            answer=answer,
            title=answer.title.told(self._language),
            flag=names.flag_called(answer.flag) if answer.flag else "",
            wants=answer.wants.told(self._language) if answer.wants else "",
            entry=names.entry_called(answer),
            amount=answer.amount.told(self._language) if answer.amount else "",
            to=answer.to,
            leads_to=names.place_called(self._book.at(answer.to)),
            step=self._step(answer.to, depth + 1) if is_here and is_step else None,
            end=self._end(self._book.ends[answer.to]) if is_here and not is_step else None,
        )

    def _end(self, end: End) -> EndShown:
        return EndShown(
            end=end,
            title=names.place_called(end),
            outcome=names.outcome_called(end.outcome),
            flag=names.flag_called(end.flag) if end.flag else "",
            stage=names.stage_called(end.stage) if end.stage else "",
            goes_on=names.then_called(end.then, self._books) if end.then else "",
            then_key=end.then.partition(".")[0],
        )
