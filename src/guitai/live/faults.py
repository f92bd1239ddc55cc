"""What leads' desks are told when a product shows a fault more often than it used to (A5)."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from guitai.domains.accounts.queries import Right
from guitai.domains.aftersales.events import FaultAlarm
from guitai.domains.aftersales.issue_queries import fault_name, issue_to_tell
from guitai.live import bus, groups
from guitai.live.telling import text

_LANGUAGES = [code for code, _name in settings.LANGUAGES]


def fault_alarmed(event: FaultAlarm) -> None:
    """Tell the leads on the floor which product, which fault, and where to look."""
    issue = issue_to_tell(shop_id=event.shop_id, issue_id=event.issue_id)
    if issue is None:
        return
    url = reverse("issues:issue", args=[issue.shop.key, issue.pk])
    texts = {}
    for language in _LANGUAGES:
        with translation.override(language):
            facts = {"product": issue.product.title, "fault": fault_name(issue.fault), "cases": event.cases}
            said = _("%(product)s shows a fault more often than usual: %(fault)s, %(cases)d cases.") % facts
            frame = {"kind": "fault", "issue": issue.pk, "url": url, "reason": said}
            texts[language] = text(frame)
    whom = {"type": "tell_leads", "right": Right.APPROVE.value}
    bus.tell(groups.of_floor(event.shop_id), {**whom, "texts": texts})
