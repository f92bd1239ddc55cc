"""What the parts of a playbook are called on pages."""

from typing import Any

from django.utils.translation import get_language, pgettext_lazy

from guitai.domains.aftersales.ledger_queries import LedgerEntry
from guitai.domains.aftersales.playbook_queries import Answer, End, Kind, Outcome, Playbook, Stage, Step
from guitai.domains.trade.remarks import Flag
from guitai.domains.warehouse.queries import Task
from guitai.kernel.money import Money
from guitai.web.cases.rows import TURNS

# What others lead into has no kind of its own.
_OTHER_STARTS: dict[str, Any] = {
    "refund": pgettext_lazy("playbook", "goes back for the money"),
    "exchange": pgettext_lazy("playbook", "goes back for something else"),
    "conditions": pgettext_lazy("playbook", "goes back without a reason"),
}
_KINDS, _FLAGS = dict(Kind.choices), dict(Flag.choices)
_STAGES, _OUTCOMES, _ENTRIES, _TASKS = (
    dict(each.choices) for each in (Stage, Outcome, LedgerEntry, Task.Kind)
)


def start_called(state: str) -> str:
    """Say what begins at a start: a kind of case, or what others lead into."""
    return str(_KINDS.get(state) or _OTHER_STARTS.get(state) or state)


def place_called(place: Step | End) -> str:
    """Say what a step asks, or what an end is."""
    words = place.ask if isinstance(place, Step) else place.title
    return words.told(get_language() or "")


def then_called(then: str, books: dict[str, Playbook]) -> str:
    """Say in which playbook a case goes on, and at what."""
    key, _, state = then.partition(".")
    title = books[key].title.told(get_language() or "") if key in books else key
    return f"{title} · {start_called(state)}"


def who_called(who: str) -> str:
    """Say whose answer a step waits for."""
    return str(TURNS.get(who, who))


def flag_called(flag: str) -> str:
    """Say what a flag is called."""
    return str(_FLAGS.get(flag, flag))


def stage_called(stage: str) -> str:
    """Say how far goods that come back have come."""
    return str(_STAGES.get(stage, stage))


def outcome_called(outcome: str) -> str:
    """Say what an end counts as."""
    return str(_OUTCOMES.get(outcome, outcome))


def task_called(task: str) -> str:
    """Say what the warehouse is asked for."""
    return str(_TASKS.get(task, task))


def entry_called(answer: Answer) -> str:
    """Say the line an answer writes into a ledger, with the most an agent gives by it."""
    if answer.entry is None:
        return ""
    name = str(_ENTRIES.get(answer.entry.value, answer.entry))
    return f"{name} ≤ {Money(answer.most)}" if answer.most else name
