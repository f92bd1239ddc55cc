"""The tabs of the setup pages: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Right, may

register = template.Library()

_TABS = (
    ("setup-shop", _("Shop"), Right.EDIT_SHOP),
    ("setup-terms", _("Shop's promises"), Right.EDIT_SHOP),
    ("setup-figures", _("Figures"), Right.EDIT_SHOP),
    ("setup-people", _("People"), Right.EDIT_PEOPLE),
    ("setup-groups", _("Groups"), Right.EDIT_PEOPLE),
    ("setup-roster", _("Roster"), None),
    ("setup-shifts", _("Shifts"), Right.EDIT_ROSTER),
    ("setup-phrases", _("Quick phrases"), None),
    ("remarks", _("Remarks and flags"), Right.ANSWER),
    ("couriers", _("Couriers"), Right.ANSWER),
    ("setup-window", _("Chat window"), Right.EDIT_SHOP),
    ("setup-history", _("History"), Right.EDIT_SHOP),
)


@register.inclusion_tag("setup/tabs.html", takes_context=True)
def setup_tabs(context: Context) -> dict[str, Any]:
    """Show the tabs; the one whose address the page lies under is the present one."""
    page = context["page"]
    path = context["request"].path
    tabs = []
    for name, title, right in _TABS:
        if right is None or may(page["membership"], right):
            url = reverse(name, args=[page["shop"].key])
            tabs.append({"url": url, "title": title, "current": path.startswith(url)})
    return {"tabs": tabs}
