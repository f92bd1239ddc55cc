"""The tabs of the follow-ups: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from guitai.domains.accounts.queries import Right, may

register = template.Library()

_TABS = (
    ("followups", pgettext_lazy("follow-ups", "Lists"), Right.ANSWER),
    ("followups-reviews", pgettext_lazy("follow-ups", "Poor reviews"), Right.ANSWER),
    ("followups-closed", pgettext_lazy("follow-ups", "Closed"), Right.ANSWER),
    ("followups-results", _("Results"), Right.ANSWER),
    ("followups-processes", _("Process table"), Right.ANSWER),
    ("followups-settings", _("List settings"), Right.EDIT_SHOP),
)


@register.inclusion_tag("followups/tabs.html", takes_context=True)
def followups_tabs(context: Context) -> dict[str, Any]:
    """Show the tabs; the one whose address the page lies under is the present one."""
    page, path = context["page"], context["request"].path
    tabs = []
    for name, title, right in _TABS:
        if may(page["membership"], right):
            url = reverse(name, args=[page["shop"].key])
            current = path == url if name == "followups" else path.startswith(url)
            tabs.append({"url": url, "title": title, "current": current})
    return {"tabs": tabs}
