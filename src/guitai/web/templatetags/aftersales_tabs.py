"""The tabs of after-sales: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.domains.accounts.queries import Right, rights_of

register = template.Library()

_COUNTER = {Right.ANSWER, Right.KEEP_LEDGERS}
_OVER = "over=1"
_TABS = (
    ("cases:board", "", pgettext_lazy("cases", "Under way"), _COUNTER),
    ("cases:board", _OVER, pgettext_lazy("cases", "Over"), _COUNTER),
    ("pictures:archive", "", _("Fault pictures"), {Right.ANSWER, Right.WORK_WAREHOUSE}),
    ("ledgers:ledgers", "", _("Ledgers"), {Right.KEEP_LEDGERS, Right.WORK_WAREHOUSE}),
    ("issues:issues", "", _("Product issues"), {Right.SEE_FIGURES, Right.KEEP_LEDGERS}),
    ("playbooks:playbooks", "", _("Playbooks"), _COUNTER),
)


@register.inclusion_tag("cases/tabs.html", takes_context=True)
def aftersales_tabs(context: Context) -> dict[str, Any]:
    """Show the tabs; the one whose address the page lies under is the present one."""
    page, request = context["page"], context["request"]
    rights = rights_of(page["membership"])
    is_over = request.GET.get("over") == "1"
    tabs = []
    for name, query, title, wanted in _TABS:
        if not rights & wanted:
            continue
        url = reverse(name, args=[page["shop"].key])
        current = request.path.startswith(url) and (name != "cases:board" or is_over == bool(query))
        tabs.append({"url": f"{url}?{query}" if query else url, "title": title, "current": current})
    return {"tabs": tabs}
