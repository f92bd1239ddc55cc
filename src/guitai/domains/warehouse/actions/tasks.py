"""What is done with a task that was asked for (:mod:`.opening`): taken, answered, withdrawn, reopened.

Every deed locks its task, and is announced once it is committed; an answer stands in the talk at once.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.models import Picture
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.actions import add_note
from guitai.domains.warehouse.actions import cancelling as cancellings
from guitai.domains.warehouse.actions.opening import LONGEST, announce, end
from guitai.domains.warehouse.errors import AnswerRefusedError, NoSuchTaskError, TaskRefusedError
from guitai.domains.warehouse.models import Cancelling, Task
from guitai.domains.warehouse.queries import RUNNING, answers_of, may_be_reopened, talk_of
from guitai.kernel.text import clean

# A wrong button is noticed at once; later the agent has told the buyer.
REOPENED_WITHIN = timedelta(minutes=10)
LONGEST_WAYBILL = 40


@transaction.atomic
def take(*, task_id: int, by: Membership, at: datetime) -> Task:
    """Say that one does it, so that nobody else goes for the same parcel; over from another, too.

    :raises NoSuchTaskError: if nothing of that key runs in the shop.
    """
    task = _running(task_id, by)
    task.state, task.taken_by, task.taken_at = Task.State.TAKEN, by, at
    task.save(update_fields=["state", "taken_by", "taken_at"])
    announce(task, at)
    return task


@transaction.atomic
def answer(
    *,
    task_id: int,
    answer: str,
    by: Membership,
    at: datetime,
    note: str = "",
    waybill: str = "",
    picture: Picture | None = None,
) -> Task:
    """Say what came of it: who asked is told in the buyer's talk, and a cancelling that waits goes on.

    :param waybill: of what was sent again.
    :raises NoSuchTaskError: if nothing of that key runs in the shop.
    :raises AnswerRefusedError: if its kind knows no such answer, or it wants words or a waybill.
    """
    task = _running(task_id, by)
    task.answer, task.note, task.waybill = answer, " ".join(clean(note).split()), _waybill(waybill)
    _check_answer(task)
    task.state, task.picture = Task.State.ANSWERED, picture
    task.answered_by, task.answered_at = by, at
    task.save(update_fields=["state", "answer", "note", "waybill", "picture", "answered_by", "answered_at"])
    about = {"task": task.pk, "kind": task.kind, "answer": answer}
    record("warehouse_answered", subject=task.order, by=by, at=at, shop_id=task.shop_id, **about)
    with _language_of(task.asked_by):
        _tell(task, _answer_told(task), by, at)
    if task.cancelling is not None:
        cancellings.task_answered(task, by=by, at=at)
    announce(task, at)
    return task


@transaction.atomic
def withdraw(*, task_id: int, by: Membership, at: datetime) -> Task:
    """Take back what nobody needs any more.

    :raises NoSuchTaskError: if nothing of that key runs in the shop.
    :raises TaskRefusedError: if a cancelling waits for it.
    """
    task = _running(task_id, by)
    if task.cancelling is not None and task.cancelling.state == Cancelling.State.RUNNING:
        raise TaskRefusedError(_("The cancelling of this order waits for it; go a step back there."))
    end(task, by=by, at=at)
    return task


@transaction.atomic
def reopen(*, task_id: int, by: Membership, at: datetime) -> Task:
    """Take an answer back that was a wrong button; who asked is told so.

    :raises NoSuchTaskError: if it was not answered, or longer ago than :data:`REOPENED_WITHIN`.
    :raises TaskRefusedError: if a cancelling went on by it, or the same has been asked again.
    """
    task = _locked(task_id, by)
    if task is None or task.answered_at is None or at - task.answered_at > REOPENED_WITHIN:
        minutes = REOPENED_WITHIN // timedelta(minutes=1)
        sentence = _("Only an answer of the last %(minutes)d minutes can be taken back.")
        raise NoSuchTaskError(sentence % {"minutes": minutes})
    if not may_be_reopened(task):
        sentence = _("The cancelling of this order went on by the answer; %(who)s can begin it anew.")
        raise TaskRefusedError(sentence % {"who": task.asked_by})
    if Task.objects.filter(order=task.order_id, kind=task.kind, state__in=RUNNING).exists():
        raise TaskRefusedError(_("The same has been asked again; answer that."))
    with _language_of(task.asked_by):
        taken_back = {"kind": task.get_kind_display(), "answer": task.get_answer_display()}
        told = _("Warehouse · %(kind)s: “%(answer)s” was a wrong button; it is looked at again.") % taken_back
        _tell(task, told, by, at)
    return _reopened(task, by, at)


def _reopened(task: Task, by: Membership, at: datetime) -> Task:
    record("warehouse_reopened", subject=task.order, by=by, at=at, shop_id=task.shop_id, task=task.pk)
    task.state, task.answer, task.note, task.waybill = Task.State.TAKEN, "", "", ""
    task.picture, task.answered_by, task.answered_at = None, None, None
    task.taken_by, task.taken_at = by, at
    task.save()
    announce(task, at)
    return task


def _locked(task_id: int, by: Membership) -> Task | None:
    tasks = Task.objects.select_for_update(of=("self",)).select_related(
        "order", "conversation", "cancelling", "asked_by__person", "answered_by__person"
    )
    return tasks.filter(pk=task_id, shop=by.shop_id).first()


def _running(task_id: int, by: Membership) -> Task:
    task = _locked(task_id, by)
    if task is None or task.state == Task.State.WITHDRAWN:
        raise NoSuchTaskError(_("There is no such task in this shop, or it was withdrawn."))
    if task.state == Task.State.ANSWERED:
        facts = {"who": task.answered_by, "answer": task.get_answer_display()}
        raise NoSuchTaskError(_("%(who)s has answered this already: %(answer)s.") % facts)
    return task


def _check_answer(task: Task) -> None:
    known = answers_of(task.kind)
    if task.answer not in known:
        sentence = _("This can't be answered so; choose one of: %(answers)s.")
        titles = _(", ").join(str(each.label) for each in known)
        raise AnswerRefusedError(sentence % {"answers": titles}, answers=[each.value for each in known])
    if len(task.note) > LONGEST:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise AnswerRefusedError(sentence % {"most": LONGEST, "count": len(task.note)}, field="note")
    # A cancelling asks what yes or no answers.
    if task.answer == Task.Answer.WRONG and not task.note and task.cancelling is None:
        raise AnswerRefusedError(_("Say in the note what is not right."), field="note")
    if task.answer == Task.Answer.SENT and not task.waybill:
        raise AnswerRefusedError(_("Scan or write the waybill of what was sent."), field="waybill")


def _waybill(given: str) -> str:
    """Give a waybill as it is kept: capital letters, no blanks."""
    waybill = "".join(clean(given).split()).upper()
    if waybill and not (waybill.isascii() and waybill.replace("-", "").isalnum()):
        sentence = _("A waybill is letters and digits; “%(given)s” is none.")
        raise AnswerRefusedError(sentence % {"given": waybill[:LONGEST_WAYBILL]}, field="waybill")
    if len(waybill) > LONGEST_WAYBILL:
        sentence = _("A waybill has at most %(most)d characters.")
        raise AnswerRefusedError(sentence % {"most": LONGEST_WAYBILL}, field="waybill")
    return waybill


def _answer_told(task: Task) -> str:
    facts = {
        "kind": task.get_kind_display(),
        "answer": task.get_answer_display(),
        "order": task.order.number,
    }
    said = [_("Warehouse · %(kind)s: %(answer)s · order %(order)s") % facts]
    if task.waybill:
        said.append(_("Waybill: %(waybill)s") % {"waybill": task.waybill})
    if task.note:
        said.append(task.note)
    if task.picture is not None:
        said.append(_("There is a photo of it on the order."))
    return "\n".join(said)


def _tell(task: Task, text: str, by: Membership, at: datetime) -> None:
    talk = talk_of(task)
    if talk is not None:
        # A task is told of once a moment; what is repeated is the same.
        local_id = f"warehouse-{task.pk}-{int(at.timestamp() * 1000)}"
        add_note(conversation_id=talk.pk, by=by, local_id=local_id, text=text, at=at)


def _language_of(member: Membership) -> translation.override:
    return translation.override(member.person.language)
