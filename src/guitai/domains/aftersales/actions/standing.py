"""Where a case stands and how it gets there; what every deed with a case does."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.events import publish
from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.clocks import first_due, settle_due
from guitai.domains.aftersales.errors import CaseRefusedError, NoSuchCaseError
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case, PlaybookText
from guitai.domains.aftersales.playbook_texts import kept_text, parsed, playbooks_of
from guitai.domains.chat.models import State as TalkState
from guitai.domains.warehouse.actions.opening import LONGEST as LONGEST_TASK
from guitai.domains.warehouse.actions.opening import end as withdraw_task
from guitai.domains.warehouse.actions.opening import open_task
from guitai.domains.warehouse.models import Task
from guitai.domains.warehouse.queries import RUNNING as RUNNING_TASKS
from guitai.engines.playbooks import End, Step, onwards
from guitai.kernel.text import shorten


def locked(case_id: int, by: Membership) -> Case:
    """Give a case of the member's shop, locked until the deed is done.

    :raises NoSuchCaseError: if there is none.
    """
    rows = Case.objects.select_for_update(of=("self",)).select_related(
        "shop", "order", "buyer", "conversation", "playbook", "owner", "task"
    )
    found = rows.filter(pk=case_id, shop=by.shop_id).first()
    if found is None:
        raise NoSuchCaseError(_("There is no such case in this shop."))
    return found


def running(case_id: int, by: Membership) -> Case:
    """Give a case that is under way, locked.

    :raises NoSuchCaseError: if there is none.
    :raises CaseRefusedError: if it is over.
    """
    case = locked(case_id, by)
    if case.state != Case.State.RUNNING:
        sentence = _("Case %(number)s is over; reopen it if there is more to do.")
        raise CaseRefusedError(sentence % {"number": case.number})
    return case


def step_of(case: Case) -> Step:
    """Give the step a running case stands at, in the version it is led by."""
    return parsed(case.playbook.written).steps[case.step]


def go_to(case: Case, reached: Step | End, by: Membership, at: datetime) -> None:
    """Put a case at a step, or at an end and, where that goes on, into the next playbook; not saved."""
    _mark_stage(case, reached, at)
    if isinstance(reached, End) and reached.then:
        if case.settle_due_at is None:  # what becomes a courier's matter has a courier's clock from then on
            case.settle_due_at = settle_due(case.shop, reached.then.rpartition(".")[2], at=at)
        case.playbook, reached = _next(case, reached, at)
        _mark_stage(case, reached, at)
    case.task = None
    if isinstance(reached, End):
        case.state, case.outcome, case.ended_at = Case.State.ENDED, reached.outcome, at
        case.step_due_at = None
    else:
        case.state, case.outcome, case.ended_at = Case.State.RUNNING, "", None
        case.step, case.step_since = reached.key, at
        case.step_due_at = at + timedelta(hours=reached.hours) if reached.hours else None
        _ask_warehouse(case, reached, by, at)
    set_clock(case)


def set_clock(case: Case) -> None:
    """Set when the first running clock runs out; a new moment is warned of anew."""
    due = first_due(case)
    if due != case.due_at:
        case.due_at, case.warned_at = due, None


def withdraw_asked(case: Case, by: Membership, at: datetime) -> None:
    """Take back what the warehouse is asked for this case alone."""
    task = case.task
    shared = Case.objects.filter(task=task, state=Case.State.RUNNING).exclude(pk=case.pk)
    if (
        task is not None
        and task.state in RUNNING_TASKS
        and task.cancelling_id is None
        and not shared.exists()
    ):
        withdraw_task(task, by=by, at=at)


def told(case: Case) -> tuple[int, ...]:
    """Give the members who have to know of a change: the owner, and who has the buyer's talk."""
    talk = case.conversation
    in_talk = talk.agent_id if talk is not None and talk.state != TalkState.CLOSED else None
    return tuple(sorted({case.owner_id, in_talk} - {None}))  # type: ignore[arg-type]  # None is taken out


def tell(deed: str, case: Case, by: Membership | None, at: datetime, **facts: object) -> None:
    """Keep what was done in the history, and announce it."""
    record(deed, subject=case, by=by, at=at, shop_id=case.shop_id, **facts)
    publish(
        CaseChanged(
            shop_id=case.shop_id,
            case_id=case.pk,
            number=case.number,
            conversation_id=case.conversation_id,
            whom=told(case),
            at=at,
        )
    )


def trail_line(case: Case, answer: str, by: Membership, at: datetime, **more: object) -> dict[str, Any]:
    """Give a line of the trail: what was answered at the step the case stands at, by whom and when."""
    line: Mapping[str, object] = {
        "playbook": case.playbook_id,
        "step": case.step,
        "answer": answer,
        "by": by.pk,
        "name": by.nickname,
        "at": at.isoformat(),
    }
    return {**line, **more}


def _mark_stage(case: Case, reached: Step | End, at: datetime) -> None:
    if reached.stage:
        case.stages = {reached.stage: at.isoformat(), **case.stages}


def _next(case: Case, end: End, at: datetime) -> tuple[PlaybookText, Step | End]:
    further = onwards(playbooks_of(case.shop), end)
    assert further is not None  # it has a ``then``, and what is kept was checked together
    playbook, start = further
    return kept_text(case.shop, playbook.key, at=at), start


def _ask_warehouse(case: Case, step: Step, by: Membership, at: datetime) -> None:
    """Ask what the step wants of the warehouse; what is asked of it already is waited for.

    Without an order there is no parcel to name: the agent asks, and answers for the warehouse.
    """
    if not step.task or case.order is None:
        return
    asked = Task.objects.filter(order=case.order_id, kind=step.task, state__in=RUNNING_TASKS).first()
    notes = [str(line["note"]) for line in case.trail if line.get("note")]
    goods = "、".join(f"{line.title}×{line.quantity}" for line in case.lines.all())
    case.task = asked or open_task(
        order=case.order,
        kind=step.task,
        what=shorten("。".join(filter(None, [step.ask.zh, goods, *notes])), LONGEST_TASK),
        by=by,
        at=at,
        conversation=case.conversation,
    )
