"""What is done with an order that is being cancelled: begun, answered, stepped back, begun anew, dropped.

Every answer leaves what the playbook says on the order (:mod:`..cancelling`), and a step with a task asks the
warehouse for it; the warehouse's answer leads on by itself.
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from guitai.common.audit import record
from guitai.common.events import publish
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.trade.remarking import remark
from guitai.domains.warehouse.actions.opening import LONGEST, open_task, withdraw_tasks
from guitai.domains.warehouse.cancelling import LONGEST_NOTE, playbook, start_of, step_named
from guitai.domains.warehouse.errors import CancellingRefusedError
from guitai.domains.warehouse.events import CancellingChanged
from guitai.domains.warehouse.models import Cancelling, Task
from guitai.engines.playbooks import Answer, End, Step, go, left_on_order
from guitai.kernel.text import clean, shorten

# In the trail this stands where it was begun anew.
ANEW = ""


@transaction.atomic
def begin(
    *, order: Order, by: Membership, at: datetime, conversation: Conversation | None = None
) -> Cancelling:
    """Begin to cancel an order of the member's shop, at the step of its status.

    :param conversation: the talk in which it is asked for; the warehouse's answers are told there.
    :raises CancellingRefusedError: if the order is closed, or being cancelled already.
    """
    orders = Order.objects.select_for_update(of=("self",))
    order = orders.get(pk=order.pk, shop=by.shop_id)
    step = start_of(order.status)
    if isinstance(step, End):
        raise CancellingRefusedError(_("This order is closed; nothing is left to cancel."))
    if Cancelling.objects.filter(order=order, state=Cancelling.State.RUNNING).exists():
        raise CancellingRefusedError(_("This order is being cancelled already; go on there."))
    cancelling = Cancelling.objects.create(
        shop_id=order.shop_id,
        order=order,
        conversation=conversation,
        version=playbook().version,
        began=order.status,
        step=step.key,
        by=by,
        opened_at=at,
    )
    _tell("cancelling_begun", cancelling, by, at, step=step.key)
    return cancelling


@transaction.atomic
def answer(
    *, cancelling_id: int, answer: str, by: Membership, at: datetime, note: str = "", step: str = ""
) -> Cancelling:
    """Answer the step it stands at; what the warehouse is asked, it answers itself.

    :param note: is put behind the remark.
    :param step: the one that was looked at; empty: whichever it is.
    :raises CancellingRefusedError: if it is not under way, the step knows no such answer, waits for the
        warehouse, or wants words with it.
    """
    cancelling = _running(cancelling_id, by)
    stands, words = _step(cancelling), " ".join(clean(note).split())
    given = stands.answer(answer) if step in {"", stands.key} else None
    if stands.task:
        raise CancellingRefusedError(_("The warehouse answers this on its page; ask it to look there."))
    if given is None:
        raise CancellingRefusedError(_("It stands at another step by now; look again and choose there."))
    if given.wants and not words:
        raise CancellingRefusedError(_("Say in the note: %(what)s.") % {"what": _told(given, by)})
    if len(words) > LONGEST_NOTE:
        sentence = _("A note has at most %(most)d characters; this one has %(count)d.")
        raise CancellingRefusedError(sentence % {"most": LONGEST_NOTE, "count": len(words)})
    _go_on(cancelling, given, by, at, words)
    return cancelling


def task_answered(task: Task, by: Membership, at: datetime) -> None:
    """Lead on what waits for this task, by the answer it has; nothing, if it stands elsewhere by now."""
    cancelling = _of_shop(by).filter(tasks=task.pk, state=Cancelling.State.RUNNING).first()
    step = step_named(cancelling.step) if cancelling else None
    given = step.answer(task.answer) if step and step.task == task.kind else None
    if cancelling and given:
        _go_on(cancelling, given, by, at, task.note)


@transaction.atomic
def restart(*, cancelling_id: int, by: Membership, at: datetime) -> Cancelling:
    """Begin anew at the step of the order's status now; what the warehouse still is asked is withdrawn.

    Where the order is closed meanwhile, the cancelling ends.

    :raises CancellingRefusedError: if it is not under way.
    """
    cancelling = _running(cancelling_id, by)
    withdraw_tasks(cancelling=cancelling, by=by, at=at)
    reached = start_of(cancelling.order.status)
    cancelling.trail = [*cancelling.trail, _line(cancelling.step, ANEW, by, at)]
    cancelling.began, cancelling.version = cancelling.order.status, playbook().version
    _stand(cancelling, reached, at)
    _tell("cancelling_restarted", cancelling, by, at, step=reached.key)
    return cancelling


@transaction.atomic
def step_back(*, cancelling_id: int, by: Membership, at: datetime) -> Cancelling:
    """Take the last answer back, one that ended it too; its remark stays, and another says so.

    :raises CancellingRefusedError: if there is none, the warehouse gave it, or the order is being cancelled
        anew.
    """
    cancelling = _locked(cancelling_id, by)
    step, taken = _last_answer(cancelling)
    withdraw_tasks(cancelling=cancelling, by=by, at=at)
    cancelling.trail = cancelling.trail[:-1]
    _take_back(cancelling, taken, go(playbook(), step.key, taken.key), by, at)
    cancelling.state, cancelling.ended_at, cancelling.outcome = Cancelling.State.RUNNING, None, ""
    _stand(cancelling, step, at)
    _tell("cancelling_stepped_back", cancelling, by, at, step=step.key, answer=taken.key)
    return cancelling


@transaction.atomic
def drop(*, cancelling_id: int, by: Membership, at: datetime) -> Cancelling:
    """Give it up, as if nobody had asked; what was written stays, what the warehouse was asked is withdrawn.

    :raises CancellingRefusedError: if it is not under way.
    """
    cancelling = _running(cancelling_id, by)
    withdraw_tasks(cancelling=cancelling, by=by, at=at)
    cancelling.state, cancelling.ended_at = Cancelling.State.DROPPED, at
    cancelling.save()
    _tell("cancelling_dropped", cancelling, by, at, step=cancelling.step)
    return cancelling


def _last_answer(cancelling: Cancelling) -> tuple[Step, Answer]:
    """Give the step that was answered last and how, if that may be taken back."""
    given = cancelling.trail[-1] if cancelling.trail else None
    step = step_named(given["step"]) if given else None
    taken = step.answer(given["answer"]) if step and given else None
    if cancelling.state == Cancelling.State.DROPPED or step is None or taken is None:
        raise CancellingRefusedError(_("There is no answer to take back."))
    if step.task:
        raise CancellingRefusedError(_("The warehouse gave the last answer; begin anew if it was wrong."))
    if Cancelling.objects.filter(order=cancelling.order_id, pk__gt=cancelling.pk).exists():
        raise CancellingRefusedError(_("The order has been cancelled anew since; go on there."))
    return step, taken


def _go_on(cancelling: Cancelling, given: Answer, by: Membership, at: datetime, note: str) -> None:
    before = cancelling.step
    reached = go(playbook(), before, given.key)
    cancelling.trail = [*cancelling.trail, _line(before, given.key, by, at, note)]
    text, flag = left_on_order(given, reached, note)
    if text or flag:
        remark(order=cancelling.order, by=by, at=at, text=text, flag=flag)
    _stand(cancelling, reached, at)
    if isinstance(reached, Step) and reached.task:
        open_task(
            order=cancelling.order,
            kind=reached.task,
            what=_asked(cancelling, reached),
            by=cancelling.by,
            at=at,
            conversation=cancelling.conversation,
            cancelling=cancelling,
        )
    _tell("cancelling_answered", cancelling, by, at, step=before, answer=given.key)


def _stand(cancelling: Cancelling, reached: Step | End, at: datetime) -> None:
    if isinstance(reached, End):
        cancelling.state, cancelling.ended_at, cancelling.outcome = Cancelling.State.ENDED, at, reached.key
    else:
        cancelling.step = reached.key
    cancelling.save()


def _asked(cancelling: Cancelling, step: Step) -> str:
    """Give what the warehouse is told: the step's words, and what was told with the answers so far."""
    notes = [line["note"] for line in cancelling.trail if line["note"]]
    return shorten("。".join([step.ask.zh, *notes]), LONGEST)


