"""The tabs of the knowledge: those a member's role lets them open."""

from typing import Any

from django import template
from django.template import Context
from django.utils.translation import gettext_lazy as _

from guitai.domains.accounts.queries import Right, may
from guitai.domains.knowledge import asking_queries, entry_queries

register = template.Library()

# The word a page's context calls it by (``tab``), its address, its title, the right it takes.
_TABS = (
    ("entries", "knowledge", _("Entries"), None),
    ("candidates", "knowledge-candidates", _("Suggested by agents"), None),
    ("duplicates", "knowledge-duplicates", _("Duplicates"), Right.EDIT_KNOWLEDGE),
    ("questions", "questions", _("Open questions"), None),
    ("conflicts", "conflicts", _("Contradictions"), Right.EDIT_KNOWLEDGE),
    ("gaps", "gaps", _("Gaps"), Right.EDIT_KNOWLEDGE),
    ("guides", "guides", _("Guidance cards"), None),
    ("pairings", "pairings", _("Pairings"), Right.EDIT_KNOWLEDGE),
)


@register.inclusion_tag("knowledge/tabs.html", takes_context=True)
def knowledge_tabs(context: Context) -> dict[str, Any]:
    """Show the tabs; ``tab`` in the context is the present one."""
    page, present = context["page"], context.get("tab", "")
    waiting = {
        "candidates": entry_queries.waiting_count(page["membership"]),
        "questions": asking_queries.open_count(page["shop"]),
    }
    tabs = [
        {"name": name, "title": title, "current": tab == present, "waiting": waiting.get(tab, 0)}
        for tab, name, title, right in _TABS
        if right is None or may(page["membership"], right)
    ]
    return {"tabs": tabs, "shop_key": page["shop"].key}
