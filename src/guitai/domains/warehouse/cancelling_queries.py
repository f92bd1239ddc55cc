"""What can be asked about orders that are being cancelled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person
from guitai.domains.knowledge.filling import Filled, fill
from guitai.domains.trade.models import Order
from guitai.domains.trade.queries import buyer_facts
from guitai.domains.warehouse.cancelling import playbook, start_of, step_named
from guitai.domains.warehouse.models import Cancelling as Cancelling
from guitai.engines.playbooks import Answer, Step, Who


@dataclass(frozen=True, slots=True)
class AnswerShown:
    """One answer with the digit that gives it; ``wants`` says what has to be told with it, if anything."""

    number: int
    key: str
    title: str
    wants: str
    flag: str


@dataclass(frozen=True, slots=True)
class TurnShown:
    """One line of the trail; without an ``answer`` the cancelling was begun anew there."""

    ask: str
    answer: str
    name: str
    at: datetime
    note: str


@dataclass(frozen=True, slots=True)
class CancellingShown:
    """Where a cancelling stands, in one language.

    ``who`` is whose answer it waits for, empty once it is over; ``ask`` is then where it ended. ``answers``
    are none where the warehouse gives them. ``say`` is what the buyer is told; an open slot stays in it.
    ``came_further``: the order has a status the cancelling knows nothing of; it is to be begun anew.
    """

    cancelling: Cancelling
    running: bool
    who: str
    ask: str
    say: Filled
    answers: Sequence[AnswerShown]
    trail: Sequence[TurnShown]
    came_further: bool
    may_step_back: bool


def visible_to(person: Person) -> QuerySet[Cancelling]:
    """Give the cancellings of the shops this person works in now."""
    return Cancelling.objects.filter(shop__in=accounts.memberships_of(person).values("shop"))


def running_of(order_ids: Iterable[int]) -> dict[int, Cancelling]:
    """Give what is under way about these orders, by their keys."""
    rows = Cancelling.objects.filter(order__in=list(order_ids), state=Cancelling.State.RUNNING)
    return {row.order_id: row for row in rows.select_related("order__shop", "order__buyer")}


def latest_of(order: Order) -> Cancelling | None:
    """Give an order's last cancelling, over or not; None where there was none."""
    rows = Cancelling.objects.filter(order=order).select_related("order__shop", "order__buyer")
    return rows.order_by("-pk").first()


def shown_by_order(orders: Iterable[Order], language: str, *, agent: str) -> dict[int, CancellingShown]:
    """Give the last cancelling of each of these orders that has one, as :func:`shown`, by the order's key.

    :param orders: with their shop, buyer and lines at hand.
    """
    known = {order.pk: order for order in orders}
    rows = Cancelling.objects.filter(order__in=list(known)).order_by("pk")
    latest = {row.order_id: row for row in rows}
    for order_id, row in latest.items():
        row.order = known[order_id]
    return {order_id: shown(row, language, agent=agent) for order_id, row in latest.items()}


def came_further(cancelling: Cancelling) -> bool:
    """Say whether the order has a status that neither began the cancelling nor came by its answers."""
    status = cancelling.order.status
    known = {cancelling.step, *(line["step"] for line in cancelling.trail)}
    running = cancelling.state == Cancelling.State.RUNNING
    return running and status != cancelling.began and start_of(status).key not in known


def shown(cancelling: Cancelling, language: str, *, agent: str = "") -> CancellingShown:
    """Give where a cancelling stands.

    :param language: as Django names it; what the buyer is told is Chinese in any.
    :param agent: the name the buyer sees of who would tell them.
    """
    running = cancelling.state == Cancelling.State.RUNNING
    step = step_named(cancelling.step)
    end = playbook().ends.get(cancelling.outcome)
    at = step if running else end
    told = at and (at.ask if isinstance(at, Step) else at.title)
    say = at.say if at else ""
    return CancellingShown(
        cancelling=cancelling,
        running=running,
        who=step.who if step and running else "",
        ask=told.told(language) if told else "",
        # Most of what is said has no slots; the facts of an order are several questions.
        say=fill(say, _facts(cancelling.order, agent) if "{" in say else {}),
        answers=_answers(step, language) if step and running and step.who is not Who.WAREHOUSE else (),
        trail=[_turn(line, language) for line in cancelling.trail],
        came_further=came_further(cancelling) or (running and step is None),
        may_step_back=_may_step_back(cancelling),
    )


def _facts(order: Order, agent: str) -> dict[str, str]:
    return buyer_facts(order.buyer, shop=order.shop, agent=agent, order=order) if order.buyer else {}


def _answers(step: Step, language: str) -> list[AnswerShown]:
    return [
        AnswerShown(
            number,
            each.key,
            each.title.told(language),
            each.wants.told(language) if each.wants else "",
            each.flag,
        )
        for number, each in enumerate(step.answers, start=1)
    ]


def _turn(line: dict[str, Any], language: str) -> TurnShown:
    step = step_named(line["step"])
    given: Answer | None = step.answer(line["answer"]) if step else None
    return TurnShown(
        ask=step.ask.told(language) if step else line["step"],
        answer=given.title.told(language) if given else line["answer"],
        name=line["name"],
        at=datetime.fromisoformat(line["at"]),
        note=line["note"],
    )


def _may_step_back(cancelling: Cancelling) -> bool:
    if cancelling.state == Cancelling.State.DROPPED or not cancelling.trail:
        return False
    last = cancelling.trail[-1]
    step = step_named(last["step"])
    return step is not None and not step.task and step.answer(last["answer"]) is not None
