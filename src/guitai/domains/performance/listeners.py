"""What concerns days that are over though it happens today; the rest of a talk is of its own day."""

from datetime import datetime

from guitai.domains.accounts.models import Shop
from guitai.domains.aftersales.events import CaseChanged
from guitai.domains.aftersales.models import Case
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import ChangeKind, Conversation
from guitai.domains.followups.events import TodoChanged
from guitai.domains.followups.models import Listing
from guitai.domains.insight.events import LossesChanged
from guitai.domains.performance.actions.marking import mark_changed, mark_days
from guitai.domains.performance.changed import Changed, days_between
from guitai.domains.performance.queries.settings import settings_of
from guitai.domains.trade.events import OrderRemarked
from guitai.kernel.days import business_day


def conversation_changed(event: ConversationChanged) -> None:
    """Count the days of a talk anew that was rated afterwards, or turned out to be with a known buyer."""
    card = (event.message or {}).get("card") or {}
    if event.kind != ChangeKind.RATED and card.get("event") != "adopted":
        return
    shop = Shop.objects.get(pk=event.shop_id)
    talk = Conversation.objects.get(pk=event.conversation_id)
    split = settings_of(shop).day_begins
    mark_changed(
        shop=shop, changed=Changed(talked=frozenset(days_between(talk.opened_at, talk.last_at, split)))
    )


def losses_changed(event: LossesChanged) -> None:
    """Count the day of lost inquiries anew whose reasons are others now."""
    mark_days(shop=Shop.objects.get(pk=event.shop_id), days=[event.day])


def todo_changed(event: TodoChanged) -> None:
    """Count the day a promise fell due anew, where it turns out afterwards whether it was kept."""
    if event.todo["listing"] != Listing.PROMISE or not event.todo["due"]:
        return
    due_at = datetime.fromisoformat(event.todo["due"])
    if due_at >= event.at:
        return
    shop = Shop.objects.get(pk=event.shop_id)
    split = settings_of(shop).day_begins
    day = business_day(due_at, split=split)
    if day < business_day(event.at, split=split):
        mark_days(shop=shop, days=[day])


def case_changed(event: CaseChanged) -> None:
    """Count the day a case was opened anew, where it is answered, settled or given to another later."""
    shop = Shop.objects.get(pk=event.shop_id)
    split = settings_of(shop).day_begins
    opened = business_day(Case.objects.get(pk=event.case_id).opened_at, split=split)
    if opened < business_day(event.at, split=split):
        mark_days(shop=shop, days=[opened])


def order_remarked(event: OrderRemarked) -> None:
    """Count the days of an order anew that carries another flag, where the figures go by flags."""
    shop = Shop.objects.get(pk=event.shop_id)
    settings = settings_of(shop)
    if not event.flag_changed or not settings.excluded_flags:
        return
    ordered = business_day(event.ordered_at, split=settings.day_begins)
    paid = {business_day(event.paid_at, split=settings.day_begins)} if event.paid_at else set()
    mark_changed(shop=shop, changed=Changed(ordered=frozenset({ordered}), paid=frozenset(paid)))
