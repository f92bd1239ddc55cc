"""The pages of staffing: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guitai.domains.performance.queries.staffing import may_plan

register = template.Library()

_PAGES = (
    ("staffing", _("Load")),
    ("staffing-proposal", _("Roster proposal")),
    ("staffing-members", _("Who may work when")),
    ("staffing-settings", _("Staffing settings")),
)


@register.inclusion_tag("staffing/pages.html", takes_context=True)
def staffing_pages(context: Context) -> dict[str, Any]:
    """Show the pages; to who plans no rosters the first is all there is."""
    page, path = context["page"], context["request"].path
    shown = _PAGES if may_plan(page["membership"]) else _PAGES[:1]
    pages = []
    for name, title in shown:
        url = reverse(name, args=[page["shop"].key])
        current = path == url if name == "staffing" else path.startswith(url)
        pages.append({"url": url, "title": title, "current": current})
    return {"pages": pages}
