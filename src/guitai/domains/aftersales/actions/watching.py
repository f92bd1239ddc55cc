"""What the clock does with cases: it warns before a clock runs out, and leads on what was missed."""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q

from guitai.common.events import publish
from guitai.domains.accounts import queries as accounts
from guitai.domains.accounts.models import Role, Shop
from guitai.domains.aftersales.actions.cases import task_answered
from guitai.domains.aftersales.actions.standing import told
from guitai.domains.aftersales.clocks import running_clocks, setting_of, warned_before
from guitai.domains.aftersales.events import ClockRunsOut
from guitai.domains.aftersales.models import Case
from guitai.domains.warehouse.models import Task

_AT_ONCE = 500


@transaction.atomic
def warn(*, shop: Shop, at: datetime) -> int:
    """Tell owners and leads of clocks that run out soon, and once more when they have; give how many cases.

    A case that nobody owns, or whose owner left the shop, rings the leads alone.
    """
    setting = setting_of(shop)
    farthest = max(
        timedelta(hours=setting.settle_warns_hours), timedelta(minutes=setting.answer_warns_minutes)
    )
    near = Case.objects.select_for_update(of=("self",)).filter(
        Q(warned_at=None) | Q(warned_at__lt=F("due_at"), due_at__lte=at),
        shop=shop,
        state=Case.State.RUNNING,
        due_at__lte=at + farthest,
    )
    leads = set(accounts.active_members(shop).filter(role=Role.LEAD).values_list("pk", flat=True))
    warned = 0
    for case in near.select_related("conversation").order_by("due_at")[:_AT_ONCE]:
        due, clock = running_clocks(case)[0]
        if at < due - warned_before(setting, clock):
            continue
        case.warned_at = at
        case.save(update_fields=["warned_at"])
        publish(
            ClockRunsOut(
                shop_id=shop.pk,
                case_id=case.pk,
                number=case.number,
                conversation_id=case.conversation_id,
                clock=clock,
                due_at=due,
                whom=tuple(sorted({*told(case), *leads})),
                at=at,
            )
        )
        warned += 1
    return warned


def catch_up(*, shop: Shop, at: datetime) -> int:
    """Lead on cases whose task was answered while nobody listened; give how many tasks that were."""
    waiting = Case.objects.filter(
        shop=shop, state=Case.State.RUNNING, task__state=Task.State.ANSWERED
    ).values_list("task", flat=True)
    missed = sorted(set(waiting) - {None})
    for task_id in missed:
        task_answered(task_id=task_id, at=at)
    return len(missed)
