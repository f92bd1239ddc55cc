"""Tasks of the warehouse as its page and the order's card show them."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from guitai.domains.trade import masking
from guitai.domains.warehouse.actions.tasks import REOPENED_WITHIN
from guitai.domains.warehouse.queries import Task, answers_of, may_be_reopened
from guitai.web.followups.telling import Due, day_and_clock, span

ICONS: dict[str, str] = {
    Task.Kind.FIND: "search",
    Task.Kind.PULL: "hand-grab",
    Task.Kind.CHANGE: "arrows-exchange",
    Task.Kind.RESEND: "send",
    Task.Kind.VERIFY: "clipboard-list",
}
# The last digits of an order's number are what people say to one another.
_SAID = 4
_BY_THE_MINUTE = timedelta(hours=2)


@dataclass(frozen=True, slots=True)
class AnswerKey:
    """One way to answer, and the key that says so; the first of a kind is the good news."""

    answer: Task.Answer
    key: int

    @property
    def is_good(self) -> bool:
        """Whether what was asked for is done."""
        return self.key == 1


@dataclass(frozen=True, slots=True)
class TaskShown:
    """A task with what somebody reads at arm's length; who receives the order is masked.

    ``refused`` is why it could not be answered just now, with the ``note`` and ``waybill`` that were typed.
    """

    task: Task
    due: Due
    refused: str = ""
    note: str = ""
    waybill: str = ""

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return ICONS[self.task.kind]

    @property
    def answers(self) -> list[AnswerKey]:
        """How it may be answered, in the order of the keys."""
        return [AnswerKey(answer, key) for key, answer in enumerate(answers_of(self.task.kind), start=1)]

    @property
    def number_begins(self) -> str:
        """The order's number without what is said of it."""
        return self.task.order.number[:-_SAID]

    @property
    def number_ends(self) -> str:
        """The last digits of the order's number."""
        return self.task.order.number[-_SAID:]

    @property
    def receiver(self) -> str:
        """Who receives the order, masked."""
        return masking.masked_name(self.task.order.receiver)

    @property
    def phone(self) -> str:
        """Their phone, masked."""
        return masking.masked_phone(self.task.order.phone)

    @property
    def wants_waybill(self) -> bool:
        """Whether an answer to it names what was sent."""
        return self.task.kind == Task.Kind.RESEND


@dataclass(frozen=True, slots=True)
class DoneShown:
    """A task that was answered, and whether that can still be taken back."""

    task: Task
    may_reopen: bool

    @classmethod
    def of(cls, task: Task, *, at: datetime) -> "DoneShown":
        """Look at the time since, and at what went on by it."""
        recently = task.answered_at is not None and at - task.answered_at <= REOPENED_WITHIN
        return cls(task, recently and may_be_reopened(task))


def due_of(task: Task, *, at: datetime) -> Due:
    """Say when a task is due: by the minute when it is near, pressing in the last third of its time."""
    left, exact = task.due_at - at, day_and_clock(task.due_at, at=at)
    if left <= timedelta(0):
        return Due(_("%(time)s late") % {"time": span(-left)}, "late", exact)
    level = "soon" if left * 3 <= task.due_at - task.asked_at else "calm"
    if left <= _BY_THE_MINUTE:
        return Due(_("%(time)s left") % {"time": span(left)}, level, exact)
    return Due(exact, level, exact)


def stamp_of(tasks: Iterable[Task]) -> str:
    """Give a mark that changes when one of the tasks does, so that a page need not be drawn anew."""
    told = [
        [task.pk, task.cancelling_id, task.what]
        + [str(each) for each in (task.kind, task.state, task.taken_at, task.answered_at)]
        for task in tasks
    ]
    return hashlib.sha256(repr(told).encode()).hexdigest()[:16]
