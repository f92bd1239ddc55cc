"""What can be asked about what the warehouse has to do."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Prefetch, Q, QuerySet

from guitai.common.models import Picture
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Person, Shop
from guitai.domains.chat.models import Conversation
from guitai.domains.chat.models import State as TalkState
from guitai.domains.trade.models import OrderLine, Parcel
from guitai.domains.warehouse.models import Cancelling as Cancelling
from guitai.domains.warehouse.models import Task as Task
from guitai.kernel.text import fold

RUNNING = (Task.State.OPEN, Task.State.TAKEN)
# Fewer of an order's last digits name too many.
FEWEST_DIGITS = 4
# Taking these out of their seals and their JSON would be most of the work.
_NOT_SHOWN = ("order__address", "order__buyer__phone", "conversation__reading")
_ANSWERS: dict[str, tuple[Task.Answer, ...]] = {
    Task.Kind.FIND: (Task.Answer.FOUND, Task.Answer.NOT_FOUND),
    Task.Kind.PULL: (Task.Answer.PULLED, Task.Answer.GONE),
    Task.Kind.CHANGE: (Task.Answer.CHANGED, Task.Answer.GONE),
    Task.Kind.RESEND: (Task.Answer.SENT, Task.Answer.NO_STOCK),
    Task.Kind.VERIFY: (Task.Answer.RIGHT, Task.Answer.WRONG),
}


def answers_of(kind: str) -> tuple[Task.Answer, ...]:
    """Give how a task of this kind may be answered, the good news first."""
    return _ANSWERS[kind]


def whole() -> QuerySet[Task]:
    """Give tasks with all that a row of them shows at hand."""
    return Task.objects.select_related(
        "shop",
        "order__buyer",
        "conversation",
        "cancelling",
        "picture",
        "asked_by__person",
        "taken_by__person",
        "answered_by__person",
    ).defer(*_NOT_SHOWN)


def tasks_visible_to(person: Person) -> QuerySet[Task]:
    """Give the tasks of the shops this person works in now."""
    return whole().filter(shop__in=accounts.memberships_of(person).values("shop"))


def with_goods(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Give the same tasks with their orders' lines, products and parcels at hand."""
    lines = OrderLine.objects.select_related("product").order_by("position")
    return tasks.prefetch_related(
        Prefetch("order__lines", lines), Prefetch("order__parcels", Parcel.objects.order_by("pk"))
    )


def running_tasks(shop: Shop) -> QuerySet[Task]:
    """Give what the warehouse has to do now, the first to fall due at the front."""
    return whole().filter(shop=shop, state__in=RUNNING).order_by("due_at", "pk")


def answered_tasks(shop: Shop, *, since: datetime) -> QuerySet[Task]:
    """Give what was answered since a moment, the last first."""
    return whole().filter(shop=shop, answered_at__gte=since).order_by("-answered_at", "-pk")


def tasks_by_order(order_ids: Iterable[int], *, since: datetime) -> dict[int, list[Task]]:
    """Give what runs about these orders, or was answered since a moment; the last asked first."""
    wanted = dict.fromkeys(order_ids)
    shown = Q(state__in=RUNNING) | Q(answered_at__gte=since)
    found: dict[int, list[Task]] = {order_id: [] for order_id in wanted}
    for task in whole().filter(shown, order__in=list(wanted)).order_by("-asked_at", "-pk"):
        found[task.order_id].append(task)
    return found


def named(tasks: QuerySet[Task], *, text: str) -> QuerySet[Task]:
    """Give those of the tasks whose order number or waybill this is, or whose number ends so.

    :param text: as a scanner or a person wrote it: full width, blanks and small letters do not matter.
    """
    wanted = fold(text).replace(" ", "")
    written = {wanted, wanted.upper()}
    parcels = Parcel.objects.filter(waybill__in=written).values("order")
    shown = Q(order__number__in=written) | Q(waybill__in=written) | Q(order__in=parcels)
    if len(wanted) >= FEWEST_DIGITS:
        shown |= Q(order__number__iendswith=wanted)
    return tasks.filter(shown) if wanted else tasks.none()


def may_be_reopened(task: Task) -> bool:
    """Say whether nothing went on by the answer yet: a cancelling that waits for it does so at once."""
    return task.cancelling is None or task.cancelling.state == Cancelling.State.DROPPED


def talk_of(task: Task) -> Conversation | None:
    """Give where an answer is told: where it was asked, or in the talk the buyer has now."""
    asked_in = task.conversation
    if asked_in is not None and asked_in.state != TalkState.CLOSED:
        return asked_in
    if task.order.buyer_id is None:
        return asked_in
    running = Conversation.objects.filter(shop=task.shop_id, buyer=task.order.buyer_id)
    return running.exclude(state=TalkState.CLOSED).order_by("-opened_at", "-pk").first() or asked_in


def picture_of(person: Person, *, shop: Shop, task_id: int) -> Picture | None:
    """Give the picture that came with an answer, if this person works in the shop."""
    task = tasks_visible_to(person).filter(shop=shop, pk=task_id).first()
    return task.picture if task else None