def _take_back(
    cancelling: Cancelling, taken: Answer, reached: Step | End, by: Membership, at: datetime
) -> None:
    text, flag = left_on_order(taken, reached, "")
    if not text and not flag:
        return
    before = ""
    for line in cancelling.trail:
        step = step_named(line["step"])
        earlier = step.answer(line["answer"]) if step else None
        before = (earlier.flag if earlier else "") or before
    title = text or taken.title.zh
    remark(order=cancelling.order, by=by, at=at, text=f"更正：“{title}”不算", flag=before if flag else "")


def _line(step: str, answer: str, by: Membership, at: datetime, note: str = "") -> dict[str, Any]:
    return {
        "step": step,
        "answer": answer,
        "by": by.pk,
        "name": by.nickname,
        "at": at.isoformat(),
        "note": note,
    }


def _told(given: Answer, by: Membership) -> str:
    return given.wants.told(by.person.language) if given.wants else ""


def _step(cancelling: Cancelling) -> Step:
    step = step_named(cancelling.step)
    if step is None:
        raise CancellingRefusedError(_("The steps of cancelling have changed since; begin anew."))
    return step


def _of_shop(by: Membership) -> QuerySet[Cancelling]:
    rows = Cancelling.objects.select_for_update(of=("self",))
    return rows.select_related("order", "by", "conversation").filter(shop=by.shop_id)


def _locked(cancelling_id: int, by: Membership) -> Cancelling:
    # Its tasks before itself, as an answer of the warehouse does: else the two could wait for one another.
    list(Task.objects.select_for_update().filter(cancelling=cancelling_id, shop=by.shop_id).order_by("pk"))
    found = _of_shop(by).filter(pk=cancelling_id).first()
    if found is None:
        raise CancellingRefusedError(_("There is no such cancelling in this shop."))
    return found


def _running(cancelling_id: int, by: Membership) -> Cancelling:
    found = _locked(cancelling_id, by)
    if found.state != Cancelling.State.RUNNING:
        raise CancellingRefusedError(_("The cancelling of this order is over; begin anew if it is needed."))
    return found


def _tell(deed: str, cancelling: Cancelling, by: Membership, at: datetime, **facts: object) -> None:
    order = cancelling.order
    record(deed, subject=order, by=by, at=at, shop_id=cancelling.shop_id, cancelling=cancelling.pk, **facts)
    publish(
        CancellingChanged(
            shop_id=cancelling.shop_id,
            order_id=order.pk,
            number=order.number,
            conversation_id=cancelling.conversation_id,
            at=at,
        )
    )
