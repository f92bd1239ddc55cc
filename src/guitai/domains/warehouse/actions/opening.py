"""Ask the warehouse for something and take it back; what agents and a cancelling's steps both do."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from guitai.common import events
from guitai.common.audit import record
from guitai.domains.accounts.models import Membership
from guitai.domains.chat.models import Conversation
from guitai.domains.trade.models import Order
from guitai.domains.warehouse.errors import TaskRefusedError
from guitai.domains.warehouse.events import TaskChanged
from guitai.domains.warehouse.models import Cancelling, Task
from guitai.domains.warehouse.queries import RUNNING, talk_of, whole
from guitai.domains.warehouse.shapes import task_row
from guitai.kernel.text import clean, shorten

LONGEST = 300
# A buyer waits for the first three; what is counted or sent again may take longer.
WITHIN: dict[str, timedelta] = {
    Task.Kind.FIND: timedelta(minutes=30),
    Task.Kind.PULL: timedelta(minutes=30),
    Task.Kind.CHANGE: timedelta(minutes=30),
    Task.Kind.VERIFY: timedelta(hours=2),
    Task.Kind.RESEND: timedelta(hours=24),
}
# Without words nobody can do these; what a cancelling asks for its step says.
_WANTS_WORDS = frozenset({Task.Kind.CHANGE, Task.Kind.VERIFY, Task.Kind.RESEND})


@transaction.atomic
def open_task(
    *,
    order: Order,
    kind: str,
    what: str,
    by: Membership,
    at: datetime,
    conversation: Conversation | None = None,
    cancelling: Cancelling | None = None,
    due_at: datetime | None = None,
) -> Task:
    """Ask the warehouse to do something with an order of the member's shop.

    What runs already is asked once: a cancelling joins it and waits for the same answer.

    :param what: the words of who asks.
    :param due_at: when it is to be done; None: by :data:`WITHIN` of its kind.
    :raises TaskRefusedError: if there is no such kind, it says nothing or too much, is due before now, or the
        same is asked already.
    """
    # An answer locks its task before the order, and so does this: else the two could wait for one another.
    list(Task.objects.select_for_update().filter(order=order.pk, shop=by.shop_id, state__in=RUNNING))
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk, shop=by.shop_id)
    words = " ".join(clean(what).split())
    _check(kind, words, at, due_at, is_step=cancelling is not None)
    running = Task.objects.filter(order=order, kind=kind, state__in=RUNNING).first()
    if running is not None:
        return _joined(running, cancelling, words, at)
    task = Task.objects.create(
        shop_id=order.shop_id,
        order=order,
        conversation=conversation,
        cancelling=cancelling,
        kind=kind,
        what=words,
        asked_by=by,
        asked_at=at,
        due_at=due_at or at + WITHIN[kind],
    )
    record("warehouse_asked", subject=order, by=by, at=at, shop_id=order.shop_id, task=task.pk, kind=kind)
    announce(task, at)
    return task


@transaction.atomic
def withdraw_tasks(*, cancelling: Cancelling, by: Membership, at: datetime) -> int:
    """Take back what a cancelling still waits for; give how many tasks that were."""
    tasks = list(Task.objects.select_for_update().filter(cancelling=cancelling, state__in=RUNNING))
    for task in tasks:
        end(task, by=by, at=at)
    return len(tasks)


def end(task: Task, *, by: Membership, at: datetime) -> None:
    """Withdraw a running, locked task."""
    task.state = Task.State.WITHDRAWN
    task.save(update_fields=["state"])
    record("warehouse_task_withdrawn", subject=task.order, by=by, at=at, shop_id=task.shop_id, task=task.pk)
    announce(task, at)


def announce(task: Task, at: datetime) -> None:
    """Tell what a task is now, to who asked for it and to who has the buyer's talk."""
    shown = whole().get(pk=task.pk)
    talk = talk_of(shown)
    whom = {shown.asked_by_id}
    if talk is not None and talk.agent_id is not None:
        whom.add(talk.agent_id)
    row = task_row(shown, conversation=talk.pk if talk else None)
    events.publish(TaskChanged(shop_id=shown.shop_id, task=row, whom=tuple(sorted(whom)), at=at))


def _check(kind: str, words: str, at: datetime, due_at: datetime | None, *, is_step: bool) -> None:
    if kind not in Task.Kind.values:
        raise TaskRefusedError(_("The warehouse can't be asked for this; choose what it is to do."))
    if not words and not is_step and kind in _WANTS_WORDS:
        raise TaskRefusedError(_("Say what exactly the warehouse is to do."))
    if len(words) > LONGEST:
        sentence = _("The warehouse is told at most %(most)d characters; these are %(count)d.")
        raise TaskRefusedError(sentence % {"most": LONGEST, "count": len(words)})
    if due_at is not None and due_at <= at:
        raise TaskRefusedError(_("Choose a time to come."))


def _joined(task: Task, cancelling: Cancelling | None, words: str, at: datetime) -> Task:
    if cancelling is None or task.cancelling_id not in {None, cancelling.pk}:
        sentence = _("The warehouse is asked this already, by %(who)s: %(kind)s.")
        raise TaskRefusedError(sentence % {"who": task.asked_by, "kind": task.get_kind_display()})
    task.cancelling = cancelling
    task.what = shorten("。".join(filter(None, [words, task.what])), LONGEST)
    task.save(update_fields=["cancelling", "what"])
    announce(task, at)
    return task
