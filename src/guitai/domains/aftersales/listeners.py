"""What happens by itself: the warehouse's answer leads a case on, an agent's reply stops its first clock."""

from guitai.domains.accounts.models import Membership
from guitai.domains.aftersales.actions import cases
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import Author, ChangeKind, Kind
from guitai.domains.warehouse.events import TaskChanged
from guitai.domains.warehouse.models import Task


def task_changed(event: TaskChanged) -> None:
    """Lead on what waited for the task."""
    if event.task["state"] == Task.State.ANSWERED:
        cases.task_answered(task_id=event.task["id"], at=event.at)


def conversation_changed(event: ConversationChanged) -> None:
    """Note that a buyer with a case has heard from an agent; a note among agents is no answer."""
    said = event.message
    if event.kind != ChangeKind.MESSAGE or said is None or said["author"] != Author.AGENT:
        return
    if said["kind"] == Kind.NOTE or event.agent_id is None:
        return
    waiting = Case.objects.filter(
        conversation=event.conversation_id,
        state=Case.State.RUNNING,
        answered_at=None,
        opened_at__lte=event.at,
    )
    for case_id in list(waiting.values_list("pk", flat=True)):
        cases.first_answered(case_id=case_id, by=Membership.objects.get(pk=event.agent_id), at=event.at)
