"""Where a case stands, in one language: what is asked, of whom, what the buyer is told, how it came here."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.clocks import running_clocks
from guitai.domains.aftersales.limits import most_to_give, most_to_refund
from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.aftersales.playbook_texts import parsed
from guitai.domains.knowledge.filling import Filled, fill
from guitai.domains.trade.queries import buyer_facts
from guitai.domains.warehouse.queries import RUNNING as RUNNING_TASKS
from guitai.engines.playbooks import GIVES, Answer, End, Entry, Step


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One answer with the digit that gives it, and what has to come with it.

    ``wants`` is the note it wants, ``amount`` the question for how much and ``most`` the most that may be
    written (yuan; empty: any), ``pictures`` how many the case has to have.
    """

    number: int
    key: str
    title: str
    wants: str
    amount: str
    most: str
    pictures: int
    flag: str


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One line of the trail; without an ``answer`` a playbook was begun anew there."""

    ask: str
    answer: str
    name: str
    at: datetime
    note: str
    fen: int


@dataclass(frozen=True, slots=True)
class CaseShown:
    """Where a case stands.

    ``who`` is whose answer it waits for, empty once it is over; ``ask`` is then where it ended. ``answers``
    are none where the warehouse is asked. ``clock`` is the first that runs out, ``due`` when; ``say`` is
    what the buyer is told, an open slot stays in it.
    """

    case: Case
    playbook: str
    step: str
    who: str
    ask: str
    evidence: str
    say: Filled
    answers: Sequence[AnswerShown]
    trail: Sequence[TurnShown]
    waits_for_warehouse: bool
    clock: str
    due: datetime | None
    may_step_back: bool


def shown(case: Case, language: str, *, by: Membership) -> CaseShown:
    """Give where a case stands, for a member.

    :param case: with its playbook, task, order and buyer at hand.
    :param language: as Django names it; what the buyer is told is Chinese in any.
    """
    playbook = parsed(case.playbook.written)
    step = playbook.steps.get(case.step) if case.state == Case.State.RUNNING else None
    end = None if step else _end(case)
    at = step or end
    asked = case.task is not None and case.task.state in RUNNING_TASKS
    clocks = running_clocks(case)
    title = step.ask if step else end.title if end else None
    say = at.say if at else ""
    return CaseShown(
        case=case,
        playbook=playbook.title.told(language),
        step=case.step,
        who=step.who if step else "",
        ask=title.told(language) if title else str(case.get_outcome_display() if case.outcome else ""),
        evidence=step.evidence.told(language) if step and step.evidence else "",
        # Most of what is said has no slots; the facts of an order are several questions.
        say=fill(say, _facts(case, by.nickname) if "{" in say else {}),
        answers=_answers(case, step, language, by) if step and not asked else (),
        trail=_trail(case, language),
        waits_for_warehouse=bool(step) and asked,
        clock=clocks[0][1] if clocks else "",
        due=clocks[0][0] if clocks else None,
        may_step_back=_may_step_back(case),
    )


def asks(case: Case, language: str) -> tuple[str, str]:
    """Give what a case waits for and from whom (``Who``), for a row of the board; once over, how it ended."""
    step = parsed(case.playbook.written).steps.get(case.step) if case.state == Case.State.RUNNING else None
    if step is None:
        return (str(case.get_outcome_display()), "")
    return step.ask.told(language), step.who


def told_to_buyer(case: Case) -> str:
    """Give what the buyer of a case is told last, for their own view; nothing while a slot is open."""
    step = (
        parsed(case.playbook.written).steps.get(case.step) if case.state == Case.State.RUNNING else _end(case)
    )
    say = step.say if step else ""
    filled = fill(say, _facts(case, case.owner.nickname if case.owner else "") if "{" in say else {})
    return "" if filled.missing else filled.text


def _end(case: Case) -> End | None:
    """Give the end a case came to: where its last answer led."""
    last = case.trail[-1] if case.trail else None
    playbook = parsed(case.playbook.written)
    step = playbook.steps.get(last["step"]) if last else None
    given = step.answer(last["answer"]) if step and last else None
    return playbook.ends.get(given.to) if given else None


def _facts(case: Case, agent: str) -> dict[str, str]:
    return buyer_facts(case.buyer, shop=case.shop, agent=agent, order=case.order) if case.buyer else {}


def _answers(case: Case, step: Step, language: str, by: Membership) -> list[AnswerShown]:
    return [_answer(case, number, each, language, by) for number, each in enumerate(step.answers, start=1)]


def _answer(case: Case, number: int, each: Answer, language: str, by: Membership) -> AnswerShown:
    most = None
    if each.entry in GIVES:
        most = most_to_give(case, by, each.most)
    elif each.entry == Entry.REFUNDED:
        most = most_to_refund(case)
    return AnswerShown(
        number=number,
        key=each.key,
        title=each.title.told(language),
        wants=each.wants.told(language) if each.wants else "",
        amount=each.amount.told(language) if each.amount else "",
        most=most.yuan if most is not None else "",
        pictures=each.pictures,
        flag=each.flag,
    )


def _trail(case: Case, language: str) -> list[TurnShown]:
    wanted = {line["playbook"] for line in case.trail} - {case.playbook_id}
    texts = {row.pk: row.written for row in PlaybookText.objects.filter(pk__in=wanted)}
    texts[case.playbook_id] = case.playbook.written
    return [_turn(line, texts[line["playbook"]], language) for line in case.trail]


def _turn(line: dict[str, Any], written: str, language: str) -> TurnShown:
    step = parsed(written).steps.get(line["step"])
    given = step.answer(line["answer"]) if step else None
    return TurnShown(
        ask=step.ask.told(language) if step else line["step"],
        answer=given.title.told(language) if given else line["answer"],
        name=line["name"],
        at=datetime.fromisoformat(line["at"]),
        note=line.get("note", ""),
        fen=line.get("fen", 0),
    )


def _may_step_back(case: Case) -> bool:
    last = case.trail[-1] if case.trail else None
    return bool(last and last["answer"] and not last.get("task")) and case.state != Case.State.MERGED
