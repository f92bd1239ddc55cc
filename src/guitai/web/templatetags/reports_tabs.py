"""The tabs of the reports: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Right, may

register = template.Library()

_TABS = (
    ("reports", _("Overview"), Right.SEE_FIGURES),
    ("reports-agents", _("Agents"), Right.SEE_FIGURES),
    ("reports-hours", _("Hours"), Right.SEE_FIGURES),
    ("reports-funnel", _("Funnel"), Right.SEE_FIGURES),
    ("reports-buyers", _("Buyers"), Right.SEE_FIGURES),
    ("reports-products", _("Products"), Right.SEE_FIGURES),
    ("reports-asked", _("What buyers ask"), Right.SEE_FIGURES),
    ("reports-aftersales", _("After-sales"), Right.SEE_FIGURES),
    ("reports-platform", _("Platform's figures"), Right.SEE_FIGURES),
    ("lost", _("Lost inquiries"), Right.ANSWER),
    ("staffing", _("Staffing"), Right.SEE_FIGURES),
    ("pay", _("Pay"), Right.EDIT_PAY),
    ("whatif", _("What if"), Right.SEE_FIGURES),
    ("reports-mine", _("My figures"), Right.ANSWER),
)


@register.inclusion_tag("reports/tabs.html", takes_context=True)
def reports_tabs(context: Context) -> dict[str, Any]:
    """Show the tabs, each keeping the period; the one the page's address belongs to is the present one."""
    page, filters = context["page"], context.get("filters")
    path = context["request"].path
    tabs = []
    for name, title, right in _TABS:
        if not may(page["membership"], right):
            continue
        url = reverse(name, args=[page["shop"].key])
        current = path == url if name == "reports" else path.startswith(url)
        tabs.append({"url": url, "title": title, "current": current})
    return {"tabs": tabs, "query": filters.query() if filters else ""}
