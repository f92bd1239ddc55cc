"""What concerns days that are over though it happens today; the rest of a talk is of its own day."""

from guitai.domains.accounts.models import Shop
from guitai.domains.chat.events import ConversationChanged
from guitai.domains.chat.models import ChangeKind, Conversation
from guitai.domains.insight.events import LossesChanged
from guitai.domains.performance.actions.marking import mark_changed, mark_days
from guitai.domains.performance.changed import Changed, days_between
from guitai.domains.performance.queries.settings import settings_of


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
